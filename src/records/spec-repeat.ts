import * as v from "valibot";
import { about, Count } from "./spec-values.ts";

const WHOLE = "expected a whole number from 2 to 20";

/** How often training is repeated to see how much of a difference is the luck of one training. */
export const RepeatRule = v.strictObject({
  folds: v.optional(
    about(
      v.pipe(Count, v.minValue(2, WHOLE), v.maxValue(20, WHOLE)),
      "Into how many parts the rows that are not the holdout are dealt; each is predicted once a repeat.",
    ),
    5,
  ),
  repeats: v.optional(
    about(
      v.pipe(Count, v.minValue(1, "expected 1 to 20"), v.maxValue(20, "expected 1 to 20")),
      "How often they are dealt anew, with another seed of training each time.",
    ),
    2,
  ),
});
export type RepeatRule = v.InferOutput<typeof RepeatRule>;
