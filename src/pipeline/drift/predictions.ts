import { type Bundle, Predictions } from "../../records/bundle.ts";
import { readRecord } from "../../records/bundle-files.ts";
import type { ProfiledColumn } from "../../records/drift-reference.ts";
import type { RawTable } from "../../records/table.ts";
import { profileRaw } from "../../stages/data/profile/profile-raw.ts";
import { type Side, sideOfProfile } from "./side.ts";

/** The columns of a file of predictions: `id`, `y_true`, `y_pred`, and optionally `score` or `score_<class>`. */
const [ID, TRUTH, PREDICTED] = ["id", "y_true", "y_pred"];

export const PREDICTION_KEY = ID;
export const PREDICTION_ROLES = { [TRUTH]: "target", [PREDICTED]: "prediction" } as const;

export function isPredictions({ columns }: Side): boolean {
  return columns.includes(PREDICTED);
}

/**
 * The current predictions in the order of the reference's, where both are of the same rows: the same ids, each once, and the same truth
 * where both have one. Else null, and they are two samples.
 */
export function inOrderOf(reference: RawTable, current: RawTable): RawTable | null {
  const [ids, others] = [reference.cells.get(ID), current.cells.get(ID)];
  if (!ids || !others || ids.length !== others.length) return null;
  const places = new Map(others.map((id, row) => [id, row]));
  const order = ids.map((id) => places.get(id));
  if (new Set(order).size !== ids.length || order.includes(undefined)) return null;
  const pick = (cells: readonly (string | null)[]) => order.map((row) => cells[row!]!);
  const [truth, otherTruth] = [reference.cells.get(TRUTH), current.cells.get(TRUTH)];
  if (truth && otherTruth && pick(otherTruth).some((cell, row) => cell !== truth[row])) return null;
  const cells = new Map([...current.cells].map(([name, column]) => [name, pick(column)]));
  // Only the cells are read from here on.
  return { ...current, cells };
}

/** What a version said of its holdout, and the target of its data, as a file of predictions would hold them. */
export function predictionsOf(bundle: Bundle, target: ProfiledColumn | undefined, name: string): Side {
  const { predicted, classes, probabilities } = readRecord(
    Predictions,
    bundle.files,
    "predictions.json",
    name,
  );
  const scores = (classes ?? []).map((each, index): [string, string[]] => [
    `score_${each}`,
    (probabilities ?? []).map((row) => String(row[index])),
  ]);
  const cells = new Map([
    [PREDICTED, predicted.map(String)] as [string, string[]],
    ...(probabilities ? scores : []),
  ]);
  const { length: rows } = predicted;
  const table = { columns: [...cells.keys()], cells, rows, files: [], file: [], line: [] };
  const { columns } = profileRaw(table);
  return sideOfProfile(name, {
    rows,
    columns: [...columns, ...(target ? [{ ...target, name: TRUTH }] : [])],
  });
}
