import type { Evaluation } from "../../records/evaluation.ts";
import { sliceLine, slicesSummary, sortedSlices, unnamedText } from "../words/slice-text.ts";
import { weakText } from "../words/weak-text.ts";
import { aligned, type painter, wrap } from "./text-layout.ts";

type Paint = ReturnType<typeof painter>;
const MOST_SLICES = 24;

/** The slices that the spec declares; those that lost are first, and red. */
export function sliceLines(evaluation: Evaluation, paint: Paint): string[] {
  const sorted = sortedSlices(evaluation);
  const notes = (evaluation.slices?.unnamed ?? [])
    .slice(0, 5)
    .flatMap((each) => wrap(unnamedText(each), "  "));
  if (sorted.length === 0) return notes.length > 0 ? ["Slices", ...notes] : [];
  const shown = sorted.slice(0, MOST_SLICES).map(sliceLine);
  const against = evaluation.champion !== null;
  const cells = shown.map(({ name, rows, metric, champion, challenger, difference, verdict }) => {
    const figures = against ? [champion, challenger, difference, verdict] : [challenger];
    return [`  ${name}`, rows, metric, ...figures];
  });
  const heads = against
    ? ["  slice", "rows", "metric", "champion", "change", "difference", "verdict"]
    : ["  slice", "rows", "metric", "this change"];
  const [first = "", ...lines] = aligned([heads, ...cells], [1, 3, 4, 5], 27);
  const more = sorted.length - shown.length;
  return [
    ...wrap(slicesSummary(evaluation), "Slices  "),
    paint(first, "dim"),
    ...lines.map((line, at) => (shown[at]!.verdict === "regressed" ? paint(line, "red") : line)),
    ...(more > 0 ? [`  … and ${more} more; --json has them.`] : []),
    // In sentences, since one more column would not fit.
    ...shown
      .filter(({ settle }) => settle !== "")
      .slice(0, 6)
      .flatMap(({ name, settle }) => wrap(`${name}: ${settle}.`, "  ")),
    ...notes,
  ];
}

/** What a search over the columns found. */
export function weakLines(evaluation: Evaluation, paint: Paint): string[] {
  const found = weakText(evaluation);
  if (!found) return [];
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [title, ...lines.flatMap((line) => wrap(line, "  ⚠ "))];
  return [
    ...list("Worse than the champion in", found.worse),
    ...list("Weakest in", found.worst),
    ...wrap(found.note).map((line) => paint(line, "dim")),
  ];
}
