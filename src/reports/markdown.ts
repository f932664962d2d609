import { shortDigest } from "../core/digest.ts";
import { conclude, VERDICT_MEANINGS } from "./conclusion.ts";
import { codeBlock, codeSpan, markdownText } from "./escape.ts";
import type { Section } from "./fit.ts";
import type { ReportInput } from "./report-input.ts";
import { dataSection, failedChecks, WARNINGS } from "./section-data.ts";
import { driftSection } from "./section-drift.ts";
import { confusionTable, details, metricsTable, otherMetrics } from "./section-metrics.ts";

const MOST_CHANGES = 30;

/** The parts of the report in the order in which they are read; `failed`: how many failed checks are named, in how many bytes. */
export function markdownSections(
  input: ReportInput,
  failed: { readonly most: number; readonly room: number },
): Section[] {
  const part = (name: string, rank: number, text: string): Section => ({ name, rank, text });
  const { evaluation } = input;
  return [
    part("verdict", 0, heading(input)),
    part("gate", 2, gateReasons(input)),
    failedChecks(input.validation.problems, failed.most, failed.room),
    part("metrics", 3, evaluation ? metricsTable(evaluation) : ""),
    failedChecks(input.validation.warnings, failed.most, failed.room / 2, WARNINGS),
    part("problem", 10, problemSection(input)),
    part("data changes", 5, dataSection(input)),
    part("drift", 6, driftSection(input.drift, evaluation?.champion?.version ?? "the champion")),
    part("recipe changes", 6, recipeSection(input)),
    part("confusion matrix", 8, evaluation ? confusionTable(evaluation) : ""),
    part("other metrics", 9, evaluation ? otherMetrics(evaluation) : ""),
    part("how to read the verdicts", 9, evaluation?.champion ? meanings(input) : ""),
    part("how to reproduce", 7, reproduction(input)),
    part("origin", 4, footer(input)),
  ];
}

function heading(input: ReportInput): string {
  const { icon, verdict, mayMerge, sentences } = conclude(input);
  const title = `### ${icon} ${markdownText(input.model)}: ${markdownText(verdict)}, ${mayMerge ? "may merge" : "must not merge"}`;
  const said = sentences.map((sentence) => markdownText(sentence, 400)).join(" ");
  return said ? `${title}\n\n${said}` : title;
}

function gateReasons({ gate }: ReportInput): string {
  return (gate?.reasons ?? [])
    .slice(0, 40)
    .map((reason) => `- ${reason.passed ? "✅" : "❌"} ${markdownText(reason.text)}`)
    .join("\n");
}

function problemSection({ problem: { statement, owner } }: ReportInput): string {
  if (!statement) return "";
  return `**Problem** ${markdownText(statement, 300)}${owner ? ` (owner ${codeSpan(owner, 60)})` : ""}`;
}

function recipeSection({ recipeChanges }: ReportInput): string {
  if (recipeChanges.length === 0) return "";
  const shown = recipeChanges.slice(0, MOST_CHANGES).map((line) => `- ${codeSpan(line, 200)}`);
  const rest = recipeChanges.length - shown.length;
  return ["**Recipe changes**", "", ...shown, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join("\n");
}

function meanings({ evaluation }: ReportInput): string {
  const lines = VERDICT_MEANINGS.map(([verdict, meaning]) => `- **${verdict}**: ${meaning}`);
  return details("How to read the verdicts", [...lines, "", method(evaluation)].join("\n"));
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

function reproduction({ run }: ReportInput): string {
  return details("Reproduce this on your machine", codeBlock(run.reproduce.slice(0, 20), "sh"));
}

function footer(input: ReportInput): string {
  const { evaluation, training, problem, run } = input;
  const champion = evaluation?.champion;
  const parts = [
    ...(training ? [`algorithm ${codeSpan(training.algorithm, 60)}`] : []),
    ...(evaluation
      ? [
          `recipe ${codeSpan(shortDigest(evaluation.recipe))}`,
          `bundle ${codeSpan(shortDigest(evaluation.bundle))}`,
        ]
      : []),
    ...(champion
      ? [`champion ${markdownText(champion.version)} (${codeSpan(shortDigest(champion.bundle))})`]
      : []),
    `commit ${codeSpan(run.commit.slice(0, 12))}`,
    ...(run.url ? [runLink(run.url)] : []),
    ...(problem.owner && !problem.statement ? [`owner ${codeSpan(problem.owner, 60)}`] : []),
    ...stored(input),
  ];
  return `---\n<sub>${parts.join(" · ")}</sub>`;
}

/** A link only to what is plainly an address of the web; anything else is shown as text. */
function runLink(url: string): string {
  return /^https?:\/\/[A-Za-z0-9.:[\]-]+(?:\/[A-Za-z0-9._~/?=&%-]*)?$/.test(url)
    ? `[run](<${url}>)`
    : `run ${markdownText(url, 200)}`;
}

function stored({ training, candidateStored }: ReportInput): string[] {
  if (!training) return [];
  if (training.outcome === "registered")
    return [`the bundle of ${markdownText(training.version ?? "a version")}, not trained again`];
  if (candidateStored === "fork") return ["a fork's run may only read: the candidate is not stored"];
  if (!candidateStored) return ["the candidate is not stored"];
  return ["the candidate is stored: the merge ships these bytes"];
}
