import * as v from "valibot";
import { DriftLimits, DriftReport } from "../../../../src/records/drift.ts";
import type { Table } from "../../../../src/records/table.ts";
import { compareTables } from "../../../../src/stages/monitoring/drift/compare-tables.ts";
import { DEFAULT_LIMITS } from "../../../../src/stages/monitoring/drift/limits.ts";
import type { DriftRules } from "../../../../src/stages/monitoring/drift/rules.ts";

type Cells = readonly (number | null)[] | readonly (string | null)[];
export type Sides = Readonly<Record<string, readonly [Cells, Cells]>>;

/** The report on columns given as [reference, current]; text where a cell on either side is text. Checked by its schema. */
export function reportOn(
  sides: Sides,
  {
    limits: own,
    ...rules
  }: Partial<Pick<DriftRules, "test" | "columns">> & { readonly limits?: Partial<DriftLimits> } = {},
): DriftReport {
  const table = (side: 0 | 1): Table => ({
    rows: Object.values(sides)[0]![side].length,
    columns: new Map(
      Object.entries(sides).map(([name, both]) => [
        name,
        both.flat().some((cell) => typeof cell === "string")
          ? { type: "text", values: both[side] as (string | null)[] }
          : { type: "number", values: both[side] as (number | null)[] },
      ]),
    ),
  });
  const limits = v.parse(DriftLimits, { ...DEFAULT_LIMITS, ...own });
  const unmatched = { reference: [], current: [] };
  return v.parse(DriftReport, compareTables(table(0), table(1), { rules: { limits, ...rules }, unmatched }));
}

/** The only column of a report. */
export const onlyColumn = (report: DriftReport) => report.columns[0]!;

/** So many cells of each value, one after the other. */
export function repeated<T extends string | number | null>(counts: readonly (readonly [T, number])[]): T[] {
  return counts.flatMap(([value, count]) => new Array<T>(count).fill(value));
}
