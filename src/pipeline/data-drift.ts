import { canonicalJson } from "../core/canonical-json.ts";
import { TrunklineError } from "../core/errors.ts";
import type { World } from "../ports/world.ts";
import type { Bundle } from "../records/bundle.ts";
import type { DriftReport } from "../records/drift.ts";
import type { Spec } from "../records/spec.ts";
import type { RawTable } from "../records/table.ts";
import { compareTables } from "../stages/monitoring/drift/compare-tables.ts";
import { DEFAULT_LIMITS } from "../stages/monitoring/drift/limits.ts";
import type { ChampionModel } from "./champion.ts";
import { championData } from "./data-change.ts";
import { typeTogether } from "./drift.ts";
import type { ReadData } from "./read-data.ts";

/**
 * Whether the data of a change are distributed as those that the champion was made from, target included; null where both
 * are the same, or the champion's are not to be had. For information: it decides nothing.
 */
export async function driftSince(
  world: World,
  champion: ChampionModel,
  challenger: Bundle,
  data: ReadData,
  spec: Spec,
): Promise<DriftReport | null> {
  const [before, after] = [champion.bundle.recipe.data.sources, challenger.recipe.data.sources];
  if (canonicalJson(before) === canonicalJson(after)) return null;
  const reference = await championData(world, champion);
  return reference && driftBetween(reference, data.raw, spec.data.key);
}

/** Whether rows are distributed as earlier ones, in the columns that both have, the key aside; null where there is nothing to compare. */
export function driftBetween(
  reference: RawTable,
  current: RawTable,
  key: string | undefined,
): DriftReport | null {
  if (reference.rows === 0 || current.rows === 0) return null;
  const columns = current.columns.filter((name) => name !== key && reference.cells.has(name));
  if (columns.length === 0) return null;
  try {
    const tables = typeTogether(only(reference, columns), only(current, columns));
    const unmatched = { reference: [], current: [] };
    return compareTables(tables.reference, tables.current, { limits: DEFAULT_LIMITS, unmatched });
  } catch (error) {
    // A column that is numbers in one and text in the other is a change of the data, and is told as such.
    if (error instanceof TrunklineError) return null;
    throw error;
  }
}

function only(raw: RawTable, columns: readonly string[]): RawTable {
  return { ...raw, columns, cells: new Map(columns.map((name) => [name, raw.cells.get(name)!])) };
}
