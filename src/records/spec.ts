import * as v from "valibot";

/** What `trunkline.yaml` declares, by the stages of the life cycle. Defaults are filled in by parsing. */

const NAME = "[A-Za-z0-9](?:[A-Za-z0-9_/-]*[A-Za-z0-9])?";
/** Letters, digits, `-`, `_`, `/`, a letter or digit at both ends; optionally a folder before a colon. As GTO has it: the name becomes a tag. */
export const MODEL_NAME = new RegExp(`^(?:[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*:)?${NAME}$`);
/** A stage's name: what fits between the two `#` of a stage tag. */
export const STAGE_NAME = new RegExp(`^${NAME}$`);
const STAGE_WORDS = "expected letters, digits, - and _, with a letter or digit at both ends";

const Text = v.pipe(v.string(), v.trim(), v.nonEmpty("expected some text"));
const Finite = v.pipe(v.number(), v.finite());
const Share = v.pipe(
  Finite,
  v.minValue(0, "expected a share from 0 to 1"),
  v.maxValue(1, "expected a share from 0 to 1"),
);
const Count = v.pipe(v.number(), v.integer("expected a whole number"), v.minValue(1, "expected at least 1"));
const Seed = v.pipe(
  v.number(),
  v.integer("expected a whole number"),
  v.minValue(0, "expected 0 to 4294967295"),
  v.maxValue(4294967295, "expected 0 to 4294967295"),
);
const Cell = v.union([v.string(), Finite, v.boolean()]);

export const TASKS = ["classification", "regression"] as const;
export const CLASSIFICATION_METRICS = [
  "accuracy",
  "precision_macro",
  "precision_weighted",
  "recall_macro",
  "recall_weighted",
  "f1_macro",
  "f1_weighted",
  "log_loss",
] as const;
export const REGRESSION_METRICS = ["mae", "rmse", "r2"] as const;
export const METRICS = [...CLASSIFICATION_METRICS, ...REGRESSION_METRICS] as const;
export type MetricName = (typeof METRICS)[number];

export const SuccessRule = v.strictObject({
  metric: v.picklist(METRICS),
  /** The challenger's value must be at least this (scores) … */
  min: v.optional(Finite),
  /** … or at most this (errors). */
  max: v.optional(Finite),
  /** The loss against the champion that is tolerated, in units of the metric. Default: 0.01 for scores in [0, 1], else 1 % of the champion's value. */
  regression: v.optional(v.pipe(Finite, v.minValue(0, "expected 0 or more"))),
});
export type SuccessRule = v.InferOutput<typeof SuccessRule>;

export const Problem = v.strictObject({
  task: v.picklist(TASKS),
  target: Text,
  statement: v.optional(Text),
  owner: v.optional(Text),
  success: v.optional(v.array(SuccessRule), []),
});

export const Expectation = v.strictObject({
  type: v.optional(v.picklist(["number", "integer", "text"])),
  min: v.optional(Finite),
  max: v.optional(Finite),
  /** The only values allowed; compared as text. */
  in: v.optional(v.pipe(v.array(Cell), v.minLength(1, "expected at least one value"))),
  /** A regular expression (ECMAScript, `u` flag) that the whole cell must match. */
  pattern: v.optional(Text),
  /** The largest share of missing cells that is allowed, 0 to 1. */
  missing: v.optional(Share),
  unique: v.optional(v.boolean()),
});
export type Expectation = v.InferOutput<typeof Expectation>;

export const Split = v.strictObject({
  validation: v.optional(Share, 0.2),
  test: v.optional(Share, 0.2),
  /** Another seed gives another split. Changing it makes old and new figures incomparable. */
  seed: v.optional(Seed, 0),
});

export const Data = v.strictObject({
  sources: v.pipe(v.array(Text), v.minLength(1, "expected at least one file")),
  key: v.optional(Text),
  /** Cells that mean "not known". */
  missing: v.optional(v.array(v.string()), ["", "NA"]),
  expect: v.optional(v.record(v.string(), Expectation), {}),
  split: v.optional(Split, {}),
});

/** How an existing column is prepared. What is not said: numbers are imputed by their median and standardised, text is one-hot encoded. */
export const Preparation = v.strictObject({
  /** What fills a missing cell: a statistic of the training rows, or a constant; `keep` leaves it missing. */
  missing: v.optional(v.union([v.picklist(["median", "mean", "mode", "keep"]), Finite])),
  scale: v.optional(v.picklist(["standard", "minmax", "none"])),
  encode: v.optional(v.picklist(["one-hot", "ordinal", "none"])),
});
export type Preparation = v.InferOutput<typeof Preparation>;

/**
 * By column: text derives a column from others of the same row; `false` leaves the column out; an object prepares it.
 * The name `*` sets the preparation of all columns that are not named.
 */
export const Features = v.record(v.string(), v.union([Text, v.literal(false), Preparation]));

export const ALGORITHMS = ["knn", "baseline"] as const;
const Params = v.record(v.string(), v.union([Cell, v.null(), v.array(Cell)]));

export const AlgorithmTraining = v.strictObject({
  algorithm: v.picklist(ALGORITHMS),
  params: v.optional(Params, {}),
  seed: v.optional(Seed, 0),
});
export const CommandTraining = v.strictObject({
  command: Text,
  /** The files whose content decides what the command trains: paths or globs. They are part of the recipe. */
  code: v.pipe(v.array(Text), v.minLength(1, "expected at least one file")),
  /** Predicts with a model that the command trained, so that a champion can be scored on new rows. */
  predict: v.optional(Text),
  params: v.optional(Params, {}),
  seed: v.optional(Seed, 0),
  /** Seconds after which the command is stopped. */
  timeout: v.optional(Count, 3600),
});
export type AlgorithmTraining = v.InferOutput<typeof AlgorithmTraining>;
export type CommandTraining = v.InferOutput<typeof CommandTraining>;

export const Evaluate = v.strictObject({
  /** The confidence of every interval. 0.99: about one harmless change in a hundred is called a difference. */
  confidence: v.optional(v.pipe(Finite, v.minValue(0.5), v.maxValue(0.9999)), 0.99),
  resamples: v.optional(v.pipe(Count, v.maxValue(100_000)), 2000),
  /** The stage whose version is the champion. */
  champion: v.optional(v.pipe(Text, v.regex(STAGE_NAME, STAGE_WORDS)), "production"),
});

export const Registry = v.strictObject({ store: v.optional(v.picklist(["git"]), "git") });

export const DirectoryTarget = v.strictObject({
  target: v.literal("directory"),
  /** The folder that holds `releases/` and the `current` link; relative to the spec. */
  path: Text,
  /** How many earlier releases stay beside the current one. */
  keep: v.optional(Count, 5),
});
export type DirectoryTarget = v.InferOutput<typeof DirectoryTarget>;

export const Spec = v.strictObject({
  model: v.pipe(
    v.string(),
    v.regex(
      MODEL_NAME,
      "expected letters, digits, -, _ and /, with a letter or digit at both ends (the name becomes a Git tag)",
    ),
  ),
  problem: Problem,
  data: Data,
  features: v.optional(Features, {}),
  train: v.union([AlgorithmTraining, CommandTraining]),
  evaluate: v.optional(Evaluate, {}),
  registry: v.optional(Registry, {}),
  deploy: v.optional(v.record(v.pipe(v.string(), v.regex(STAGE_NAME, STAGE_WORDS)), DirectoryTarget), {}),
});
export type Spec = v.InferOutput<typeof Spec>;
export type Task = Spec["problem"]["task"];

export function trainsByCommand(train: Spec["train"]): train is CommandTraining {
  return "command" in train;
}
