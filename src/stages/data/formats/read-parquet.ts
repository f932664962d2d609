import type { FileMetaData, SchemaTree } from "hyparquet";
import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { RawTable } from "../../../records/table.ts";
import { headerProblems } from "../read-csv.ts";
import { missingIn, tableOfColumns } from "./cells.ts";
import { cellOf, parquetParsers } from "./column-values.ts";

/** Reads a Parquet file; the place of a row is its number, from 1. Nested columns become JSON text. */
export async function readParquet(
  path: string,
  bytes: Uint8Array,
  missing: readonly string[],
): Promise<{ table: RawTable; problems: Problem[] }> {
  const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  const empty = tableOfColumns(path, new Map(), []);
  const file = {
    byteLength: bytes.byteLength,
    // A copy: the part of a Buffer would be a view of the whole.
    slice: (start: number, end?: number) => new Uint8Array(bytes.subarray(start, end)).buffer,
  };
  const isMissing = missingIn(missing);
  const columns = new Map<string, (string | null)[]>();
  const problems: Problem[] = [];
  try {
    const metadata: FileMetaData = await parquetMetadataAsync(file);
    const { children } = parquetSchema(metadata);
    const names = children.map((child) => child.element.name);
    if (names.some((name) => typeof name !== "string")) throw new Error("a column without a name");
    const header = headerProblems(path, { line: 1, cells: names });
    if (header.length > 0) return { table: empty, problems: header };
    const rows = Number(metadata.num_rows);
    if (rows === 0) return { table: empty, problems: [noRows(path, "Parquet")] };
    for (const child of children) {
      const { name } = child.element;
      const cells: (string | null)[] = [];
      const onChunk = ({ columnData }: { columnData: ArrayLike<unknown> }) => {
        for (let row = 0; row < columnData.length; row++)
          cells.push(cellOf(exact(columnData[row], child), isMissing));
      };
      await parquetRead({ file, metadata, parsers: parquetParsers, compressors, columns: [name], onChunk });
      if (cells.length !== rows) throw new Error(`not ${rows} values of ${name}`);
      columns.set(name, cells);
    }
    return {
      table: tableOfColumns(
        path,
        columns,
        Array.from({ length: rows }, (_, row) => row + 1),
      ),
      problems,
    };
  } catch (error) {
    return { table: empty, problems: [unreadable(path, "Parquet", error)] };
  }
}

/** The values of a column with its decimals as they were written. */
export function exactValues(values: ArrayLike<unknown>, child: SchemaTree): ArrayLike<unknown> {
  if (child.element.converted_type !== "DECIMAL") return values;
  return Array.from(values, (value) => exact(value, child));
}

/** Decimals come as products of powers of ten, which are not exact: 3 · 0.1 is not 0.3. Beyond 2^53 they would have lost digits. */
function exact(value: unknown, { element }: SchemaTree): unknown {
  if (element.converted_type !== "DECIMAL" || typeof value !== "number") return value;
  const scale = element.scale ?? 0;
  if (Math.abs(value) * 10 ** scale > Number.MAX_SAFE_INTEGER)
    throw new Error(`a decimal of more than 15 digits in ${element.name}; write it as text`);
  return Number(value.toFixed(scale));
}

export function unreadable(file: string, format: string, error: unknown): Problem {
  // What the engine says of values that were never expected tells a person nothing.
  const internal =
    /undefined/.test((error as Error).message) ||
    error instanceof TypeError ||
    error instanceof RangeError ||
    error instanceof SyntaxError;
  const reason = internal ? "its parts do not fit together" : (error as Error).message;
  return {
    code: `data-unreadable-${format.toLowerCase()}`,
    found: `no ${format} that can be read (${showText(reason, 100)})`,
    where: { file },
    expected: `a whole ${format} file`,
    next: "Write or fetch the file again.",
  };
}

export function noRows(file: string, format: string): Problem {
  return {
    code: "data-header-only",
    found: `a file of ${format} without any row`,
    where: { file },
    expected: "at least one row",
    next: "Add rows to the file, or leave it out.",
  };
}
