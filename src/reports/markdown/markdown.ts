import type { ReportInput } from "../report-input.ts";
import { conclude, VERDICT_MEANINGS } from "../words/conclusion.ts";
import { operationsSection } from "../words/operations.ts";
import { ownMetricsSection } from "../words/own-metrics.ts";
import { repeatsSection } from "../words/repeats-text.ts";
import { details, list } from "./blocks.ts";
import { markdownText } from "./escape.ts";
import type { Extent } from "./extent.ts";
import type { Section } from "./fit.ts";
import { changesSection } from "./section-changes.ts";
import { confusionSection } from "./section-confusion.ts";
import { failedChecks, WARNINGS } from "./section-data.ts";
import { driftSection } from "./section-drift.ts";
import { explanationSection } from "./section-explanation.ts";
import { fairnessSection } from "./section-fairness.ts";
import { footer, reproduction } from "./section-footer.ts";
import { gateSection } from "./section-gate.ts";
import { historySection } from "./section-history.ts";
import { metricsTable, otherMetrics } from "./section-metrics.ts";
import { robustnessSection } from "./section-robustness.ts";
import { slicesSection, weakSection } from "./section-slices.ts";
import { worseSection } from "./section-worse.ts";

/**
 * The parts of the report in the order in which they are read: what is decided, by what, what got worse, what changed, then all that is folded
 * away. The number is how soon a part goes where there is no room for all: the highest first, 0 never.
 */
export function markdownSections(input: ReportInput, extent: Extent): Section[] {
  const part = (name: string, rank: number, text: string): Section => ({ name, rank, text });
  const { evaluation, validation, drift } = input;
  const champion = evaluation?.champion?.version ?? "the champion";
  return [
    part("verdict", 0, verdict(input)),
    gateSection(input.gate, extent),
    failedChecks(validation.problems, extent.checks, extent.room),
    part("metrics", 3, evaluation ? metricsTable(evaluation, extent.everyMetric) : ""),
    part("own metrics", 4, evaluation ? ownMetricsSection(evaluation) : ""),
    part("what got worse", 2, worseSection(input)),
    changesSection(input, extent),
    failedChecks(validation.warnings, extent.checks, extent.room / 2, WARNINGS),
    part("slices", 5, evaluation ? slicesSection(evaluation) : ""),
    part("fairness", 5, evaluation ? fairnessSection(evaluation) : ""),
    // From here on everything is folded away.
    part("weak slices", 8, evaluation ? weakSection(evaluation) : ""),
    part("history", 9, historySection(input, extent)),
    part("drift", 7, driftSection(drift, champion, extent)),
    part("explanation", 10, evaluation ? explanationSection(evaluation) : ""),
    part("trained again", 9, evaluation ? repeatsSection(evaluation) : ""),
    part("robustness", 10, evaluation ? robustnessSection(evaluation) : ""),
    part("confusion matrix", 10, evaluation ? confusionSection(evaluation, extent) : ""),
    part("other metrics", 11, evaluation ? otherMetrics(evaluation, extent.everyMetric) : ""),
    part("costs", 11, operationsSection(input.operations)),
    part("how to read the verdicts", 12, evaluation?.champion ? meanings(input) : ""),
    part("how to reproduce", 8, reproduction(input)),
    part("origin", 4, footer(input)),
  ];
}

/** What is decided, and the most important figures. */
export function verdict(input: ReportInput): string {
  const { icon, verdict, mayMerge, sentences } = conclude(input);
  const title = `### ${icon} ${markdownText(input.model)}: ${markdownText(verdict)}, ${mayMerge ? "may merge" : "must not merge"}`;
  const said = sentences.map((sentence) => markdownText(sentence, 400)).join(" ");
  return said ? `${title}\n\n${said}` : title;
}

function meanings({ evaluation }: ReportInput): string {
  const lines = VERDICT_MEANINGS.map(([verdict, meaning]) => `**${verdict}**: ${meaning}`);
  return details("How to read the verdicts", `${list(lines)}\n\n${method(evaluation)}`);
}

function method(evaluation: ReportInput["evaluation"]): string {
  const others = evaluation?.resamples_others;
  const fewer = others === undefined ? "" : ` (${others} for metrics that do not decide)`;
  return [
    "Both models are judged on the same rows.",
    `The interval is BCa, from ${evaluation?.resamples} paired bootstrap resamples${fewer}.`,
    "The paired test is McNemar's for right and wrong, Student's for amounts, and what the bootstrap implies for the rest; its p-values are corrected over all metrics that decide (Holm).",
  ].join(" ");
}
