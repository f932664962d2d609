import * as v from "valibot";
import { METRICS } from "./metric-table.ts";
import { Collected } from "./spec-collect.ts";
import { Data } from "./spec-data.ts";
import { DriftSpec } from "./spec-drift.ts";
import { ExplanationChoice } from "./spec-explanation.ts";
import { Features } from "./spec-features.ts";
import { GateSection } from "./spec-gate.ts";
import { FairnessRule, SliceRules } from "./spec-groups.ts";
import { OwnMetricRule } from "./spec-own-metrics.ts";
import { Prepare } from "./spec-prepare.ts";
import { RepeatRule } from "./spec-repeat.ts";
import { RobustnessChoice } from "./spec-robustness.ts";
import { about, Cell, ColumnName, Count, Finite, Seed, Text } from "./spec-values.ts";

/** What `trunkline.yaml` declares, by the stages of the life cycle. Defaults are filled in by parsing. */

const NAME = "[A-Za-z0-9](?:[A-Za-z0-9_/-]*[A-Za-z0-9])?";
/** Letters, digits, `-`, `_`, `/`, a letter or digit at both ends; optionally a folder before a colon. As GTO has it: the name becomes a tag. */
export const MODEL_NAME = new RegExp(`^(?:[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*:)?${NAME}$`);
/** A stage's name: what fits between the two `#` of a stage tag. */
export const STAGE_NAME = new RegExp(`^${NAME}$`);
const STAGE_WORDS = "expected letters, digits, -, _ and /, with a letter or digit at both ends";

export const TASKS = ["classification", "regression"] as const;
export const SuccessRule = v.strictObject({
  metric: about(v.picklist(METRICS), "What is measured on the holdout."),
  /** The challenger's value must be at least this (scores) … */
  min: v.optional(about(Finite, "The least that passes; for metrics of which more is better.")),
  /** … or at most this (errors). */
  max: v.optional(about(Finite, "The most that passes; for metrics of which less is better.")),
  /** The loss against the champion that is tolerated, in units of the metric. Default: 0.01 for scores in [0, 1], else 1 % of the champion's value. */
  regression: v.optional(
    about(
      v.pipe(Finite, v.minValue(0, "expected 0 or more")),
      "The loss against the champion that is tolerated, in units of the metric. Default: 0.01 for scores from 0 to 1, else 1 % of the champion's value.",
    ),
  ),
});
export type SuccessRule = v.InferOutput<typeof SuccessRule>;

export const Problem = v.strictObject({
  task: about(v.picklist(TASKS), "Whether the target is a class or a number."),
  target: about(ColumnName, "The column that the model predicts."),
  statement: v.optional(about(Text, "The problem in a sentence.")),
  owner: v.optional(about(Text, "Who answers for the model: a person or a team.")),
  success: v.optional(
    about(v.array(SuccessRule), "What counts as success: the gate follows these rules."),
    [],
  ),
});

export const ALGORITHMS = ["knn", "baseline"] as const;
const Params = v.record(v.string(), v.union([Cell, v.null(), v.array(Cell)]));
const TrainingParams = about(Params, "Hyper-parameters, by name.");
const TrainingSeed = about(Seed, "What all chance in training begins with: the same seed, the same model.");

export const AlgorithmTraining = v.strictObject({
  algorithm: about(v.picklist(ALGORITHMS), "An algorithm that comes with Trunkline."),
  params: v.optional(TrainingParams, {}),
  seed: v.optional(TrainingSeed, 0),
});
export const CommandTraining = v.strictObject({
  command: about(Text, "A command that trains, in any language."),
  /** The files whose content decides what the command trains: paths or globs. They are part of the recipe. */
  code: about(
    v.pipe(v.array(Text), v.minLength(1, "expected at least one file")),
    "The files whose content decides what the command trains: paths or globs from the spec.",
  ),
  /** Predicts with a model that the command trained, so that a champion can be scored on new rows. */
  predict: v.optional(about(Text, "A command that predicts with a model that the other command trained.")),
  params: v.optional(TrainingParams, {}),
  seed: v.optional(TrainingSeed, 0),
  /** Seconds after which the command is stopped. */
  timeout: v.optional(about(Count, "Seconds after which the command is stopped."), 3600),
});
export type AlgorithmTraining = v.InferOutput<typeof AlgorithmTraining>;
export type CommandTraining = v.InferOutput<typeof CommandTraining>;

const CONFIDENCE_WORDS = "expected 0.5 to 0.9999";
export const Evaluate = v.strictObject({
  /** The confidence of every interval. 0.99: about one harmless change in a hundred is called a difference. */
  confidence: v.optional(
    about(
      v.pipe(Finite, v.minValue(0.5, CONFIDENCE_WORDS), v.maxValue(0.9999, CONFIDENCE_WORDS)),
      "The confidence of every interval. 0.99: about one harmless change in a hundred is called a difference.",
    ),
    0.99,
  ),
  resamples: v.optional(
    about(v.pipe(Count, v.maxValue(100_000, "expected at most 100000")), "How often the bootstrap draws."),
    2000,
  ),
  /** The stage whose version is the champion. */
  champion: v.optional(
    about(v.pipe(Text, v.regex(STAGE_NAME, STAGE_WORDS)), "The stage whose version is the champion."),
    "production",
  ),
  /** Absent where there are none. */
  metrics: v.optional(
    about(v.array(OwnMetricRule), "Figures that the training command writes itself, which join the report."),
  ),
  explanation: v.optional(
    about(ExplanationChoice, "How much is asked to explain the models; `off` asks nothing."),
    {},
  ),
  robustness: v.optional(
    about(
      RobustnessChoice,
      "How the model must bear rows that are not as they should be; `off` asks nothing.",
    ),
    {},
  ),
  repeat: v.optional(
    about(
      RepeatRule,
      "Trains both recipes again on folds of the other rows, to see how much of a difference is the luck of one training.",
    ),
  ),
  fairness: v.optional(
    about(FairnessRule, "Groups of people that the model must treat alike, and how far they may be apart."),
  ),
  slices: v.optional(
    about(SliceRules, "Rows that are compared apart: a slice may not regress beyond its tolerance."),
  ),
});

export const Registry = v.strictObject({
  store: v.optional(
    about(v.picklist(["git"]), "Where bundles are stored: in refs of this repository."),
    "git",
  ),
});

export const DirectoryTarget = v.strictObject({
  target: about(v.literal("directory"), "Releases side by side in a folder, and a link to the current one."),
  /** The folder that holds `releases/` and the `current` link; relative to the spec. */
  path: about(Text, "The folder that holds `releases/` and the `current` link, from the spec or absolute."),
  /** How many earlier releases stay beside the current one. */
  keep: v.optional(about(Count, "How many earlier releases stay beside the current one."), 5),
});
export type DirectoryTarget = v.InferOutput<typeof DirectoryTarget>;

export const Spec = v.strictObject({
  model: about(
    v.pipe(
      v.string(),
      v.regex(
        MODEL_NAME,
        "expected letters, digits, -, _ and /, with a letter or digit at both ends (the name becomes a Git tag)",
      ),
    ),
    "The model's name, which becomes the name of tags.",
  ),
  problem: about(Problem, "What is solved, for whom, and what counts as success."),
  collect: v.optional(
    about(v.array(Collected), "Where snapshots of data come from; `trunkline collect` fetches them."),
  ),
  data: about(Data, "Where the data are, what they must be, and how rows are split."),
  features: v.optional(
    about(
      Features,
      "By column: text derives a column from others, `false` leaves one out, keys prepare one; `*` is all others.",
    ),
    {},
  ),
  // Absent where it is not used: it is part of the recipe.
  prepare: v.optional(
    about(Prepare, "What is done to the features as a whole: rows left out, features selected, components."),
  ),
  train: about(
    v.union([AlgorithmTraining, CommandTraining]),
    "How the model is made: by an algorithm of Trunkline, or by a command.",
  ),
  evaluate: v.optional(
    about(Evaluate, "How sure a verdict must be, and which stage holds the champion."),
    {},
  ),
  gate: v.optional(about(GateSection, "What the gate does besides the success criteria."), {}),
  registry: v.optional(about(Registry, "Where versions and bundles live."), {}),
  deploy: v.optional(
    about(
      v.record(v.pipe(v.string(), v.regex(STAGE_NAME, STAGE_WORDS)), DirectoryTarget),
      "Where each stage is served from, by its name.",
    ),
    {},
  ),
  drift: v.optional(about(DriftSpec, "When data have moved since the champion, and what that means."), {}),
});
export type Spec = v.InferOutput<typeof Spec>;
export type Task = Spec["problem"]["task"];

export function trainsByCommand(train: Spec["train"]): train is CommandTraining {
  return "command" in train;
}
