import * as v from "valibot";
import { about, Finite } from "./spec-values.ts";

/** What a model costs, beside how good it is. Times depend on the machine: they are in no record that must come out the same again. */

/** In the order in which they are shown. Less is better, except for `rows_per_second`. */
export const OPERATION_FIGURES = [
  "bundle_megabytes",
  "latency_p50_ms",
  "latency_p95_ms",
  "latency_p99_ms",
  "rows_per_second",
  "training_seconds",
  "training_megabytes",
  "training_watt_hours",
] as const;
export type OperationFigure = (typeof OPERATION_FIGURES)[number];

export const LIMITED_FIGURES = [
  "bundle_megabytes",
  "latency_p50_ms",
  "latency_p95_ms",
  "latency_p99_ms",
  "training_seconds",
  "training_megabytes",
  "training_watt_hours",
] as const satisfies readonly OperationFigure[];

export const Limit = v.strictObject({
  figure: about(v.picklist(LIMITED_FIGURES), "What is measured."),
  max: about(
    v.pipe(Finite, v.minValue(0, "expected 0 or more")),
    "The most that passes, in the figure's own unit.",
  ),
});
export type Limit = v.InferOutput<typeof Limit>;

export const Operations = v.strictObject({
  machine: v.strictObject({ cpu: v.string(), cores: v.number(), memory_gigabytes: v.number() }),
  /** Calls with one row each that were timed, of either model. */
  calls: v.number(),
  figures: v.array(
    v.strictObject({
      figure: v.picklist(OPERATION_FIGURES),
      challenger: v.number(),
      /** Measured in the same minute on the same machine; null where it was not. */
      champion: v.nullable(v.number()),
      /** Of a latency: what it is at the least, at a confidence of 0.99; null where the calls are too few to say. */
      at_least: v.optional(v.nullable(v.number())),
    }),
  ),
});
export type Operations = v.InferOutput<typeof Operations>;
