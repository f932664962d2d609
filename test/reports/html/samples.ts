import { seededRandom } from "../../../src/core/random.ts";
import type { Profile } from "../../../src/records/profile.ts";
import type { Holdout, HtmlReportInput, ModelOutput } from "../../../src/reports/html/html-report-input.ts";
import { anEvaluation, aReport, aValidation } from "../../support/records.ts";

export interface SampleOptions {
  readonly rows?: number;
  readonly columns?: number;
  readonly classes?: readonly string[];
  readonly columnName?: (index: number) => string;
  readonly cell?: (row: number, column: number) => string | number;
  readonly key?: (row: number) => string;
}

/** A classifier's report with both models' rows: the change is right in about 90 % of rows, the champion in 80 %. */
export function aClassifierPage(options: SampleOptions = {}, changes: Partial<HtmlReportInput> = {}) {
  const { rows = 240, classes = ["setosa", "versicolor", "virginica"] } = options;
  const random = seededRandom(7);
  const truth = Array.from({ length: rows }, () => classes[random.below(classes.length)]!);
  const model = (skill: number): ModelOutput => {
    const probabilities = truth.map((right) => {
      const weights = classes.map(
        (name) => random.next() ** 2 + (name === right ? skill * random.next() : 0),
      );
      const sum = weights.reduce((a, b) => a + b, 0);
      return weights.map((weight) => weight / sum);
    });
    const predicted = probabilities.map((each) => classes[each.indexOf(Math.max(...each))]!);
    return { predicted, classes, probabilities };
  };
  const [challenger, champion] = [model(4), model(1.6)];
  const counts = classes.map((from) =>
    classes.map(
      (to) => truth.filter((name, row) => name === from && challenger.predicted[row] === to).length,
    ),
  );
  const evaluation = anEvaluation("improved", {
    rows,
    confusion: { classes: [...classes], counts },
    champion: { ...anEvaluation().champion!, rows },
  });
  const holdout = holdoutOf(truth, challenger, champion, options);
  return page({ evaluation, holdout, ...profilesOf(holdout), ...changes }, holdout);
}

/** A regression's report; the champion errs twice as much. */
export function aRegressionPage(options: SampleOptions = {}, changes: Partial<HtmlReportInput> = {}) {
  const random = seededRandom(11);
  const noise = () => random.next() + random.next() + random.next() - 1.5;
  const truth = Array.from({ length: options.rows ?? 240 }, () => 20 + 60 * random.next());
  const model = (error: number): ModelOutput => ({
    predicted: truth.map((value) => value + error * noise()),
    classes: null,
    probabilities: null,
  });
  const [challenger, champion] = [model(6), model(12)];
  const compared = (metric: "rmse" | "mae" | "r2", gated: boolean, figures: readonly number[]) => {
    const [before, after, low, high] = figures as [number, number, number, number];
    return {
      metric,
      direction: metric === "r2" ? ("higher" as const) : ("lower" as const),
      challenger: after,
      gated,
      compared: {
        champion: before,
        challenger: after,
        difference: after - before,
        interval: [low, high] as [number, number],
        tolerance: 0.05,
        verdict: "improved" as const,
      },
    };
  };
  const evaluation = anEvaluation("improved", {
    task: "regression",
    rows: truth.length,
    confusion: null,
    champion: { ...anEvaluation().champion!, rows: truth.length },
    metrics: [
      compared("rmse", true, [6.02, 3.01, -3.42, -2.61]),
      compared("mae", false, [4.9, 2.4, -2.9, -2.1]),
      compared("r2", false, [0.88, 0.97, 0.07, 0.11]),
    ],
  });
  const holdout = holdoutOf(truth, challenger, champion, options);
  return page({ evaluation, target: "price", holdout, ...profilesOf(holdout), ...changes }, holdout);
}

function page(changes: Partial<HtmlReportInput>, { columns, keys }: Holdout): HtmlReportInput {
  return {
    ...aReport("improved"),
    validation: { ...aValidation(), rows: 4 * keys.length, columns: columns.map(({ name }) => name) },
    target: "species",
    holdout: null,
    profile: null,
    championProfile: null,
    history: [
      { version: "v1.0.0", metrics: { f1_macro: 0.71, rmse: 7.2 } },
      { version: "v1.1.0", metrics: { f1_macro: 0.745, rmse: 6.4 } },
      { version: "v2.0.0", metrics: { f1_macro: 0.752, rmse: 6.02 } },
    ],
    ...changes,
  };
}

function holdoutOf(
  truth: readonly (string | number)[],
  challenger: ModelOutput,
  champion: ModelOutput,
  options: SampleOptions,
): Holdout {
  const random = seededRandom(3);
  const columnNames = ["sepal_length", "sepal_width", "petal_length", "petal_width"];
  const { columns = 4, columnName = (index) => columnNames[index] ?? `measurement_${index}` } = options;
  const { key = (row) => `iris-${1000 + row}`, cell = () => Number((random.next() * 7).toFixed(2)) } =
    options;
  return {
    keys: truth.map((_, row) => key(row)),
    truth,
    challenger,
    champion,
    shared: truth.map(() => true),
    columns: Array.from({ length: columns }, (_, column) => ({
      name: columnName(column),
      values: truth.map((_, row) => cell(row, column)),
    })),
  };
}

function profilesOf({ columns, keys }: Holdout): { profile: Profile; championProfile: Profile } {
  const profile = (shift: number): Profile => ({
    rows: 3 * keys.length,
    columns: Object.fromEntries(
      columns.map(({ name, values }, index) => [
        name,
        typeof values[0] === "string"
          ? {
              type: "text" as const,
              rows: 3 * keys.length,
              missing: 0,
              distinct: 1,
              top: [[values[0], 3 * keys.length] as [string, number]],
            }
          : {
              type: "number" as const,
              rows: 3 * keys.length,
              missing: index,
              distinct: 60,
              minimum: 0,
              maximum: 6.5,
              mean: 3.4 + shift * index,
              deviation: 2,
              quantiles: [0.4, 1.7, 3.5, 5.2, 6.3],
            },
      ]),
    ),
  });
  return { profile: profile(0.05), championProfile: profile(0) };
}
