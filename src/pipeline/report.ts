import type { Collection } from "../records/collection.ts";
import type { Artifact } from "../records/registry.ts";
import type { Validation } from "../records/validation.ts";
import { collectionText } from "../reports/collection.ts";
import { driftJson } from "../reports/drift-json.ts";
import { checkRun } from "../reports/markdown/check-run.ts";
import { comment, reportMarker } from "../reports/markdown/comment.ts";
import { summary } from "../reports/markdown/summary.ts";
import type { ReportInput } from "../reports/report-input.ts";
import { terminal, terminalEvaluation, terminalValidation } from "../reports/terminal/terminal.ts";
import { recipeChanges } from "../reports/words/recipe-changes.ts";
import type { Check } from "./check.ts";
import type { Comparison } from "./compare.ts";
import type { DeployResult } from "./deploy.ts";
import type { Registration } from "./register.ts";
import type { Rollback } from "./rollback.ts";
import type { Training } from "./train.ts";

export interface ReportRun {
  /** Null in a repository without a commit. */
  readonly commit: string | null;
  /** How many of the files that the recipe counts are not in the commit as they are here. */
  readonly uncommitted?: number;
  readonly url?: string | null;
  readonly candidateStored: boolean | "fork";
  /** Where the HTML report is. */
  readonly report?: string | null;
}

/** Whether the data and the gate let the commit pass. */
export function checkPassed({ validation, gate }: Check): boolean {
  return validation.problems.length === 0 && gate?.passed === true;
}

/** The report's one source for all its forms. */
export function reportInput(
  {
    inputs,
    registry,
    validation,
    training,
    evaluation,
    gate,
    operations,
    champion,
    drift,
    predictionDrift,
  }: Check,
  run: ReportRun,
): ReportInput {
  const { spec } = inputs.project;
  const { statement, owner } = spec.problem;
  const method = "algorithm" in spec.train ? spec.train.algorithm : spec.train.command;
  return {
    model: spec.model,
    problem: { ...(statement && { statement }), ...(owner && { owner }) },
    validation,
    evaluation,
    gate,
    operations,
    drift,
    predictionDrift,
    training: training && {
      outcome: training.outcome,
      ...(training.version && { version: training.version.version }),
      algorithm: method,
    },
    candidateStored: run.candidateStored,
    recipeChanges: champion ? recipeChanges(champion.bundle.recipe, inputs.recipe) : [],
    history: historyOf(registry.artifact),
    run: {
      commit: run.commit,
      ...(run.uncommitted && { uncommitted: run.uncommitted }),
      ...(run.url && { url: run.url }),
      ...(run.report && { report: run.report }),
      reproduce: [
        ...(run.commit === null || run.uncommitted ? [] : [`git checkout ${run.commit}`]),
        `npx trunkline run${specOption(inputs.project.path)}`,
      ],
    },
  };
}

/** Oldest first; a version that was taken back is no part of it. */
function historyOf({ versions }: Artifact): ReportInput["history"] {
  const active = versions.filter((version) => version.active);
  return active.map(({ version, trailers }) => ({ version, metrics: figuresOf(trailers) })).reverse();
}

/** The figures of a version's tag: `Metric-f1_macro: 0.93`. */
function figuresOf(trailers: Readonly<Record<string, readonly string[]>>): Record<string, number> {
  const figures = Object.entries(trailers).flatMap(([name, [value]]): [string, number][] => {
    const number = Number(value);
    return name.startsWith("Metric-") && value !== "" && Number.isFinite(number)
      ? [[name.slice("Metric-".length), number]]
      : [];
  });
  return Object.fromEntries(figures);
}

function specOption(path: string): string {
  // The path comes from the repository: only a plain one is put into a line that people paste into a shell.
  if (path === "trunkline.yaml") return "";
  return /^[A-Za-z0-9_./-]+$/.test(path) ? ` --spec ${path}` : " --spec …";
}

export function reportMarkdown(checked: Check, run: ReportRun) {
  const input = reportInput(checked, run);
  return {
    input,
    comment: comment(input),
    summary: summary(input),
    checkRun: checkRun(input),
    marker: reportMarker(input.model),
  };
}

export function checkText(checked: Check, colour: boolean): string {
  const commit = "HEAD";
  return terminal(reportInput(checked, { commit, candidateStored: false }), { colour });
}

/** The same as data. */
export function checkJson(checked: Check) {
  const { inputs, validation, training, evaluation, gate, operations, drift, predictionDrift } = checked;
  return {
    passed: checkPassed(checked),
    model: inputs.project.spec.model,
    recipe: inputs.digest,
    validation,
    training: training && trainingJson(training),
    evaluation,
    gate,
    operations,
    drift: drift && driftJson(drift),
    prediction_drift: predictionDrift && driftJson(predictionDrift),
  };
}

export function validationText(validation: Validation, colour: boolean): string {
  return terminalValidation(validation, { colour });
}

export function trainingText({ outcome, bundle, version }: Training): string {
  const digest = bundle.digest.slice(0, 12);
  if (outcome === "registered")
    return `The recipe is ${version?.version} already: nothing was trained (bundle ${digest}).`;
  if (outcome === "candidate")
    return `The recipe was trained before: nothing was trained (candidate ${digest}).`;
  return `Trained: candidate ${digest}.`;
}

export function trainingJson({ outcome, bundle, version }: Training) {
  return {
    outcome,
    recipe: bundle.manifest.recipe,
    bundle: bundle.digest,
    version: version?.version ?? null,
    metrics: bundle.manifest.metrics,
    rows: bundle.manifest.rows,
  };
}

export function registrationText(model: string, { outcome, version, commit }: Registration): string {
  const where = `on commit ${commit.slice(0, 12)}`;
  if (outcome === "already") return `Nothing to do: this recipe is ${model} ${version} already, ${where}.`;
  return `Registered ${model} ${version} ${where}.`;
}

export function deploymentText(model: string, result: DeployResult): string {
  if (result.outcome === "superseded") {
    return `Not deployed: the branch has moved on to ${result.tip.slice(0, 12)}, whose own run decides what is on ${result.stage}.`;
  }
  const { outcome, stage, version, previous, target } = result;
  const smoke =
    target.smoke === "passed"
      ? "digest and smoke prediction checked"
      : "digest checked; a model trained by a command is not asked here";
  const folder = `${target.path} (${smoke})`;
  if (outcome === "already" && target.outcome === "kept")
    return `Nothing to do: ${model} ${version} is on ${stage} already, in ${folder}.`;
  if (outcome === "already" && target.outcome === "repaired")
    return `Repaired: the release of ${model} ${version} was damaged and was placed anew, in ${folder}.`;
  if (outcome === "already")
    return `Placed again: ${model} ${version} is on ${stage} already, and now ${folder} holds it, too.`;
  if (outcome === "rolled-back")
    return `Rolled ${stage} back: ${model} ${previous} → ${version}, the same bytes as before, in ${folder}. Tag ${result.tag}.`;
  return `Deployed ${model} ${version} to ${stage}${previous ? ` (before: ${previous})` : ""}, in ${folder}. Tag ${result.tag}.`;
}

export function rollbackText(model: string, { from, to, commit, branch, pullRequest }: Rollback): string {
  const prepared = `Prepared: ${model} goes back from ${from} to ${to} in commit ${commit.slice(0, 12)}${branch ? ` on ${branch}` : ""}.`;
  if (pullRequest)
    return `${prepared}\nMerge ${pullRequest.url} and the pipeline stages ${to} again, without training.`;
  return `${prepared}\nNext: git push. The pipeline stages ${to} again, without training.`;
}

export function collectionView(collection: Collection, colour: boolean): string {
  return collectionText(collection, { colour });
}

export function comparisonText({ evaluation }: Comparison, colour: boolean): string {
  return terminalEvaluation(evaluation, { colour });
}
