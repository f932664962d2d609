import type { FileMetaData } from "hyparquet";
import type { Problem } from "../../core/errors.ts";
import type { OpenFile } from "../../ports/files.ts";
import type { CellBatch } from "../../stages/data/cell-batch.ts";
import { CellList } from "../../stages/data/cell-list.ts";
import { parquetParsers } from "../../stages/data/formats/column-values.ts";
import { cellParsers, hasDictionary, withParser } from "../../stages/data/formats/parquet-dictionary.ts";
import { exactValues, noRows, unreadable } from "../../stages/data/formats/read-parquet.ts";
import type { TableProfiler } from "../../stages/data/profile/table-profiler.ts";
import { headerProblems } from "../../stages/data/read-csv.ts";
import { CellWriter, RowWriter, type WrittenColumn } from "../../stages/data/write-cells.ts";
import type { Span } from "./shard.ts";

interface ParquetFile {
  readonly names: readonly string[];
  readonly groups: readonly { readonly rows: number; readonly start: number }[];
  /** The values of one column in one row group. */
  column(name: string, group: number): Promise<readonly ArrayLike<unknown>[]>;
  /** The same as numbers of cells; null where the column has no dictionary there. */
  cells(name: string, group: number): Promise<NamedPieces | null>;
}

interface NamedPieces {
  readonly list: CellList;
  readonly pieces: readonly ArrayLike<number | null | undefined>[];
}

/** Opens a Parquet file; the reader is loaded by the first. A problem where it cannot be read. */
async function openParquet(path: string, file: OpenFile): Promise<ParquetFile | Problem> {
  const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  const buffer = {
    byteLength: file.size,
    slice: (start: number, end = file.size) => file.part(start, end),
  };
  try {
    const metadata: FileMetaData = await parquetMetadataAsync(buffer);
    const { children } = parquetSchema(metadata);
    const names = children.map((child) => child.element.name);
    if (names.some((name) => typeof name !== "string")) throw new Error("a column without a name");
    let start = 0;
    const groups = metadata.row_groups.map((group) => {
      const rows = Number(group.num_rows);
      start += rows;
      return { rows, start: start - rows };
    });
    const source = { file: buffer, metadata, parsers: parquetParsers, compressors };
    const childOf = (name: string) => children.find(({ element }) => element.name === name)!;
    const read = async (name: string, group: number, changed: Partial<typeof source>) => {
      const { rows, start: rowStart } = groups[group]!;
      const pieces: ArrayLike<unknown>[] = [];
      // What is thrown in there would be lost.
      const onChunk = ({ columnData }: { columnData: ArrayLike<unknown> }) => pieces.push(columnData);
      await parquetRead({
        ...source,
        ...changed,
        columns: [name],
        rowStart,
        rowEnd: rowStart + rows,
        onChunk,
      });
      if (pieces.reduce((sum, { length }) => sum + length, 0) !== rows)
        throw new Error(`not ${rows} values of ${name}`);
      return pieces;
    };
    return {
      names,
      groups,
      async column(name, group) {
        const pieces = await read(name, group, {});
        return pieces.map((piece) => exactValues(piece, childOf(name)));
      },
      async cells(name, group) {
        const child = childOf(name);
        const chunk = metadata.row_groups[group]!.columns.find(
          ({ meta_data }) => meta_data?.path_in_schema[0] === name,
        );
        if (!chunk?.meta_data || !hasDictionary(child, chunk.meta_data)) return null;
        const list = new CellList();
        const changed = { metadata: withParser(metadata, child), parsers: cellParsers(list, child) };
        // The parsers return numbers where the reader's types say dates.
        const pieces = await read(name, group, changed as object);
        return { list, pieces: pieces as NamedPieces["pieces"] };
      },
    };
  } catch (error) {
    return unreadable(path, "Parquet", error);
  }
}

/**
 * Profiles the row groups of a Parquet file that begin in the span, one column of one group at a time: memory follows the
 * largest column of a group, not the file.
 */
export async function profileParquet(
  path: string,
  file: OpenFile,
  profiler: TableProfiler,
  span: Span,
): Promise<Problem[]> {
  const parquet = await openParquet(path, file);
  if ("code" in parquet) return [parquet];
  const { names, groups } = parquet;
  const header = headerProblems(path, { line: 1, cells: names });
  const different = profiler.begin(path, names);
  if (different || header.length > 0) return different ? [...header, different] : header;
  const writer = new CellWriter();
  for (const [index, { rows, start }] of groups.entries()) {
    const begins = Math.floor((file.size * index) / groups.length);
    if (begins < span.from || begins >= span.to) continue;
    for (const [column, name] of names.entries()) {
      let next = start + 1;
      try {
        const named = await parquet.cells(name, index);
        for (const piece of named?.pieces ?? []) {
          profiler.addNamed(named!.list, piece, next, column);
          next += piece.length;
        }
        for (const piece of named ? [] : await parquet.column(name, index)) {
          for (const batch of writer.batches(piece, next)) profiler.addColumn(batch, column);
          next += piece.length;
        }
      } catch (error) {
        return [unreadable(path, "Parquet", error)];
      }
    }
    profiler.countRows(rows);
  }
  return groups.some(({ rows }) => rows > 0) ? [] : [noRows(path, "Parquet")];
}

/** Hands on the rows of a Parquet file, batch by batch: memory follows the largest row group. */
export async function readParquetGroups(
  path: string,
  file: OpenFile,
  sink: {
    begin(path: string, names: readonly string[]): Problem | undefined;
    add(batch: CellBatch): void;
  },
): Promise<Problem[]> {
  const parquet = await openParquet(path, file);
  if ("code" in parquet) return [parquet];
  const { names, groups } = parquet;
  const header = headerProblems(path, { line: 1, cells: names });
  const different = sink.begin(path, names);
  if (different || header.length > 0) return different ? [...header, different] : header;
  const writer = new RowWriter(names.length);
  for (const [index, { rows, start }] of groups.entries()) {
    const columns: WrittenColumn[] = [];
    try {
      for (const name of names) {
        const named = await parquet.cells(name, index);
        if (named) columns.push({ list: named.list, cells: oneList(named.pieces, rows) });
        else columns.push(oneList(await parquet.column(name, index), rows));
      }
    } catch (error) {
      return [unreadable(path, "Parquet", error)];
    }
    for (const batch of writer.batches(columns, rows, start + 1)) sink.add(batch);
  }
  return groups.some(({ rows }) => rows > 0) ? [] : [noRows(path, "Parquet")];
}

function oneList<Value>(pieces: readonly ArrayLike<Value>[], rows: number): ArrayLike<Value> {
  if (pieces.length === 1) return pieces[0]!;
  const all = new Array<Value>(rows);
  let at = 0;
  for (const piece of pieces) for (let row = 0; row < piece.length; row++) all[at++] = piece[row]!;
  return all;
}
