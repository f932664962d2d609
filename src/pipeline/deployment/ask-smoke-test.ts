import { refused } from "../../core/errors.ts";
import type { Bundle } from "../../records/bundle.ts";
import { readRecord } from "../../records/bundle-files.ts";
import { SmokeTest } from "../../records/smoke-test.ts";
import type { Column, Table } from "../../records/table.ts";
import { predict, predictsHere } from "../evaluation/predict.ts";

/** Asks a bundle for the predictions that it gave when it was made. Throws `deploy-smoke-failed` when it answers otherwise. */
export async function askSmokeTest(bundle: Bundle): Promise<"passed" | "not-possible"> {
  if (!predictsHere(bundle)) return "not-possible";
  const smoke = readRecord(SmokeTest, bundle.files, "smoke.json", bundle.manifest.model);
  const rows = smoke.rows.map((_, row) => row);
  const answered = await predict(bundle, tableOf(smoke), rows, rows.map(String));
  const wrong = rows.find((row) => answered.predicted[row] !== smoke.predicted[row]);
  if (wrong === undefined) return "passed";
  throw refused({
    code: "deploy-smoke-failed",
    found: `${answered.predicted[wrong]} for smoke row ${wrong + 1}`,
    expected: `${smoke.predicted[wrong]}, as when the model was made`,
    next: "Do not deploy this bundle; train and register anew.",
  });
}

function tableOf({ inputs, rows }: SmokeTest): Table {
  const columns = inputs.map(({ name, type }, index): [string, Column] => {
    const cells = rows.map((row) => row[index] ?? null);
    return [name, { type, values: cells } as Column];
  });
  return { columns: new Map(columns), rows: rows.length };
}
