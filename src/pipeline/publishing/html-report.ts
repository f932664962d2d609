import type { Artifacts } from "../../ports/artifacts.ts";
import type { World } from "../../ports/world.ts";
import { type Bundle, Predictions } from "../../records/bundle.ts";
import { readRecord } from "../../records/bundle-files.ts";
import { Profile } from "../../records/profile.ts";
import { htmlReport } from "../../reports/html/html-report.ts";
import type { Holdout, HtmlReportInput, ModelOutput } from "../../reports/html/html-report-input.ts";
import type { Check } from "../check.ts";
import { type ReportRun, reportInput } from "../report.ts";
import { artifactName } from "../training/hand-over.ts";
import { splitRows, truthOf } from "../training/model-rows.ts";

/** Longer than the hand-over between jobs: people open the report as long as the pull request is. */
const KEPT_DAYS = 30;

/** The report of a check as one HTML page, with the rows behind the figures. */
export function reportHtml(checked: Check, run: ReportRun): string {
  return htmlReport(htmlReportInput(checked, run));
}

function htmlReportInput(checked: Check, run: ReportRun): HtmlReportInput {
  const { inputs, training, champion } = checked;
  const { model, problem } = inputs.project.spec;
  return {
    ...reportInput(checked, run),
    target: problem.target,
    holdout: training && holdoutOf(checked, training.bundle),
    profile: training && readRecord(Profile, training.bundle.files, "profile.json", model),
    championProfile: champion && readRecord(Profile, champion.bundle.files, "profile.json", model),
  };
}

function holdoutOf({ inputs, data, against }: Check, bundle: Bundle): Holdout {
  const { spec } = inputs.project;
  const rows = splitRows(data, spec);
  const { keys, values } = truthOf(data.table, rows.split, rows.test, spec);
  const challenger = outputOf(readRecord(Predictions, bundle.files, "predictions.json", spec.model), keys);
  const champion = against && outputOf(against.predictions, keys);
  return {
    keys,
    truth: values,
    challenger,
    champion,
    shared: keys.map(
      (key, row) =>
        challenger.predicted[row] !== null && champion?.predicted[row] != null && !against?.seen.has(key),
    ),
    columns: bundle.manifest.signature.inputs.flatMap(({ name }) => {
      const column = data.table.columns.get(name);
      return column ? [{ name, values: rows.test.map((row) => column.values[row] ?? null) }] : [];
    }),
  };
}

/** Predictions in the order of the holdout's rows. */
function outputOf(
  { keys, predicted, classes, probabilities }: Predictions,
  rows: readonly string[],
): ModelOutput {
  const places = new Map(keys.map((key, index) => [key, index]));
  const at = rows.map((key) => places.get(key));
  return {
    predicted: at.map((index) => (index === undefined ? null : (predicted[index] ?? null))),
    classes,
    probabilities:
      probabilities && at.map((index) => (index === undefined ? null : (probabilities[index] ?? null))),
  };
}

/** The file's name: one a model, so that a repository of several keeps them apart. */
export function reportName(model: string): string {
  return artifactName(`report-${model}`);
}

/** Leaves the report with the run; its address, or null where it has none. */
export async function uploadReport(
  world: World,
  artifacts: Artifacts,
  model: string,
  page: string,
): Promise<number | null> {
  const folder = await world.files.temporary("report");
  try {
    const path = `${folder}/${reportName(model)}.html`;
    await world.files.write(path, page);
    return await artifacts.upload(reportName(model), folder, [path], KEPT_DAYS);
  } finally {
    await world.files.remove(folder);
  }
}
