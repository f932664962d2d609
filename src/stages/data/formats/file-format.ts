export type Format = "csv" | "tsv" | "ndjson" | "json" | "parquet" | "arrow";
export type Packing = "gzip" | "zstd";

export interface FileFormat {
  readonly format: Format;
  readonly packing: Packing | null;
}

const FORMATS: readonly (readonly [RegExp, Format])[] = [
  [/\.(?:tsv|tab)$/i, "tsv"],
  [/\.(?:ndjson|jsonl)$/i, "ndjson"],
  [/\.json$/i, "json"],
  [/\.(?:parquet|parq|pq)$/i, "parquet"],
  [/\.(?:arrow|arrows|feather|ipc)$/i, "arrow"],
];
const PACKINGS: readonly (readonly [RegExp, Packing])[] = [
  [/\.gz$/i, "gzip"],
  [/\.(?:zst|zstd)$/i, "zstd"],
];

/** What a file holds, by its name's endings (`data.ndjson.gz`); a name that says nothing is taken for CSV. */
export function formatOf(path: string): FileFormat {
  const packed = PACKINGS.find(([ending]) => ending.test(path));
  const name = packed ? path.replace(packed[0], "") : path;
  const format = FORMATS.find(([ending]) => ending.test(name))?.[1] ?? "csv";
  return { format, packing: packed?.[1] ?? null };
}
