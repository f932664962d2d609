import type { FileMetaData } from "hyparquet";
import type { Problem } from "../core/errors.ts";
import type { OpenFile } from "../ports/files.ts";
import { parquetParsers } from "../stages/data/formats/column-values.ts";
import { noRows, unreadable } from "../stages/data/formats/read-parquet.ts";
import type { TableProfiler } from "../stages/data/profile/table-profiler.ts";
import { headerProblems } from "../stages/data/read-csv.ts";
import { CellWriter } from "../stages/data/write-cells.ts";
import type { Span } from "./shard.ts";

/**
 * Profiles the row groups of a Parquet file that begin in the span, one column of one group at a time: memory follows the
 * largest column of a group, not the file. The reader is loaded by the first file.
 */
export async function profileParquet(
  path: string,
  file: OpenFile,
  profiler: TableProfiler,
  span: Span,
): Promise<Problem[]> {
  const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  const buffer = {
    byteLength: file.size,
    slice: (start: number, end = file.size) => file.part(start, end),
  };
  let metadata: FileMetaData;
  let names: string[];
  try {
    metadata = await parquetMetadataAsync(buffer);
    names = parquetSchema(metadata).children.map((child) => child.element.name);
    if (names.some((name) => typeof name !== "string")) throw new Error("a column without a name");
  } catch (error) {
    return [unreadable(path, "Parquet", error)];
  }
  const header = headerProblems(path, { line: 1, cells: names });
  const different = profiler.begin(path, names);
  if (different || header.length > 0) return different ? [...header, different] : header;
  const writer = new CellWriter();
  const source = { file: buffer, metadata, parsers: parquetParsers, compressors };
  const groups = metadata.row_groups;
  let rowStart = 0;
  for (const [index, group] of groups.entries()) {
    const rows = Number(group.num_rows);
    const rowEnd = rowStart + rows;
    const begins = Math.floor((file.size * index) / groups.length);
    if (begins >= span.from && begins < span.to) {
      for (const [column, name] of names.entries()) {
        const pieces: ArrayLike<unknown>[] = [];
        // What is thrown in there would be lost.
        const onChunk = ({ columnData }: { columnData: ArrayLike<unknown> }) => pieces.push(columnData);
        try {
          await parquetRead({ ...source, columns: [name], rowStart, rowEnd, onChunk });
        } catch (error) {
          return [unreadable(path, "Parquet", error)];
        }
        let next = rowStart + 1;
        for (const piece of pieces) {
          for (const batch of writer.batches(piece, next)) profiler.addColumn(batch, column);
          next += piece.length;
        }
        if (next !== rowEnd + 1)
          return [unreadable(path, "Parquet", new Error(`not ${rows} values of ${name}`))];
      }
      profiler.countRows(rows);
    }
    rowStart = rowEnd;
  }
  return rowStart > 0 ? [] : [noRows(path, "Parquet")];
}
