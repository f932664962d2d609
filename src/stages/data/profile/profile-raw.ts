import type { TableProfile } from "../../../records/column-profile.ts";
import type { RawTable } from "../../../records/table.ts";
import { CellWriter } from "../write-cells.ts";
import { TableProfiler } from "./table-profiler.ts";

/** How a missing cell is handed on: no text of a table can be this, whatever its own words for "missing" are. */
const MISSING = "\0missing";

/** The profile of a table that has been read: the same as that of its files. */
export function profileRaw(raw: RawTable): TableProfile {
  const profiler = new TableProfiler([MISSING]);
  profiler.begin(raw.files.join(", "), raw.columns);
  const writer = new CellWriter();
  for (const [column, name] of raw.columns.entries()) {
    const cells = raw.cells.get(name)!.map((cell) => cell ?? MISSING);
    for (const batch of writer.batches(cells, 1)) profiler.addColumn(batch, column);
  }
  profiler.countRows(raw.rows);
  return profiler.profile();
}
