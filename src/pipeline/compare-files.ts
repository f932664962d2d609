import { badInput } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { showText } from "../core/show-text.ts";
import type { Files } from "../ports/files.ts";
import type { FileComparison } from "../records/comparison.ts";
import { ALL_METRICS, type AnyMetric, isAnyMetric } from "../records/metric-table.ts";
import type { AnyPredictions, FilePredictions, OtherPredictions } from "../records/predictions.ts";
import { fileComparisonText } from "../reports/terminal/file-comparison.ts";
import { type CompareOptions, comparePredictions } from "../stages/evaluation/compare/compare-predictions.ts";
import type { PredictionOptions } from "../stages/evaluation/files/read-predictions.ts";
import { shareOther } from "../stages/evaluation/files/share-other-rows.ts";
import { sharedRows } from "../stages/evaluation/files/shared-rows.ts";
import { type PredictionFile, readPredictionFiles } from "./evaluation/prediction-files.ts";
import { positiveName } from "./metrics.ts";

export interface CompareFilesOptions extends PredictionOptions, Omit<CompareOptions, "decide"> {
  /** Names of the metrics that decide; by default accuracy, or that of the task. */
  readonly metrics: readonly string[];
}

/** Two files of predictions of the same rows, the first as champion. */
export async function compareFiles(
  files: Files,
  [champion, challenger]: readonly [PredictionFile, PredictionFile],
  options: CompareFilesOptions,
): Promise<FileComparison> {
  const decide = options.metrics.map(knownMetric);
  const { told, predictions } = await readPredictionFiles(files, [champion, challenger], options);
  const [left, right] = [predictions[0]!, predictions[1]!];
  const shared = share(left, right, [champion.name, challenger.name]);
  if ("problem" in shared) throw badInput(shared.problem);
  const compared = comparePredictions(shared, {
    ...options,
    decide: decide.length > 0 ? decide : [mainMetricOf(shared.champion, shared.challenger)],
  });
  refuseAbsent(decide, compared.metrics);
  return {
    format: 1,
    task: told.task,
    champion: { file: champion.name, rows: left.keys.length },
    challenger: { file: challenger.name, rows: right.keys.length },
    classes: left.task === "classification" ? left.classes : null,
    positive: positiveName(left),
    ...compared,
  };
}

function share(left: AnyPredictions, right: AnyPredictions, names: readonly [string, string]) {
  if (left.task === "classification" || left.task === "regression")
    return sharedRows(left, right as FilePredictions, names);
  return shareOther(left, right as OtherPredictions, names);
}

/** What decides where nobody names it. */
function mainMetricOf(champion: AnyPredictions, challenger: AnyPredictions): AnyMetric {
  switch (champion.task) {
    case "classification":
      return "accuracy";
    case "regression":
      return "rmse";
    case "anomaly":
      return "average_precision";
    case "ranking":
      return "ndcg";
    case "clustering":
      return champion.truth && challenger.task === "clustering" && challenger.truth
        ? "adjusted_rand"
        : "silhouette";
  }
}

function knownMetric(name: string): AnyMetric {
  if (isAnyMetric(name)) return name;
  const near = nearestName(name, ALL_METRICS);
  throw badInput({
    code: "compare-unknown-metric",
    found: `no metric ${showText(name)}`,
    expected: `some of: ${ALL_METRICS.join(", ")}`,
    next: near ? `Is ${near} meant?` : "See `trunkline metrics FILE` for those that a file allows.",
  });
}

/** A metric that was asked for and cannot be had is an error: silence would read as "no regression". */
function refuseAbsent(decide: readonly AnyMetric[], metrics: FileComparison["metrics"]): void {
  const absent = decide.filter((name) => !metrics.some(({ metric }) => metric === name));
  if (absent.length === 0) return;
  throw badInput({
    code: "compare-metric-absent",
    found: `no figure of ${absent.join(", ")} in both files`,
    expected: `some of: ${metrics.map(({ metric }) => metric).join(", ")}`,
    next: "Leave it out of --metrics, or write the scores that it needs into both files.",
  });
}

export function fileComparisonReport(found: FileComparison, colour: boolean): string {
  return fileComparisonText(found, { colour });
}
