import { canonicalJson } from "../../core/canonical-json.ts";
import type { Spec } from "../../records/spec.ts";

/** Prepared features: numbers, or text where nothing was encoded; null is a cell that was kept missing. */
export interface PreparedFeatures {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

interface Part {
  readonly keys: readonly string[];
  readonly features: PreparedFeatures;
  readonly target: readonly (string | number)[];
}

export interface HandOver {
  readonly keyColumn: string;
  readonly target: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly training: Part;
  /** For each repeat the fold of each training row, where the spec asks for folds. */
  readonly folds?: readonly (readonly number[])[] | null;
  readonly validation: Part;
  readonly holdout: Part;
}

/** What a command is told, by environment variables. */
export const COMMAND_ENVIRONMENT = {
  TRUNKLINE_TRAIN: "CSV of the training rows: key, features, target",
  TRUNKLINE_VALIDATION: "CSV of the validation rows, likewise",
  TRUNKLINE_HOLDOUT: "CSV of the holdout: key and features, without the target",
  TRUNKLINE_FOLDS:
    "with `data.split.folds`: CSV of the training rows: key, fold_1 and so on, one a repeat (by time, fold 0 is never tested)",
  TRUNKLINE_OUTPUT:
    "the folder for the model's files and for predictions.csv (key, prediction, optionally probability_<class>)",
  TRUNKLINE_PARAMS: "JSON file with train.params",
  TRUNKLINE_SEED: "the seed",
  TRUNKLINE_TASK: "classification or regression",
  TRUNKLINE_TARGET: "the name of the target's column",
  TRUNKLINE_KEY: "the name of the key's column",
  TRUNKLINE_MODEL: "for `predict`: the folder with the model's files",
  TRUNKLINE_INPUT: "for `predict`: CSV of the rows to predict: key and features",
} as const;

/** The files that a training command reads, by name. The target of the holdout is in none of them. */
export function trainingFiles({ keyColumn, target, params, folds, ...parts }: HandOver): Map<string, string> {
  const withTarget = ({ keys, features, target: values }: Part) =>
    csv(
      [keyColumn, ...features.columns, target],
      features.rows.map((row, i) => [keys[i]!, ...row, values[i]!]),
    );
  return new Map([
    ["train.csv", withTarget(parts.training)],
    ["validation.csv", withTarget(parts.validation)],
    ["holdout.csv", rowsToPredict(keyColumn, parts.holdout)],
    ["params.json", `${canonicalJson(params)}\n`],
    ...(folds ? [["folds.csv", foldsOf(keyColumn, parts.training.keys, folds)] as const] : []),
  ]);
}

function foldsOf(keyColumn: string, keys: readonly string[], folds: NonNullable<HandOver["folds"]>): string {
  const names = folds.map((_, repeat) => `fold_${repeat + 1}`);
  return csv(
    [keyColumn, ...names],
    keys.map((key, row) => [key, ...folds.map((dealt) => dealt[row]!)]),
  );
}

/** The file that a prediction command reads. */
export function predictionFiles(input: {
  readonly keyColumn: string;
  readonly keys: readonly string[];
  readonly features: PreparedFeatures;
}) {
  return new Map([["input.csv", rowsToPredict(input.keyColumn, input)]]);
}

function rowsToPredict(keyColumn: string, { keys, features }: Pick<Part, "keys" | "features">): string {
  return csv(
    [keyColumn, ...features.columns],
    features.rows.map((row, i) => [keys[i]!, ...row]),
  );
}

export function trainingEnvironment(spec: Spec, folder: string, output: string): Record<string, string> {
  return {
    ...common(spec, output),
    TRUNKLINE_TRAIN: `${folder}/train.csv`,
    TRUNKLINE_VALIDATION: `${folder}/validation.csv`,
    TRUNKLINE_HOLDOUT: `${folder}/holdout.csv`,
    TRUNKLINE_PARAMS: `${folder}/params.json`,
    ...(spec.data.split.folds !== undefined && { TRUNKLINE_FOLDS: `${folder}/folds.csv` }),
  };
}

export function predictionEnvironment(spec: Spec, folder: string, output: string): Record<string, string> {
  return {
    ...common(spec, output),
    TRUNKLINE_MODEL: `${folder}/model`,
    TRUNKLINE_INPUT: `${folder}/input.csv`,
  };
}

function common({ problem, data, train }: Spec, output: string): Record<string, string> {
  return {
    TRUNKLINE_OUTPUT: output,
    TRUNKLINE_SEED: String(train.seed),
    TRUNKLINE_TASK: problem.task,
    TRUNKLINE_TARGET: problem.target,
    TRUNKLINE_KEY: data.key ?? "row_id",
    // Python orders sets and dictionaries of text by a random seed of its own, unless it is told.
    PYTHONHASHSEED: String(train.seed),
  };
}

/** RFC 4180, with line feeds. */
function csv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
