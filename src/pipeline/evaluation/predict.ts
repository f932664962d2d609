import type { Bundle, Predictions } from "../../records/bundle.ts";
import { readRecord } from "../../records/bundle-files.ts";
import type { Table } from "../../records/table.ts";
import { Transform } from "../../records/transform.ts";
import { applyTransform } from "../../stages/features/apply-transform.ts";
import { applyDerived } from "../../stages/features/derive.ts";
import { algorithmNamed } from "../../stages/training/algorithms.ts";

/** Whether a bundle predicts in this process: one that a command trained needs that command. */
export function predictsHere(bundle: Bundle): boolean {
  return "algorithm" in bundle.recipe.training;
}

/** Predicts raw rows with a bundle: its own fitted transform, then its own model. */
export async function predict(
  bundle: Bundle,
  table: Table,
  rows: readonly number[],
  keys: readonly string[],
): Promise<Predictions> {
  const { training, task } = bundle.recipe;
  if (!("algorithm" in training))
    throw new TypeError("a bundle that a command trained does not predict here");
  const transform = readRecord(Transform, bundle.files, "transform.json", bundle.manifest.model);
  const derived = await applyDerived(transform, table);
  return algorithmNamed(training.algorithm).predict({
    files: bundle.files,
    matrix: applyTransform(transform, derived, rows),
    keys,
    task,
    classes: bundle.manifest.signature.classes,
  });
}
