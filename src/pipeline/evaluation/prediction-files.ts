import { badInput, type Problem, TrunklineError } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Files } from "../../ports/files.ts";
import type { RawTable } from "../../records/table.ts";
import { readCsv } from "../../stages/data/read-csv.ts";
import {
  type PredictionOptions,
  type ReadPredictions,
  readPredictions,
} from "../../stages/evaluation/files/read-predictions.ts";

/** A file of predictions: how a person names it, and where it is. */
export interface PredictionFile {
  readonly name: string;
  readonly path: string;
}

/** As people and pandas write "no value". */
const MISSING = ["", "NaN", "nan", "NAN"];
const NEXT = "Write a header and one line a row: id,y_true,y_pred, and optionally score or score_<class>.";

/** Files of predictions, all read by the same rules; throws all that is wrong with them. */
export async function readPredictionFiles(
  files: Files,
  wanted: readonly PredictionFile[],
  options: PredictionOptions,
): Promise<ReadPredictions> {
  const tables: RawTable[] = [];
  const problems: Problem[] = [];
  for (const { name, path } of wanted) {
    const bytes = await files.read(path);
    if (!bytes) throw noSuchFile(name);
    const read = await readCsv({ path: name, bytes }, MISSING);
    tables.push(read.table);
    problems.push(...read.problems.map(inOwnWords));
  }
  if (problems.length > 0) throw all(problems);
  const read = readPredictions(tables, options);
  if ("problems" in read) throw all(read.problems);
  return read;
}

/** The reader of data speaks of the spec's sources; here there is no spec. */
function inOwnWords(problem: Problem): Problem {
  const empty = problem.code === "data-empty-file" || problem.code === "data-header-only";
  return empty ? { ...problem, expected: "a header line and at least one row", next: NEXT } : problem;
}

/** A file with a fault in every line is told by its first faults. */
const MOST_PROBLEMS = 20;

function all(problems: readonly Problem[]): TrunklineError {
  return new TrunklineError(2, problems.slice(0, MOST_PROBLEMS) as unknown as [Problem, ...Problem[]]);
}

function noSuchFile(name: string): TrunklineError {
  return badInput({
    code: "predictions-no-file",
    found: `no file ${showText(name, 200)}`,
    expected: "a CSV file with the columns id, y_true and y_pred",
    next: "Check the path; it is taken from the present folder.",
  });
}
