import type { DriftReport } from "../../records/drift.ts";
import type { Column, RawTable, Table } from "../../records/table.ts";
import { parseNumber } from "../../stages/data/type-columns.ts";
import { addClassifier } from "../../stages/monitoring/drift/add-classifier.ts";
import type { Side } from "./side.ts";

/** The report with what a classifier says of the columns that it compared, where the rows of both tables are to be had. */
export async function withClassifier(
  report: DriftReport,
  reference: Side,
  current: Side,
): Promise<DriftReport> {
  const [before, now] = await Promise.all([reference, current].map(rowsOf));
  const names = report.columns.map(({ name }) => name);
  const known = before && now && names.every((name) => before.cells.has(name) && now.cells.has(name));
  return addClassifier(report, known ? typed(before, now, names) : null);
}

async function rowsOf(side: Side): Promise<RawTable | null> {
  return side.table ?? (await side.rows?.()) ?? null;
}

/** A column is numbers where every cell of both is one: a classifier has no use for a complaint about the others. */
function typed(reference: RawTable, current: RawTable, names: readonly string[]) {
  const columns = names.map((name) => {
    const sides = [reference.cells.get(name)!, current.cells.get(name)!] as const;
    const numbers = sides.map((cells) =>
      cells.map((cell) => (cell === null ? null : parseNumber(cell.trim()))),
    );
    const isNumber = numbers.every((cells) => !cells.includes(undefined));
    const side = (index: 0 | 1): Column =>
      isNumber
        ? { type: "number", values: numbers[index] as (number | null)[] }
        : { type: "text", values: sides[index] };
    return { name, reference: side(0), current: side(1) };
  });
  const table = (side: "reference" | "current", { rows }: RawTable): Table => ({
    rows,
    columns: new Map(columns.map((column) => [column.name, column[side]])),
  });
  return { reference: table("reference", reference), current: table("current", current) };
}
