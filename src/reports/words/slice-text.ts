import type { Evaluation } from "../../records/evaluation.ts";
import type { SliceComparison, Unnamed } from "../../records/slices.ts";
import { count, decimalsFor, differenceText, figure } from "./figures.ts";
import { visible } from "./visible.ts";

/** What every form of the report says of slices, in words without markup. Names come from the data: each form makes them inert. */

const MOST_NAMED = 3;
const LONGEST_NAME = 80;
const ORDER = ["regressed", "improved", "inconclusive", "equivalent"] as const;

/** First those that lost, then by verdict; those that are too small last. */
export function sortedSlices({ slices }: Evaluation): SliceComparison[] {
  const rank = ({ compared, small }: SliceComparison) =>
    compared ? ORDER.indexOf(compared.verdict) : small ? 9 : 8;
  return [...(slices?.declared ?? [])].sort((a, b) => rank(a) - rank(b));
}

export function hasLost({ slices }: Evaluation): boolean {
  return (slices?.declared ?? []).some(({ compared }) => compared?.verdict === "regressed");
}

/** For the first screen: in which slices the change is worse, whatever the total says. */
export function lostSentences(evaluation: Evaluation): string[] {
  const all = evaluation.slices?.declared ?? [];
  const lost = sortedSlices(evaluation).filter(({ compared }) => compared?.verdict === "regressed");
  if (lost.length === 0) return [];
  const named = lost.slice(0, MOST_NAMED).map(({ name, metric, compared, shared, ...slice }) => {
    const [before, after] = figuresOf({ name, metric, compared, shared, ...slice });
    return `${visible(name, LONGEST_NAME)} (${metric} ${before} → ${after} on ${count(shared, "row")})`;
  });
  const more = lost.length > named.length ? ` and ${lost.length - named.length} more` : "";
  return [`Worse in ${lost.length} of ${count(all.length, "slice")}: ${named.join(", ")}${more}.`];
}

export interface SliceLine {
  readonly name: string;
  readonly rows: string;
  readonly metric: string;
  readonly champion: string;
  readonly challenger: string;
  readonly difference: string;
  readonly verdict: "improved" | "equivalent" | "inconclusive" | "regressed" | "too small" | "not compared";
  /** How many rows would settle it; empty where it is settled or no number would. */
  readonly settle: string;
}

export function sliceLine(slice: SliceComparison): SliceLine {
  const { name, metric, direction, rows, shared, compared, small } = slice;
  const [champion, challenger] = figuresOf(slice);
  const needed = compared ? compared.rows_to_settle : slice.rows_to_settle;
  return {
    name: visible(name, LONGEST_NAME),
    rows: compared ? `${shared}` : `${rows}`,
    metric: `${metric} ${direction === "higher" ? "↑" : "↓"}`,
    champion,
    challenger,
    difference: compared ? differenceText(compared, decimalsOf(slice)) : "",
    verdict: compared?.verdict ?? (small ? "too small" : "not compared"),
    settle: needed === undefined ? "" : `about ${needed.toLocaleString("en-US")} rows would settle it`,
  };
}

function figuresOf(slice: SliceComparison): [champion: string, challenger: string] {
  const { compared, challenger } = slice;
  const decimals = decimalsOf(slice);
  if (compared) return [figure(compared.champion, decimals), figure(compared.challenger, decimals)];
  return ["", challenger === null ? "unknown" : figure(challenger, decimals)];
}

function decimalsOf({ compared, challenger }: SliceComparison): number {
  if (!compared) return decimalsFor([challenger ?? 0]);
  const [low, high] = compared.interval;
  const figures = [compared.champion, compared.challenger];
  return Math.min(decimalsFor(figures) + 2, decimalsFor(figures, [high - low]));
}

/** What is not named, since so few rows have it. */
export function unnamedText({ column, values, rows }: Unnamed): string {
  const many = `${count(values, "value")} of ${visible(column, 40)}`;
  return `${many} in ${count(rows, "row")} ${values === 1 ? "is" : "are"} not named or judged: too few rows have ${values === 1 ? "it" : "each"}.`;
}

/** One sentence on all slices. */
export function slicesSummary({ slices, champion }: Evaluation): string {
  const declared = slices?.declared ?? [];
  const lost = declared.filter(({ compared }) => compared?.verdict === "regressed").length;
  const small = declared.filter(({ small }) => small).length;
  const judged = champion
    ? `${lost === 0 ? "none" : lost} of ${count(declared.length, "slice")} ${lost > 1 ? "are" : "is"} worse`
    : count(declared.length, "slice");
  return `${judged}${small > 0 ? `; ${small} ${small === 1 ? "is" : "are"} too small to judge` : ""}.`;
}
