import type { DriftReport } from "../../../records/drift.ts";
import type { ProfiledTable } from "../../../records/drift-reference.ts";
import { compareColumns } from "./compare-columns.ts";
import type { Comparison } from "./compare-tables.ts";
import { pairProfiles } from "./profile-sample.ts";

/** The drift from one table to another by their profiles alone, over the columns that are named and have one type on both sides. */
export function compareProfiles(
  reference: ProfiledTable,
  current: ProfiledTable,
  columns: readonly string[],
  { rules, unmatched }: Comparison,
): DriftReport {
  const [before, now] = [reference, current].map(
    (profile) => new Map(profile.columns.map((column) => [column.name, column])),
  );
  const pairs = columns.flatMap((name) => pairProfiles(before!.get(name)!, now!.get(name)!) ?? []);
  const rows = { reference: reference.rows, current: current.rows };
  return { format: 1, rows, limits: rules.limits, unmatched, ...compareColumns(pairs, rules) };
}

/** Columns that are numbers in one profile and text in the other. */
export function differentTypes(
  reference: ProfiledTable,
  current: ProfiledTable,
  columns: readonly string[],
): string[] {
  const of = (profile: ProfiledTable, name: string) => profile.columns.find((each) => each.name === name)!;
  return columns.filter((name) => pairProfiles(of(reference, name), of(current, name)) === null);
}
