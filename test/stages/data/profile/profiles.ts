import type { Problem } from "../../../../src/core/errors.ts";
import type { FullColumnProfile, TableProfile } from "../../../../src/records/column-profile.ts";
import { TableProfiler } from "../../../../src/stages/data/profile/table-profiler.ts";
import { CsvSplitter } from "../../../../src/stages/data/split-csv.ts";
import { MISSING } from "../tables.ts";

const encoder = new TextEncoder();

/** Profiles CSV that comes in the given chunks as the file `data.csv`. */
export function profileChunks(
  chunks: Iterable<Uint8Array>,
  path = "data.csv",
): { profile: TableProfile; problems: Problem[] } {
  const profiler = new TableProfiler(MISSING);
  const splitter = new CsvSplitter(path, {
    header: (names) => profiler.begin(path, names),
    rows: (batch) => profiler.add(batch),
  });
  for (const chunk of chunks) splitter.push(chunk);
  const problems = splitter.finish();
  return { profile: profiler.profile(), problems };
}

/** The profile of CSV text that has no problem. */
export function profileOf(text: string): TableProfile {
  const { profile, problems } = profileChunks([encoder.encode(text)]);
  if (problems.length > 0) throw new Error(`unexpected problems: ${JSON.stringify(problems)}`);
  return profile;
}

/** The one column with these cells, which need no quotation marks. */
export function columnOf(cells: readonly string[]): FullColumnProfile {
  return profileOf(`c\n${cells.map((cell) => `${cell}\n`).join("")}`).columns[0]!;
}
