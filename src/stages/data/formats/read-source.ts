import type { Problem } from "../../../core/errors.ts";
import type { RawTable } from "../../../records/table.ts";
import { readCsv } from "../read-csv.ts";
import { tableOfColumns } from "./cells.ts";
import { formatOf } from "./file-format.ts";
import { type Partition, withPartitions } from "./partitions.ts";
import { readArrow } from "./read-arrow.ts";
import { readJson, readNdjson } from "./read-json.ts";
import { readParquet } from "./read-parquet.ts";
import { unpack } from "./unpack.ts";

export interface SourceBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Columns that the file's folders tell; default: none. */
  readonly partitions?: readonly Partition[];
}

type Read = { readonly table: RawTable; readonly problems: Problem[] };

/** Reads a data file of any format that its name tells, packed or not. Every problem is returned; a file that cannot be read gives an empty table. */
export async function readSource(source: SourceBytes, missing: readonly string[]): Promise<Read> {
  const { path, partitions = [] } = source;
  const { format, packing } = formatOf(path);
  let { bytes } = source;
  if (packing !== null) {
    const unpacked = await unpack(path, bytes, packing);
    if ("problem" in unpacked)
      return { table: tableOfColumns(path, new Map(), []), problems: [unpacked.problem] };
    bytes = unpacked.bytes;
  }
  const read = await readers[format](path, bytes, missing);
  if (partitions.length === 0) return read;
  const { table, problems } = withPartitions(read.table, partitions);
  return { table, problems: [...read.problems, ...problems] };
}

type Reader = (path: string, bytes: Uint8Array, missing: readonly string[]) => Read | Promise<Read>;

const readers: Readonly<Record<ReturnType<typeof formatOf>["format"], Reader>> = {
  csv: (path, bytes, missing) => readCsv({ path, bytes }, missing),
  tsv: (path, bytes, missing) => readCsv({ path, bytes }, missing, "\t"),
  json: readJson,
  ndjson: readNdjson,
  parquet: readParquet,
  arrow: readArrow,
};
