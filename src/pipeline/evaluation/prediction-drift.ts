import type { Predictions } from "../../records/bundle.ts";
import type { DriftReport } from "../../records/drift.ts";
import type { Spec } from "../../records/spec.ts";
import type { Column } from "../../records/table.ts";
import { compareTables } from "../../stages/monitoring/drift/compare-tables.ts";
import { driftRules } from "../../stages/monitoring/drift/rules.ts";
import type { ChampionPredictions } from "./champion.ts";

/**
 * Whether the challenger's answers are distributed as the champion's on the holdout rows that both answer and the champion was not
 * trained on; null where there is none, or where one says classes and the other numbers.
 */
export function predictionDrift(
  challenger: Predictions,
  champion: ChampionPredictions,
  version: string,
  spec: Spec,
): DriftReport | null {
  if (spec.drift.severity === "off") return null;
  const { seen, predictions } = champion;
  const places = new Map(challenger.keys.map((key, index) => [key, index]));
  const rows = predictions.keys.flatMap((key, index) => {
    const place = places.get(key);
    return place === undefined || seen.has(key) ? [] : [[index, place] as const];
  });
  const before = columnOf(rows.map(([index]) => predictions.predicted[index]!));
  const now = columnOf(rows.map(([, place]) => challenger.predicted[place]!));
  if (rows.length === 0 || before.type !== now.type) return null;
  const name = spec.problem.target;
  const table = (column: Column) => ({ columns: new Map([[name, column]]), rows: rows.length });
  const report = compareTables(table(before), table(now), {
    rules: { limits: driftRules(spec.drift).limits, roles: { [name]: "prediction" } },
    unmatched: { reference: [], current: [] },
    sameRows: true,
  });
  return { ...report, reference: { version, from: "predictions" } };
}

function columnOf(values: readonly (string | number)[]): Column {
  return typeof values[0] === "number"
    ? { type: "number", values: values as readonly number[] }
    : { type: "text", values: values as readonly string[] };
}
