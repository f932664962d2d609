import type { Bundle, Predictions } from "../../records/bundle.ts";
import { readRecord } from "../../records/bundle-files.ts";
import { Transform } from "../../records/transform.ts";
import { readXgboostModel } from "../../records/xgboost-model.ts";
import { type FoundTrees, treeModel } from "../../stages/evaluation/explanation/tree-model.ts";
import { applyDerived } from "../../stages/features/derive.ts";
import { preparedTable } from "../../stages/features/prepared-table.ts";
import { rawColumnsOf } from "../../stages/features/raw-columns.ts";
import type { ReadData } from "../data/read-data.ts";
import type { ModelRows } from "../training/model-rows.ts";
import { predictsHere } from "./predict.ts";

/** Where a command leaves trees that Trunkline reads, in the folder that TRUNKLINE_OUTPUT names. */
export const TREES_FILE = "model.json";

/** Larger files are not read into memory as one text. */
const MOST_BYTES = 2 ** 28;
/** So many predictions are held against the trees' answers. */
const MOST_CHECKED = 2000;

/** The trees that a command has left in a bundle; null where there are none. `predictions`: what the command said with them. */
export async function treesIn(
  bundle: Bundle,
  predictions: Predictions,
  data: ReadData,
  { split }: ModelRows,
): Promise<FoundTrees | null> {
  const bytes = predictsHere(bundle) ? undefined : bundle.files.get(`model/${TREES_FILE}`);
  if (!bytes) return null;
  if (bytes.length > MOST_BYTES) return { model: null, why: "it is larger than 256 MB" };
  const model = readXgboostModel(new TextDecoder().decode(bytes));
  if (!model || "why" in model) return model && { model: null, why: model.why };
  const { manifest, files } = bundle;
  const transform = readRecord(Transform, files, "transform.json", manifest.model);
  const rowOf = new Map(split.keys.map((key, row) => [key, row]));
  const known = predictions.keys.flatMap((key, at) => (rowOf.has(key) ? [at] : [])).slice(0, MOST_CHECKED);
  return treeModel({
    model,
    signature: manifest.signature,
    prepare: async (table) => preparedTable(transform, await applyDerived(transform, table)),
    rawColumns: rawColumnsOf(transform),
    table: data.table,
    predictions: {
      keys: known.map((at) => predictions.keys[at]!),
      predicted: known.map((at) => predictions.predicted[at]!) as string[] | number[],
      classes: predictions.classes,
      probabilities: predictions.probabilities && known.map((at) => predictions.probabilities![at]!),
    },
    rows: known.map((at) => rowOf.get(predictions.keys[at]!)!),
  });
}
