import type { Evaluation, MetricComparison } from "../../records/evaluation.ts";
import type { ReportInput } from "../report-input.ts";
import { unfairSentences } from "./fairness-text.ts";
import { count, decimalsFor, figure, percent, rowDecimals, signed } from "./figures.ts";
import { waiverSentence } from "./gate-text.ts";
import { lostSentences } from "./slice-text.ts";

/** What the report comes to, in words without any markup; from data come only the names of slices, so that each form makes it inert. */
export interface Conclusion {
  readonly icon: string;
  /** `improved`, `data refused`, `back to v1.0.0`. */
  readonly verdict: string;
  readonly mayMerge: boolean;
  /** One sentence or two with the most important figures. */
  readonly sentences: readonly string[];
}

const ICONS = { improved: "✅", first: "✅", equivalent: "≈", inconclusive: "➖", regressed: "⚠️" } as const;

const BACK = "Going back to a registered version is never refused for its figures.";

export function mayMerge({ validation, gate }: ReportInput): boolean {
  return validation.problems.length === 0 && gate?.passed === true;
}

export function conclude(input: ReportInput): Conclusion {
  const passed = mayMerge(input);
  const { validation, evaluation } = input;
  const of = (icon: string, verdict: string, sentences: readonly string[]): Conclusion => ({
    icon: passed ? icon : "❌",
    verdict,
    mayMerge: passed,
    sentences,
  });
  if (validation.problems.length > 0) {
    const found = `${count(validation.checks, "check")} of ${count(validation.rows, "row")} found ${count(validation.problems.length, "problem")}`;
    return of("❌", "data refused", [`${found}: nothing was trained or compared.`]);
  }
  if (evaluation === null) return of("❌", "not judged", ["There is no evaluation to judge this change by."]);
  const registered = input.gate?.registered ?? null;
  const figures = mainSentence(evaluation);
  if (registered !== null) {
    const champion = evaluation.champion?.version ?? registered;
    const known = `This commit's recipe is ${registered} already: nothing is trained, the same bytes ship, and the gate that ${registered} passed holds.`;
    if (champion === registered) return of("✅", `unchanged, still ${registered}`, [known]);
    if (isEarlier(registered, champion)) return of("↩️", `back to ${registered}`, [known, ...figures, BACK]);
    return of("✅", `registered as ${registered} already`, [known, ...figures]);
  }
  const verdict = evaluation.verdict === "first" ? "first version" : evaluation.verdict;
  const said = [
    ...figures,
    ...plainly(evaluation),
    ...lostSentences(evaluation),
    ...unfairSentences(evaluation),
    ...(passed ? waiverSentence(input.gate) : []),
  ];
  return of(ICONS[evaluation.verdict], verdict, said);
}

/** By the three numbers of `v1.2.3`. */
function isEarlier(left: string, right: string): boolean {
  const [a, b] = [left, right].map((version) => (version.match(/\d+/g) ?? []).slice(0, 3).map(Number));
  const at = a!.findIndex((part, index) => part !== b![index]);
  return at >= 0 && a![at]! < (b![at] ?? 0);
}

/** The metrics that decide first, in the order of the spec. */
export function gatedFirst(metrics: readonly MetricComparison[]): MetricComparison[] {
  return [...metrics.filter((metric) => metric.gated), ...metrics.filter((metric) => !metric.gated)];
}

/** The first metric that made the verdict what it is. */
function decidingMetric({ metrics, verdict }: Evaluation): MetricComparison | undefined {
  const all = gatedFirst(metrics);
  return all.find((metric) => metric.gated && metric.compared?.verdict === verdict) ?? all[0];
}

function mainSentence(evaluation: Evaluation): string[] {
  const main = decidingMetric(evaluation);
  if (!main) return [];
  const { champion } = evaluation;
  const decimals = rowDecimals(main);
  if (!main.compared || !champion) {
    const figures = `${main.metric} is ${figure(main.challenger, decimals)} on ${count(evaluation.rows, "holdout row")}`;
    return [`${figures}; there is no champion to compare with yet.`];
  }
  const { compared } = main;
  const [low, high] = compared.interval.map((end) => signed(end, decimals));
  const difference = `${signed(compared.difference, decimals)} (${percent(evaluation.confidence)} interval ${low} to ${high})`;
  return [
    `${main.metric} is ${figure(compared.challenger, decimals)}; champion ${champion.version} has ${figure(compared.champion, decimals)}: ${difference} on ${count(champion.rows, "shared holdout row")}.`,
  ];
}

function plainly(evaluation: Evaluation): string[] {
  if (evaluation.verdict === "inconclusive") return [cannotTell(evaluation), ...sharpness(evaluation)];
  if (evaluation.verdict === "equivalent") return ["Any difference is smaller than what the spec tolerates."];
  return [];
}

/** An interval that leaves out zero seems to say the opposite: then the test that does not agree is named. */
function cannotTell(evaluation: Evaluation): string {
  const told = "this holdout cannot tell whether the change helps or harms.";
  const {
    interval,
    verdict,
    adjusted_p_value: adjusted,
    p_value: plain,
  } = decidingMetric(evaluation)?.compared ?? {};
  const p = adjusted ?? plain;
  const beside = verdict === "inconclusive" && interval && (interval[0] > 0 || interval[1] < 0);
  if (!beside || p === undefined) return `T${told.slice(1)}`;
  const side = interval[0] > 0 ? "above" : "below";
  return `The interval is ${side} zero, but the paired test does not agree (p ${figure(p, decimalsFor([p]))}): ${told}`;
}

/** What this holdout could have shown, and how many rows would settle it. */
function sharpness(evaluation: Evaluation): string[] {
  const main = decidingMetric(evaluation);
  const { smallest, rows_to_settle: rows, difference, verdict } = main?.compared ?? {};
  // It is for want of a metric that decides: rows would not help.
  if (verdict !== undefined && verdict !== "inconclusive") return [];
  if (!main || smallest === undefined) return ["More holdout rows would."];
  const shown = figure(smallest, decimalsFor([smallest, difference ?? 0]));
  const could = `It could have shown a difference in ${main.metric} of ${shown} or more`;
  return rows === undefined
    ? [`${could}.`]
    : [`${could}; about ${rows.toLocaleString("en-US")} holdout rows would settle this one.`];
}

/** What limits the comparison: rows left out, or predictions that were stored rather than made. */
export function comparisonNotes({ champion, rows }: Evaluation): string[] {
  if (!champion) return [];
  const notes: string[] = [];
  if (champion.rows < rows)
    notes.push(
      `Compared on ${champion.rows} of the ${rows} holdout rows: both models have predictions for these.`,
    );
  if (champion.seen > 0)
    notes.push(
      `${count(champion.seen, "row")} left out, since ${champion.version} was trained on ${champion.seen === 1 ? "it" : "them"}.`,
    );
  if (champion.source === "stored")
    notes.push(
      `The predictions of ${champion.version} are those stored with it; its model did not read these rows again.`,
    );
  if (champion.source === "command") notes.push(`${champion.version} predicted through its own command.`);
  return notes;
}

/** How to read the verdicts, a plain sentence each. */
export const VERDICT_MEANINGS: readonly (readonly [string, string])[] = [
  [
    "improved",
    "the whole interval is on the better side of zero, and the paired test agrees: better, beyond what chance explains.",
  ],
  ["equivalent", "the whole interval is within the tolerated loss or gain: no difference that matters."],
  [
    "inconclusive",
    "the interval is too wide to say, or the paired test does not agree: this holdout cannot tell, which proves neither harm nor benefit.",
  ],
  [
    "regressed",
    "the whole interval is on the worse side of zero and reaches beyond the tolerated loss, and the paired test agrees: worse, beyond what chance explains.",
  ],
];
