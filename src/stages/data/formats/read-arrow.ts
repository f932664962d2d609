import type { Problem } from "../../../core/errors.ts";
import type { RawTable } from "../../../records/table.ts";
import { headerProblems } from "../read-csv.ts";
import { missingIn, tableOfColumns } from "./cells.ts";
import { cellOf, isoText } from "./column-values.ts";
import { unpackLz4Frame } from "./lz4-frame.ts";
import { noRows, unreadable } from "./read-parquet.ts";

const MAGIC = "ARROW1";
const MOST_BYTES = 512 * 1024 * 1024;

/** Reads Arrow's file or stream format (Feather version 2); the place of a row is its number, from 1. */
export async function readArrow(
  path: string,
  bytes: Uint8Array,
  missing: readonly string[],
): Promise<{ table: RawTable; problems: Problem[] }> {
  const [{ tableFromIPC, setCompressionCodec, CompressionType, Type }, fzstd] = await Promise.all([
    import("@uwdata/flechette"),
    import("fzstd"),
  ]);
  // What there is to read, unpacked: a bit a row and column at the least.
  let size = bytes.length;
  const counted = (part: Uint8Array) => {
    size += part.length;
    return part;
  };
  const packs = () => {
    throw new Error("nothing is written here");
  };
  setCompressionCodec(CompressionType.LZ4_FRAME, {
    decode: (part, length) => counted(unpackLz4Frame(part, sized(length))),
    encode: packs,
  });
  setCompressionCodec(CompressionType.ZSTD, {
    decode: (part, length) => counted(fzstd.decompress(part, new Uint8Array(sized(length)))),
    encode: packs,
  });
  const empty = tableOfColumns(path, new Map(), []);
  const isMissing = missingIn(missing);
  try {
    // A buffer of its own: values of eight bytes must begin at a multiple of eight.
    if (isFile(bytes) && !isFile(bytes.subarray(-MAGIC.length))) throw new Error("it ends too early");
    const arrow = tableFromIPC(new Uint8Array(bytes), { useBigInt: true });
    const names = arrow.names.map(String);
    if (names.length === 0) throw new Error("no schema");
    const header = headerProblems(path, { line: 1, cells: names });
    if (header.length > 0) return { table: empty, problems: header };
    if (
      names.some((_, index) => arrow.getChildAt(index).length !== arrow.numRows) ||
      arrow.numRows > 8 * size
    )
      throw new Error("more rows than it can hold");
    if (arrow.numRows === 0) return { table: empty, problems: [noRows(path, "Arrow")] };
    const columns = new Map<string, (string | null)[]>();
    for (const [index, name] of names.entries()) {
      const column = arrow.getChildAt(index);
      const { typeId, dictionary } = column.type as { typeId: number; dictionary?: { typeId: number } };
      const kind = dictionary?.typeId ?? typeId;
      const isTime = kind === Type.Date || kind === Type.Timestamp;
      const cells: (string | null)[] = [];
      for (const value of column) {
        if (isTime && typeof value === "number") {
          const text = isoText(Math.floor(value));
          cells.push(kind === Type.Date ? text.slice(0, 10) : text);
        } else cells.push(cellOf(value, isMissing));
      }
      if (cells.length !== arrow.numRows) throw new Error(`not ${arrow.numRows} values of ${name}`);
      columns.set(name, cells);
    }
    const line = Array.from({ length: arrow.numRows }, (_, row) => row + 1);
    return { table: tableOfColumns(path, columns, line), problems: [] };
  } catch (error) {
    return { table: empty, problems: [unreadable(path, "Arrow", error)] };
  }
}

/** The file format begins and ends with the same letters; the stream format has none. */
function isFile(bytes: Uint8Array): boolean {
  return [...MAGIC].every((letter, index) => bytes[index] === letter.charCodeAt(0));
}

function sized(length: number): number {
  if (length < 0 || length > MOST_BYTES) throw new Error(`a buffer of ${length} bytes`);
  return length;
}
