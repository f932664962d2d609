import * as v from "valibot";
import { about, Count, Finite, Share } from "./spec-values.ts";

const COMPONENTS_WORDS = "expected a whole number, or a share of the variance between 0 and 1";

/** The section `prepare` of a spec: what is done to the table of features as a whole, in this order. */
export const Prepare = v.strictObject({
  duplicates: v.optional(
    about(
      v.literal("drop"),
      "Training rows that repeat another in all features and the target are left out.",
    ),
  ),
  variance: v.optional(
    about(
      v.pipe(Finite, v.minValue(0, "expected 0 or more")),
      "Features whose variance before scaling is at most this are left out; 0 for constants.",
    ),
  ),
  correlation: v.optional(
    about(
      v.pipe(Share, v.gtValue(0, "expected more than 0")),
      "Features that correlate more than this with one before them are left out.",
    ),
  ),
  mutual_information: v.optional(
    about(Count, "So many features stay: those that tell most of the target, by mutual information."),
  ),
  components: v.optional(
    about(
      v.union(
        [Count, v.pipe(Finite, v.gtValue(0, COMPONENTS_WORDS), v.ltValue(1, COMPONENTS_WORDS))],
        COMPONENTS_WORDS,
      ),
      "How many principal components take the place of the features, or which share of the variance they keep.",
    ),
  ),
});
export type Prepare = v.InferOutput<typeof Prepare>;
