import * as v from "valibot";

export const VERDICTS = ["improved", "equivalent", "inconclusive", "regressed"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A figure of both models on the rows that they share, and what its difference (challenger minus champion) comes to. */
export const Compared = v.strictObject({
  champion: v.number(),
  challenger: v.number(),
  difference: v.number(),
  interval: v.tuple([v.number(), v.number()]),
  /** The loss that is tolerated, in the metric's units. */
  tolerance: v.number(),
  /** Of no difference at all, by the metric's own paired test; what is optional, records of earlier versions lack. */
  p_value: v.optional(v.number()),
  test: v.optional(v.picklist(["mcnemar", "paired t", "bootstrap"])),
  /** The standard error of the difference: the standard deviation of the resampled ones. */
  error: v.optional(v.number()),
  /** After Holm's correction over all metrics, or all slices, that decide; of the others there is none. */
  adjusted_p_value: v.optional(v.number()),
  /** The smallest difference that so many rows would probably have shown (power 0.8). */
  smallest: v.optional(v.number()),
  /** When inconclusive: about how many rows would settle it. */
  rows_to_settle: v.optional(v.number()),
  verdict: v.picklist(VERDICTS),
});
export type Compared = v.InferOutput<typeof Compared>;
