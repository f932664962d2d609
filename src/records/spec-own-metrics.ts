import * as v from "valibot";
import { about, Finite, Text } from "./spec-values.ts";

/** A figure that the team's training command writes itself, beside the model. */
export const OwnMetricRule = v.strictObject({
  name: about(
    Text,
    "Its name as the command writes it; of nested JSON the keys with dots between: `test.profit`.",
  ),
  direction: about(v.picklist(["higher", "lower"]), "Which way is better."),
  file: v.optional(
    about(
      Text,
      "The JSON file in the output folder that has it, or the folder in which MLflow writes its runs.",
    ),
    "metrics.json",
  ),
  min: v.optional(about(Finite, "The least that passes.")),
  max: v.optional(about(Finite, "The most that passes.")),
  regression: v.optional(
    about(
      v.pipe(Finite, v.minValue(0, "expected 0 or more")),
      "The loss against the champion that is tolerated. Without it the difference is shown and decides nothing.",
    ),
  ),
});
export type OwnMetricRule = v.InferOutput<typeof OwnMetricRule>;
