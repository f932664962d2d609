import { resolve } from "node:path";
import { badInput } from "../core/errors.ts";
import type { PredictionFile } from "../pipeline/evaluation/prediction-files.ts";
import { type Invocation, type Options, textOf, type Values } from "./command.ts";

/** What `metrics` and `compare` ask of files of predictions. */
export const PREDICTION_OPTIONS: Options = {
  task: { type: "string" },
  positive: { type: "string" },
  resamples: { type: "string" },
  confidence: { type: "string" },
  seed: { type: "string" },
  k: { type: "string" },
  level: { type: "string" },
};
export const PREDICTION_HELP = {
  task: "classification, regression, anomaly, ranking or clustering, in place of what the columns tell",
  positive: "the class that precision, recall, f1 and roc_auc look at (default: the greater of two)",
  resamples: "how many bootstrap resamples to take",
  confidence: "the confidence of the intervals",
  seed: "the seed of the bootstrap (default: 1)",
  k: "of anomalies and rankings: how many of the highest scores are looked at (default: as many as there are anomalies; 10)",
  level: "of intervals lower to upper: the share of rows that they are meant to hold (default: 0.9)",
};

export function predictionFile({ folder }: Invocation, name: string): PredictionFile {
  return { name, path: resolve(folder, name) };
}

export function predictionOptions(
  values: Values,
  defaults: { readonly resamples: number; readonly confidence: number },
) {
  const task = taskOf(textOf(values, "task"));
  const positive = textOf(values, "positive");
  const whole = (value: number) => Number.isInteger(value) && value >= 0 && value <= 1e6;
  const optional = <Name extends "k" | "level">(
    name: Name,
    expected: string,
    holds: (value: number) => boolean,
  ): { readonly [name in Name]?: number } => {
    const value = numberOption(values, name, undefined, expected, holds);
    return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]: number });
  };
  return {
    ...(task !== undefined && { task }),
    ...(positive !== undefined && { positive }),
    ...optional("k", "a whole number from 1 up", (value) => Number.isInteger(value) && value >= 1),
    ...optional("level", "a share between 0 and 1", (value) => value > 0 && value < 1),
    resamples: numberOption(values, "resamples", defaults.resamples, "a whole number up to 1,000,000", whole),
    confidence: numberOption(
      values,
      "confidence",
      defaults.confidence,
      "a share from 0.5 to 0.9999",
      (value) => value >= 0.5 && value <= 0.9999,
    ),
    seed: numberOption(
      values,
      "seed",
      1,
      "a whole number up to 4,294,967,295",
      (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
    ),
  } as const;
}

const TASKS = ["classification", "regression", "anomaly", "ranking", "clustering"] as const;

function taskOf(text: string | undefined): (typeof TASKS)[number] | undefined {
  const task = TASKS.find((each) => each === text);
  if (text === undefined || task) return task;
  throw notThat("task", text, `one of: ${TASKS.join(", ")}`);
}

export function numberOption<T>(
  values: Values,
  name: string,
  fallback: T,
  expected: string,
  holds: (value: number) => boolean,
): number | T {
  const text = textOf(values, name);
  if (text === undefined) return fallback;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!holds(value)) throw notThat(name, text, expected);
  return value;
}

/** What a false alarm and a miss cost: `1,20`. */
export function costsOption(values: Values): { readonly alarm: number; readonly miss: number } | undefined {
  const text = textOf(values, "costs");
  if (text === undefined) return undefined;
  const [alarm, miss, ...rest] = text
    .split(",")
    .map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const fine = [alarm, miss].every((cost) => cost !== undefined && Number.isFinite(cost) && cost >= 0);
  if (!fine || rest.length > 0) throw notThat("costs", text, "two numbers of 0 or more, such as 1,20");
  return { alarm: alarm!, miss: miss! };
}

function notThat(name: string, found: string, expected: string) {
  return badInput({
    code: "usage-option-value",
    found: `--${name} ${JSON.stringify(found)}`,
    expected,
    next: `Mend --${name}, or leave it out.`,
  });
}
