import * as v from "valibot";
import { DigestText, FileDigest, type Recipe } from "./recipe.ts";
import { TASKS } from "./spec.ts";

/** What a consumer of the model must send, and what comes back. A change here is a major version. */
export const Signature = v.strictObject({
  task: v.picklist(TASKS),
  target: v.string(),
  /** The raw columns that the model reads, sorted by name. */
  inputs: v.array(v.strictObject({ name: v.string(), type: v.picklist(["number", "text"]) })),
  /** The classes that may come back, sorted; null for a regression. */
  classes: v.nullable(v.array(v.string())),
});
export type Signature = v.InferOutput<typeof Signature>;

/** The first file of a bundle, `manifest.json`: what the bundle is, and the digests of all its other files, sorted by path. */
export const Manifest = v.strictObject({
  format: v.literal(1),
  model: v.string(),
  recipe: DigestText,
  signature: Signature,
  /** The challenger's own figures on its holdout. */
  metrics: v.record(v.string(), v.number()),
  rows: v.strictObject({ training: v.number(), validation: v.number(), test: v.number() }),
  files: v.array(FileDigest),
});
export type Manifest = v.InferOutput<typeof Manifest>;

/**
 * A trained model and all that is known of it, as files. The paths:
 * `manifest.json`, `recipe.json`, `profile.json`, `reference.json` (bundles of earlier versions of Trunkline have none),
 * `transform.json`, `predictions.json`, and the model's own files under `model/`.
 */
export interface Bundle {
  /** SHA-256 over the sorted lines `<digest>  <path>\n` of all its files. */
  readonly digest: string;
  readonly manifest: Manifest;
  readonly recipe: Recipe;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Predictions by row identity. For a classification `predicted` holds classes as text, for a regression numbers. */
export const Predictions = v.strictObject({
  keys: v.array(v.string()),
  predicted: v.union([v.array(v.string()), v.array(v.pipe(v.number(), v.finite()))]),
  /** One row of probabilities a key, in the order of `classes`; null when the model gives none. */
  classes: v.nullable(v.array(v.string())),
  probabilities: v.nullable(v.array(v.array(v.number()))),
});
export type Predictions = v.InferOutput<typeof Predictions>;

/** The true values of rows, by row identity: text for a classification, numbers for a regression. */
export interface Truth {
  readonly keys: readonly string[];
  readonly values: readonly string[] | readonly number[];
}
