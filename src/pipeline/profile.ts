import { badInput, type Problem, TrunklineError } from "../core/errors.ts";
import { showText } from "../core/show-text.ts";
import type { Files, OpenFile } from "../ports/files.ts";
import type { TableProfile } from "../records/column-profile.ts";
import { rowsOf } from "../stages/data/cell-batch.ts";
import { type FileFormat, formatOf } from "../stages/data/formats/file-format.ts";
import { readSource } from "../stages/data/formats/read-source.ts";
import { unpackChunks } from "../stages/data/formats/unpack-chunks.ts";
import { addRaw, MISSING_CELL } from "../stages/data/profile/profile-raw.ts";
import { TableProfiler } from "../stages/data/profile/table-profiler.ts";
import { CsvSplitter } from "../stages/data/split-csv.ts";
import { profileParquet } from "./data/read-parquet.ts";
import { type Shard, type Span, spansOf, WHOLE } from "./data/shard.ts";

/** Cells that mean "not known", as in a spec that says nothing else. */
const MISSING = ["", "NA"];

export interface NamedFile {
  /** As the person wrote it. */
  readonly name: string;
  readonly path: string;
}

/**
 * The profile of a table in one or several files, of the formats that their names' endings tell, or of one part of it, read
 * once. Memory does not grow with files of CSV, TSV (packed or not) and Parquet; files of other formats are held, one
 * after the other. Throws all that keeps them from being read.
 */
export async function profileFiles(
  files: Files,
  named: readonly NamedFile[],
  shard: Shard = WHOLE,
  missing: readonly string[] = MISSING,
): Promise<TableProfile> {
  const opened: OpenFile[] = [];
  try {
    for (const { name, path } of named) {
      const file = await files.open(path);
      if (file === null) throw badInput(noSuchFile(name));
      opened.push(file);
    }
    const spans = spansOf(
      opened.map(({ size }) => size),
      shard,
    );
    const profiler = new TableProfiler([...missing, MISSING_CELL]);
    const problems: Problem[] = [];
    for (const [index, { name }] of named.entries()) {
      const read = { path: name, file: opened[index]!, profiler, span: spans[index]!, missing };
      problems.push(...(await profileOne(read, formatOf(name))));
    }
    const [first, ...others] = problems;
    if (first !== undefined) throw new TrunklineError(2, [first, ...others]);
    return profiler.profile();
  } finally {
    await Promise.all(opened.map((file) => file.close()));
  }
}

interface ReadFile {
  readonly path: string;
  readonly file: OpenFile;
  readonly profiler: TableProfiler;
  readonly span: Span;
  readonly missing: readonly string[];
}

function profileOne(read: ReadFile, { format, packing }: FileFormat): Promise<Problem[]> {
  const { path, file, profiler, span } = read;
  if (format === "csv" || format === "tsv") return profileCsv(read, format === "csv" ? "," : "\t", packing);
  if (format === "parquet" && packing === null) return profileParquet(path, file, profiler, span);
  return profileHeld(read);
}

async function profileCsv(
  { path, file, profiler, span }: ReadFile,
  delimiter: "," | "\t",
  packing: FileFormat["packing"],
): Promise<Problem[]> {
  let different: Problem | undefined;
  let past = false;
  // What is packed cannot be cut: all of it is where it begins.
  const part = packing === null ? span : begins(span) ? WHOLE_FILE : NO_ROWS;
  const splitter = new CsvSplitter(
    path,
    {
      header(names) {
        different = profiler.begin(path, names);
      },
      rows(batch, offset) {
        const { starts, width } = batch;
        let [from, to] = [0, batch.rows];
        while (from < to && offset + starts[from * width]! < part.from) from += 1;
        while (to > from && offset + starts[(to - 1) * width]! >= part.to) to -= 1;
        past = offset + starts[(batch.rows - 1) * width]! >= part.to;
        if (to > from && different === undefined) profiler.add(rowsOf(batch, from, to));
      },
    },
    delimiter,
  );
  const chunks = packing === null ? file.chunks() : unpackChunks(path, file.chunks(), packing);
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) return [chunk];
    splitter.push(chunk);
    // What comes after its part is another shard's; the header of another table is the answer already.
    if (splitter.stopped || past || different !== undefined) break;
  }
  const problems = past ? splitter.problems : splitter.finish();
  return different === undefined ? problems : [different];
}

/** Formats that cannot be read piece by piece; such a file is one part. */
async function profileHeld({ path, file, profiler, span, missing }: ReadFile): Promise<Problem[]> {
  const bytes = new Uint8Array(await file.part(0, file.size));
  const { table, problems } = await readSource({ path, bytes }, missing);
  if (problems.length > 0) return problems;
  const different = profiler.begin(path, table.columns);
  if (different) return [different];
  if (begins(span)) addRaw(profiler, table);
  return [];
}

const WHOLE_FILE: Span = { from: 0, to: Infinity };
const NO_ROWS: Span = { from: 0, to: 0 };

/** Whether a file's first byte is in the span. */
function begins({ from, to }: Span): boolean {
  return from <= 0 && to > 0;
}

function noSuchFile(file: string): Problem {
  return {
    code: "data-missing-file",
    found: `no file ${showText(file)}`,
    where: { file },
    expected: "a file of data: CSV, TSV, NDJSON, JSON, Parquet or Arrow",
    next: "Correct the path.",
  };
}
