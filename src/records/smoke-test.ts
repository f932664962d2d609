import * as v from "valibot";

/** A few raw rows with the predictions that the model gave for them: what a deployment is asked before it is trusted. */
export const SmokeTest = v.strictObject({
  inputs: v.array(v.strictObject({ name: v.string(), type: v.picklist(["number", "text"]) })),
  rows: v.array(v.array(v.union([v.string(), v.number(), v.null()]))),
  predicted: v.union([v.array(v.string()), v.array(v.number())]),
});
export type SmokeTest = v.InferOutput<typeof SmokeTest>;
