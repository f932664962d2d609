import { nodeFiles } from "../adapters/files.ts";
import { fileMetrics, fileMetricsJson, fileMetricsText } from "../pipeline/metrics.ts";
import type { Command } from "./command.ts";
import {
  costsOption,
  PREDICTION_HELP,
  PREDICTION_OPTIONS,
  predictionFile,
  predictionOptions,
} from "./prediction-options.ts";

export const metrics: Command = {
  usage: "FILE [--task TASK] [--positive CLASS] [--k N] [--resamples N]",
  about:
    "Every metric of a CSV file of predictions, whoever made them: columns id, y_true, y_pred, and optionally score (of the positive class) or score_<class>, or lower and upper. Without y_pred: id, y_true, score for anomalies; query, relevance, score for rankings; id, cluster and features for clusters. Needs no spec and no repository.",
  options: { ...PREDICTION_OPTIONS, costs: { type: "string" }, curve: { type: "boolean" } },
  help: {
    ...PREDICTION_HELP,
    costs: "what a false alarm and a miss cost, as 1,20: finds the threshold that costs least",
    curve: "with --json: precision, recall, F1 and false positive rate at each threshold (at most 200)",
    resamples: "take so many bootstrap resamples and print intervals (default: 0)",
  },
  positionals: { least: 1, most: 1 },
  async run(invocation) {
    const options = predictionOptions(invocation.values, { resamples: 0, confidence: 0.95 });
    const file = predictionFile(invocation, invocation.positionals[0]!);
    const costs = costsOption(invocation.values);
    const found = await fileMetrics(nodeFiles(), file, {
      ...options,
      ...(costs && { costs }),
      curve: invocation.values.curve === true,
    });
    return { text: fileMetricsText(found, invocation.colour), json: fileMetricsJson(found), exit: 0 };
  },
};
