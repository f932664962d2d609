import type { FileMetaData } from "hyparquet";
import type { Problem } from "../core/errors.ts";
import { showText } from "../core/show-text.ts";
import type { OpenFile } from "../ports/files.ts";
import type { TableProfiler } from "../stages/data/profile/table-profiler.ts";
import { headerProblems } from "../stages/data/read-csv.ts";
import { CellWriter } from "../stages/data/write-cells.ts";
import type { Span } from "./shard.ts";

/** Dates and moments as ISO texts, of the same kinds as in a CSV file. */
const parsers = {
  dateFromDays: (days: number) => isoText(days * 86_400_000).slice(0, 10),
  timestampFromMilliseconds: (time: bigint) => isoText(Number(time)),
  timestampFromMicroseconds: (time: bigint) => isoText(Number(time / 1000n)),
  timestampFromNanoseconds: (time: bigint) => isoText(Number(time / 1_000_000n)),
};

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
    return [unreadable(path, error)];
  }
  const header = headerProblems(path, { line: 1, cells: names });
  const different = profiler.begin(path, names);
  if (different || header.length > 0) return different ? [...header, different] : header;
  const writer = new CellWriter();
  const source = { file: buffer, metadata, parsers, compressors };
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
          return [unreadable(path, error)];
        }
        let next = rowStart + 1;
        for (const piece of pieces) {
          for (const batch of writer.batches(piece, next)) profiler.addColumn(batch, column);
          next += piece.length;
        }
        if (next !== rowEnd + 1) return [unreadable(path, new Error(`not ${rows} values of ${name}`))];
      }
      profiler.countRows(rows);
    }
    rowStart = rowEnd;
  }
  return rowStart > 0 ? [] : [noRows(path)];
}

function isoText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

function unreadable(file: string, error: unknown): Problem {
  return {
    code: "data-unreadable-parquet",
    found: `no Parquet that can be read (${showText((error as Error).message, 100)})`,
    where: { file },
    expected: "a whole Parquet file",
    next: "Write or fetch the file again.",
  };
}

function noRows(file: string): Problem {
  return {
    code: "data-header-only",
    found: "a Parquet file without any row",
    where: { file },
    expected: "at least one row",
    next: "Add rows to the file, or leave it out.",
  };
}
