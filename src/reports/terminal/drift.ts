import { withoutPersonalData } from "../../core/personal-data.ts";
import type { ColumnDrift, DriftReport } from "../../records/drift.ts";
import { classifierText } from "../words/classifier-text.ts";
import { chance, EFFECTS, noProfile, roughly, short } from "../words/drift-figures.ts";
import { count, percent } from "../words/figures.ts";
import { aligned, painter, shorten, wrap } from "./text-layout.ts";

const BARS = "▁▂▃▄▅▆▇█";
const MOST_NAMES = 5;
const NAME_WIDTH = 24;
/** The report as plain aligned text, at most 100 columns: a sentence, then every column, the drifted first. */
export function driftText(report: DriftReport, { colour }: { readonly colour: boolean }): string {
  const paint = painter(colour);
  const columns = [...report.columns].sort(byWeight);
  const rows = columns.map((column) => {
    const { decisive, histogram, name, drifted, role } = column;
    return [
      `${drifted ? "✖" : " "} ${shorten(name, NAME_WIDTH)}${role ? ` (${role})` : ""}`,
      bars(histogram.reference, histogram),
      bars(histogram.current, histogram),
      decisive.test,
      `${short(decisive.effect)} ${decisive.effect >= decisive.threshold ? "≥" : "<"} ${short(decisive.threshold)} ${EFFECTS[decisive.test]}`,
      chance(decisive.adjustedPValue),
    ];
  });
  const head = ["  column", "reference", "current", "test", "effect", "adjusted p"];
  const [first = "", ...lines] = aligned([head, ...rows], [], NAME_WIDTH + 15);
  const notes = columns.flatMap(columnNotes);
  return [
    ...wrap(sentence(report)).map((line) => paint(line, "bold", report.drifted ? "red" : "green")),
    ...wrap(
      `${count(report.rows.reference, "row")} of ${report.reference?.version ?? "reference"}, ${report.rows.current} current. A column has drifted when its effect reaches the threshold and its adjusted p-value is below ${report.limits.alpha}.`,
    ),
    "",
    paint(first, "dim"),
    ...lines.map((line, index) => (columns[index]!.drifted ? paint(line, "red") : line)),
    ...(notes.length > 0 ? ["", ...notes] : []),
    ...classifierLines(report),
    ...notCompared(report),
  ].join("\n");
}

function sentence({ columns, drifted, limits, share, classifier }: DriftReport): string {
  const names = columns.filter((column) => column.drifted).map((column) => shorten(column.name, NAME_WIDTH));
  const found = `${names.length} of ${count(columns.length, "column")} drifted`;
  const shown = names.slice(0, MOST_NAMES).join(", ");
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  if (classifier?.drifted && names.length === 0)
    return `✖ ${found}, but a classifier tells the two apart: the table has drifted.`;
  if (names.length === 0) return `✔ ${found}: the table has not drifted.`;
  if (drifted) return `✖ ${found} (${shown}${more}): the table has drifted.`;
  const why =
    share < limits.share
      ? `fewer than ${percent(limits.share)} of the columns`
      : "among so many questions one such answer may be chance";
  return `✔ ${found} (${shown}${more}): the table has not drifted (${why}).`;
}

/** Drifted columns first, then the target and predictions, then by how far the effect goes towards its threshold; ties by name. */
export function byWeight(left: ColumnDrift, right: ColumnDrift): number {
  const weight = ({ decisive }: ColumnDrift) => decisive.effect / Math.max(decisive.threshold, 1e-12);
  if (left.drifted !== right.drifted) return left.drifted ? -1 : 1;
  if ((left.role === undefined) !== (right.role === undefined)) return left.role ? -1 : 1;
  return weight(right) - weight(left) || (left.name < right.name ? -1 : 1);
}

/** A bar for each bin, to the scale of the tallest on either side; a dot where there is nothing. */
export function bars(shares: readonly number[], { reference, current }: ColumnDrift["histogram"]): string {
  const tallest = Math.max(...reference, ...current, Number.MIN_VALUE);
  return shares
    .map((share) => (share === 0 ? "·" : BARS[Math.max(0, Math.ceil((share / tallest) * BARS.length) - 1)]!))
    .join("");
}

function columnNotes({ name, missing, added, findings, changed, role }: ColumnDrift): string[] {
  const notes: string[] = [];
  if (changed !== undefined && role === "prediction")
    notes.push(
      changed === 0 ? "every row is predicted as before" : `${count(changed, "row")} predicted otherwise`,
    );
  const asked = findings.find((finding) => finding.test === "missing");
  if (asked?.drifted)
    notes.push(
      `missing in ${roughly(missing.reference)} of the rows before, in ${roughly(missing.current)} now`,
    );
  if (added.count > 0) {
    const top = added.top
      .slice(0, 3)
      .map(([category, rows]) => `${shorten(withoutPersonalData(category), 30)} (${count(rows, "row")})`);
    const more = added.count > top.length ? ` and ${added.count - top.length} more` : "";
    notes.push(`${count(added.count, "new category", "new categories")}: ${top.join(", ")}${more}`);
  }
  return notes.length > 0 ? wrap(notes.join("; "), `  ${shorten(name, NAME_WIDTH)}: `) : [];
}

function classifierLines(report: DriftReport): string[] {
  const lines = classifierText(report, (name) => shorten(name, NAME_WIDTH)).flatMap((text) => wrap(text));
  return lines.length > 0 ? ["", ...lines] : [];
}

function notCompared({ unmatched, leftOut, reference }: DriftReport): string[] {
  const line = (what: string, names: readonly string[] = []) =>
    names.length > 0 ? wrap(`${what}, not compared: ${names.join(", ")}`) : [];
  const [before, now] = reference ? [reference.version, "the current data"] : ["REFERENCE", "CURRENT"];
  const lines = [
    ...line(`Only in ${before}`, unmatched.reference),
    ...line(`Only in ${now}`, unmatched.current),
    ...line("Numbers in one and text in the other", leftOut?.retyped),
    ...line("The key, or ignored by the spec", leftOut?.ignored),
    ...line("Personal data, of which a bundle keeps nothing", leftOut?.personal),
    ...(reference?.from === "commit" ? wrap(noProfile(reference.version)) : []),
  ];
  return lines.length > 0 ? ["", ...lines] : [];
}
