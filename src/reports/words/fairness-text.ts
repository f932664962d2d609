import type { Evaluation } from "../../records/evaluation.ts";
import type { AttributeFairness, FairnessMeasure, GroupFigures } from "../../records/fairness.ts";
import { decimalsFor, figure } from "./figures.ts";
import { unnamedText } from "./slice-text.ts";
import { visible } from "./visible.ts";

/** What every form of the report says of groups of people, in words without markup. Names come from the data: each form makes them inert. */

const LONGEST_NAME = 80;
const MOST_NAMED = 3;
const MOST_NOTES = 5;

export function isUnfair({ fairness }: Evaluation): boolean {
  return (fairness?.attributes ?? []).some(({ measures }) => measures.some(({ held }) => held === "beyond"));
}

/** For the first screen: which bounds are broken beyond what chance explains. */
export function unfairSentences({ fairness }: Evaluation): string[] {
  const broken = (fairness?.attributes ?? []).flatMap(({ attribute, measures }) =>
    measures.filter(({ held }) => held === "beyond").map((measure) => ({ attribute, measure })),
  );
  if (broken.length === 0) return [];
  const named = broken.slice(0, MOST_NAMED).map(({ attribute, measure }) => {
    const { value, bound } = measureLine(measure);
    return `${measure.measure} by ${visible(attribute, 40)} is ${value} (${bound})`;
  });
  const more = broken.length > named.length ? ` and ${broken.length - named.length} more` : "";
  return [`Groups are further apart than the spec allows: ${named.join(", ")}${more}.`];
}

export interface MeasureLine {
  readonly measure: string;
  readonly champion: string;
  readonly value: string;
  readonly interval: string;
  /** `at most 0.100`; empty without one. */
  readonly bound: string;
  readonly held: NonNullable<FairnessMeasure["held"]> | "";
}

export function measureLine({
  measure,
  champion,
  value,
  interval,
  bound,
  held,
}: FairnessMeasure): MeasureLine {
  const decimals = decimalsFor([value ?? 0, bound ?? 0, ...(interval ?? [])].filter(Number.isFinite));
  const shown = (number: number | null) => (number === null ? "unknown" : figure(number, decimals));
  return {
    measure,
    champion: champion === undefined ? "" : shown(champion),
    value: shown(value),
    interval: interval ? `${shown(interval[0])} to ${shown(interval[1])}` : "",
    bound:
      bound === undefined ? "" : `${measure.endsWith("_ratio") ? "at least" : "at most"} ${shown(bound)}`,
    held: held ?? "",
  };
}

const FIGURES = [
  ["selection_rate", "selected"],
  ["true_positive_rate", "true positives"],
  ["false_positive_rate", "false positives"],
  ["precision", "precision"],
  ["mae", "mean absolute error"],
  ["mean_error", "mean error"],
] as const;

export interface GroupTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The figures of every group of an attribute; `unknown` where a group has no row to tell one from. */
export function groupTable({ groups }: AttributeFairness): GroupTable {
  const present = FIGURES.filter(([name]) => groups.some((group) => group[name] !== undefined));
  return {
    heads: ["group", "rows", ...present.map(([, head]) => head)],
    rows: groups.map((group) => [
      visible(group.name, LONGEST_NAME),
      `${group.rows}${group.small ? " (too few to judge)" : ""}`,
      ...present.map(([name]) => changedFigure(group.champion?.[name], group[name])),
    ]),
  };
}

/** `317.3 → 443.3`: the champion's and the change's. */
function changedFigure(before: GroupFigures["mae"], value: GroupFigures["mae"]): string {
  if (value === undefined) return "";
  const shown = (each: number | null) =>
    each === null ? "unknown" : figure(each, decimalsFor([before, value].filter((one) => one != null)));
  return before === undefined ? shown(value) : `${shown(before)} → ${shown(value)}`;
}

/** What limits the figures of an attribute. */
export function fairnessNotes({ groups, unnamed, measures }: AttributeFairness): string[] {
  const unknown = [...new Set(measures.flatMap((each) => each.unknown))].slice(0, MOST_NOTES);
  const names = unknown.map((name) => {
    const shown = visible(name, LONGEST_NAME);
    if (groups.some((group) => group.name === name && group.small))
      return `${shown} has too few rows to be held against the others.`;
    const of = measures.filter((each) => each.unknown.includes(name)).map(({ measure }) => measure);
    return `${shown} has no row to tell ${of.join(", ")} by: unknown, not zero.`;
  });
  return [...names, ...(unnamed ? [unnamedText(unnamed)] : [])];
}

/** How the tables are to be read. */
export function fairnessLegend({ fairness }: Evaluation): string {
  const good = fairness?.positive;
  const about = good == null ? "" : ` Selected: predicted to be ${visible(good, 40)}.`;
  const arrows = (fairness?.attributes ?? []).some(({ groups }) => groups.some(({ champion }) => champion));
  const arrow = arrows ? " Of a group: champion → this change." : "";
  return `Each measure is of the two groups that are furthest apart.${arrow}${about} A bound fails when the whole interval is beyond it.`;
}
