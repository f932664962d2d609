import { nodeFiles } from "../adapters/files.ts";
import { compareVersions } from "../pipeline/compare.ts";
import { compareFiles, fileComparisonReport } from "../pipeline/compare-files.ts";
import { comparisonText } from "../pipeline/report.ts";
import { type Command, type Invocation, type Result, SPEC_HELP, SPEC_OPTION, textOf } from "./command.ts";
import { openProject } from "./open-project.ts";
import {
  numberOption,
  PREDICTION_HELP,
  PREDICTION_OPTIONS,
  predictionFile,
  predictionOptions,
} from "./prediction-options.ts";

export const compare: Command = {
  usage: "CHAMPION CHALLENGER [--spec FILE] [--metrics LIST] [--tolerance NUMBER]",
  about:
    "Compares two versions (v1.2.0, or the name of a stage) on the holdout of the data as they are here; or two CSV files of predictions (columns id, y_true, y_pred, and optionally score or score_<class>), which need no spec and no repository. A name of a file that is there is that file. Exit code 1 when the challenger has regressed.",
  options: {
    ...SPEC_OPTION,
    ...PREDICTION_OPTIONS,
    metrics: { type: "string" },
    tolerance: { type: "string" },
  },
  help: {
    ...SPEC_HELP,
    ...PREDICTION_HELP,
    resamples: "of files: how many bootstrap resamples to take (default: 2000)",
    confidence: "of files: the confidence of the intervals and verdicts (default: 0.995)",
    metrics: "of files: the metrics that decide, with commas between (default: accuracy or rmse)",
    tolerance: "of files: the loss that is tolerated in each of them (default: a hundredth)",
  },
  positionals: { least: 2, most: 2 },
  async run(invocation) {
    return (await anyIsFile(invocation)) ? ofFiles(invocation) : ofVersions(invocation);
  },
};

/** Either is enough: of a file beside something that is none, it is said that the other is missing. */
async function anyIsFile(invocation: Invocation): Promise<boolean> {
  const files = nodeFiles();
  const found = await Promise.all(
    invocation.positionals.map(async (name) => {
      const { path } = predictionFile(invocation, name);
      return (await files.real(path)) !== null && (await files.names(path)) === null;
    }),
  );
  return found.includes(true);
}

async function ofFiles(invocation: Invocation): Promise<Result> {
  const { values, positionals, colour } = invocation;
  const [champion, challenger] = positionals.map((name) => predictionFile(invocation, name));
  const listed = textOf(values, "metrics")?.split(",") ?? [];
  const found = await compareFiles(nodeFiles(), [champion!, challenger!], {
    ...predictionOptions(values, { resamples: 2000, confidence: 0.995 }),
    metrics: [...new Set(listed.map((name) => name.trim()).filter(Boolean))],
    tolerance: numberOption(
      values,
      "tolerance",
      undefined,
      "a number from 0 up",
      (value) => value >= 0 && Number.isFinite(value),
    ),
  });
  return {
    text: fileComparisonReport(found, colour),
    json: found,
    exit: found.verdict === "regressed" ? 1 : 0,
  };
}

async function ofVersions(invocation: Invocation): Promise<Result> {
  const world = await invocation.world();
  const project = await openProject(invocation, world);
  const [champion, challenger] = invocation.positionals;
  const comparison = await compareVersions(world, project, [champion!, challenger!]);
  const passed = comparison.evaluation.verdict !== "regressed";
  return {
    text: comparisonText(comparison, invocation.colour),
    json: comparison.evaluation,
    exit: passed ? 0 : 1,
  };
}
