import type { TableProfile } from "../../../records/column-profile.ts";
import type { RawTable } from "../../../records/table.ts";
import { CellWriter } from "../write-cells.ts";
import { TableProfiler } from "./table-profiler.ts";

/** How a missing cell is handed on: no text of a table can be this, whatever its own words for "missing" are. */
export const MISSING_CELL = "\0missing";

/** The profile of a table that has been read: the same as that of its files. */
export function profileRaw(raw: RawTable): TableProfile {
  const profiler = new TableProfiler([MISSING_CELL]);
  profiler.begin(raw.files.join(", "), raw.columns);
  addRaw(profiler, raw);
  return profiler.profile();
}

/** Adds a table that has been read to a profiler that has begun its file, and for which `MISSING_CELL` is a missing cell. */
export function addRaw(profiler: TableProfiler, raw: RawTable): void {
  const writer = new CellWriter();
  const lines = Float64Array.from(raw.line);
  for (const [column, name] of raw.columns.entries()) {
    const cells = raw.cells.get(name)!.map((cell) => cell ?? MISSING_CELL);
    let row = 0;
    for (const batch of writer.batches(cells, 1)) {
      profiler.addColumn({ ...batch, lines: lines.subarray(row, row + batch.rows) }, column);
      row += batch.rows;
    }
  }
  profiler.countRows(raw.rows);
}
