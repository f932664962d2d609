import type { Problem } from "../../core/errors.ts";
import type { OpenFile } from "../../ports/files.ts";
import type { World } from "../../ports/world.ts";
import type { Spec } from "../../records/spec.ts";
import type { Table } from "../../records/table.ts";
import type { Validation } from "../../records/validation.ts";
import { type Learned, NOTHING_LEARNED, TableValidator } from "../../stages/data/batches/table-validator.ts";
import { compileRules } from "../../stages/data/expectations/check-rules.ts";
import { formatOf } from "../../stages/data/formats/file-format.ts";
import { unpackChunks } from "../../stages/data/formats/unpack-chunks.ts";
import { CsvSplitter } from "../../stages/data/split-csv.ts";
import { openHeld } from "./open-held.ts";
import { unique } from "./read-data.ts";
import { readParquetGroups } from "./read-parquet.ts";
import type { Source } from "./source.ts";

export interface StreamedValidation {
  readonly validation: Validation;
  /** Some of the rows: what else is asked of the columns can be asked of them. */
  readonly sample: Table | null;
}

/** Whether a source can be checked as it is read. */
export function streams({ path, readAs = path, missing, partitions = [] }: Source): boolean {
  const { format, packing } = formatOf(readAs);
  if (missing !== undefined || partitions.length > 0) return false;
  return format === "csv" || format === "tsv" || (format === "parquet" && packing === null);
}

/**
 * Checks data as they are read, with the findings of `validateData`. They are read once more when something shows late that
 * everything before was not to be judged by: a column of numbers that is text after all, or identifiers that rise no more.
 */
export async function streamValidation(
  world: World,
  sources: readonly Source[],
  spec: Spec,
  now: number,
): Promise<StreamedValidation> {
  const first = await columnsOf(world, sources[0]!);
  if (first.problems.length > 0) {
    const others = await Promise.all(sources.slice(1).map((source) => problemsOf(world, source)));
    return refused(sources, [...first.problems, ...others.flat()]);
  }
  const rules = await compileRules(first.columns, spec.data.rules);
  let learned: Learned = NOTHING_LEARNED;
  for (;;) {
    const validator = new TableValidator(first.columns, rules, spec, now, learned);
    const problems: Problem[] = [];
    for (const source of sources) {
      problems.push(...(await readInto(world, source, validator)));
    }
    if (problems.length > 0) return refused(validator.files, problems, validator.columns);
    const more = validator.misjudged;
    if (more === null) {
      const { sample, ...found } = validator.finish();
      const { problems: errors, warnings } = found;
      return {
        validation: { ...found, problems: unique(errors), warnings: unique(warnings) },
        sample: sample.table,
      };
    }
    learned = more;
  }
}

function refused(
  files: readonly { readonly path: string; readonly rows?: number }[],
  problems: readonly Problem[],
  columns: readonly string[] = [],
): StreamedValidation {
  const counted = files.map(({ path, rows = 0 }) => ({ path, rows }));
  const rows = counted.reduce((sum, file) => sum + file.rows, 0);
  const validation = { files: counted, rows, columns, checks: 0, problems: unique(problems), warnings: [] };
  return { validation, sample: null };
}

/** Where the batches of a file go. */
export interface BatchSink {
  begin(path: string, names: readonly string[]): Problem | undefined;
  add: TableValidator["add"];
}

async function readInto(world: World, source: Source, sink: BatchSink): Promise<Problem[]> {
  const { path, readAs = path } = source;
  const file = await opened(world, source);
  try {
    const { format, packing } = formatOf(readAs);
    if (format === "parquet") return await readParquetGroups(readAs, file, sink);
    const chunks = packing === null ? file.chunks() : unpackChunks(readAs, file.chunks(), packing);
    return await readCsvInto(readAs, chunks, format === "tsv" ? "\t" : ",", sink);
  } finally {
    await file.close();
  }
}

async function readCsvInto(
  path: string,
  chunks: AsyncIterable<Uint8Array | Problem>,
  delimiter: "," | "\t",
  sink: BatchSink,
): Promise<Problem[]> {
  let different: Problem | undefined;
  let headed = false;
  const splitter = new CsvSplitter(
    path,
    {
      header(names) {
        headed = true;
        different = sink.begin(path, names);
      },
      rows: (batch) => sink.add(batch),
    },
    delimiter,
  );
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) return [...splitter.problems, chunk];
    splitter.push(chunk);
    if (splitter.stopped || different !== undefined) break;
    // Of columns of one name nobody knows which is meant.
    if (headed && splitter.problems.some(({ code }) => code.endsWith("-header"))) break;
  }
  if (different !== undefined) return [...splitter.problems, different];
  return splitter.finish();
}

const NOWHERE: BatchSink = { begin: () => undefined, add: () => undefined };

async function problemsOf(world: World, source: Source): Promise<Problem[]> {
  return readInto(world, source, NOWHERE);
}

/** The columns of a file, or what is wrong with it where there are none. */
async function columnsOf(world: World, source: Source) {
  let columns: readonly string[] | null = null;
  let stop: Problem | undefined;
  const problems = await readInto(world, source, {
    begin(path, names) {
      columns = names;
      const repeated = names.length !== new Set(names).size || names.some((name) => name.trim() === "");
      // Nothing is wrong: only the header is wanted.
      stop = repeated ? undefined : { code: "stop", found: "", where: { file: path } };
      return stop;
    },
    add: () => undefined,
  });
  return columns !== null && stop !== undefined
    ? { columns: columns as readonly string[], problems: [] }
    : { columns: [], problems };
}

async function opened(world: World, { file, bytes }: Source): Promise<OpenFile> {
  if (file === undefined) return openHeld(bytes);
  const found = await world.files.open(file);
  if (found === null) throw new Error(`${file} is gone`);
  return found;
}
