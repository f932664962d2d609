import { badInput, type Problem, TrunklineError } from "../core/errors.ts";
import { showText } from "../core/show-text.ts";
import type { Files, OpenFile } from "../ports/files.ts";
import type { TableProfile } from "../records/column-profile.ts";
import { rowsOf } from "../stages/data/cell-batch.ts";
import { TableProfiler } from "../stages/data/profile/table-profiler.ts";
import { CsvSplitter } from "../stages/data/split-csv.ts";
import { profileParquet } from "./read-parquet.ts";
import { type Shard, type Span, spansOf, WHOLE } from "./shard.ts";

/** Cells that mean "not known", as in a spec that says nothing else. */
const MISSING = ["", "NA"];

export interface NamedFile {
  /** As the person wrote it. */
  readonly name: string;
  readonly path: string;
}

/**
 * The profile of a table in one or several files (CSV or Parquet, by their names' endings), or of one part of it, read
 * once in memory that does not grow with the files. Throws all that keeps them from being read.
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
    const profiler = new TableProfiler(missing);
    const problems: Problem[] = [];
    for (const [index, { name }] of named.entries()) {
      const profileOne = /\.(?:parquet|parq|pq)$/i.test(name) ? profileParquet : profileCsv;
      problems.push(...(await profileOne(name, opened[index]!, profiler, spans[index]!)));
    }
    const [first, ...others] = problems;
    if (first !== undefined) throw new TrunklineError(2, [first, ...others]);
    return profiler.profile();
  } finally {
    await Promise.all(opened.map((file) => file.close()));
  }
}

async function profileCsv(
  path: string,
  file: OpenFile,
  profiler: TableProfiler,
  span: Span,
): Promise<Problem[]> {
  let different: Problem | undefined;
  let past = false;
  const splitter = new CsvSplitter(path, {
    header(names) {
      different = profiler.begin(path, names);
    },
    rows(batch, offset) {
      const { starts, width } = batch;
      let [from, to] = [0, batch.rows];
      while (from < to && offset + starts[from * width]! < span.from) from += 1;
      while (to > from && offset + starts[(to - 1) * width]! >= span.to) to -= 1;
      past = offset + starts[(batch.rows - 1) * width]! >= span.to;
      if (to > from && different === undefined) profiler.add(rowsOf(batch, from, to));
    },
  });
  for await (const chunk of file.chunks()) {
    splitter.push(chunk);
    // What comes after its part is another shard's; the header of another table is the answer already.
    if (splitter.stopped || past || different !== undefined) break;
  }
  const problems = past ? splitter.problems : splitter.finish();
  return different === undefined ? problems : [different];
}

function noSuchFile(file: string): Problem {
  return {
    code: "data-missing-file",
    found: `no file ${showText(file)}`,
    where: { file },
    expected: "a CSV or Parquet file",
    next: "Correct the path.",
  };
}
