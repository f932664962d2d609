import { type Problem, TrunklineError } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { showText } from "../../core/show-text.ts";
import type { Predictions } from "../../records/bundle.ts";
import type { Task } from "../../records/spec.ts";

const FILE = "predictions.csv";
const PROBABILITY = "probability_";
const ROUNDING = 1e-6;
/** Problems of one kind that are told one by one; a file may be wrong in every row. */
const MOST = 10;
/** As in the data: a decimal number, no hexadecimal. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

export interface ExpectedPredictions {
  readonly keys: readonly string[];
  readonly keyColumn: string;
  readonly task: Task;
  readonly classes: readonly string[] | null;
}

/** The predictions that a command has left, in the order of the expected keys. Throws with everything that is wrong with them. */
export async function readPredictions(
  bytes: Uint8Array | undefined,
  expected: ExpectedPredictions,
): Promise<Predictions> {
  if (bytes === undefined) {
    stop([
      problem(
        "missing",
        `no ${FILE} in the output folder`,
        `${FILE} with the columns ${expected.keyColumn} and prediction`,
      ),
    ]);
  }
  const [header, ...rows] = await readRecords(bytes!);
  const columns = findColumns(header?.cells ?? [], expected);
  const problems: Problem[] = [];
  const byKey = new Map<string, readonly string[]>();
  const wanted = new Set(expected.keys);
  for (const { line, cells: row } of rows) {
    const key = row[columns.key]!;
    if (!wanted.has(key))
      problems.push(
        problem("unknown-key", `the key ${showText(key)}`, "a key of the rows that were handed over", line),
      );
    else if (byKey.has(key))
      problems.push(problem("repeated-key", `the key ${showText(key)} again`, "each key once", line));
    else byKey.set(key, row);
    problems.push(...checkRow(row, columns, expected, line));
  }
  const absent = expected.keys.filter((key) => !byKey.has(key));
  if (absent.length > 0) {
    problems.push(
      problem(
        "absent-key",
        `no prediction for ${absent.length} of ${expected.keys.length} rows, the first ${showText(absent[0]!)}`,
        "a prediction for every row",
      ),
    );
  }
  if (problems.length > 0) stop(someOfEach(problems));
  const ordered = expected.keys.map((key) => byKey.get(key)!);
  const predicted = ordered.map((row) => row[columns.prediction]!);
  return {
    keys: [...expected.keys],
    predicted: expected.task === "regression" ? predicted.map(Number) : predicted,
    classes: columns.probabilities ? [...expected.classes!] : null,
    probabilities:
      columns.probabilities && ordered.map((row) => columns.probabilities!.map((at) => Number(row[at]))),
  };
}

interface CsvRecord {
  /** Where it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

async function readRecords(bytes: Uint8Array): Promise<CsvRecord[]> {
  const { parse } = await import("csv-parse/sync");
  const records: CsvRecord[] = [];
  const collect = (cells: string[], { lines }: { readonly lines: number }): null => {
    // The parser tells the line where a record ends.
    const breaks = cells.reduce((count, cell) => count + cell.split("\n").length - 1, 0);
    records.push({ line: lines - breaks, cells });
    return null;
  };
  try {
    parse(Buffer.from(bytes), { bom: true, skip_empty_lines: true, on_record: collect });
  } catch (error) {
    stop([problem("unreadable", (error as Error).message, "CSV in UTF-8, every row as wide as the header")]);
  }
  return records;
}

interface Columns {
  readonly key: number;
  readonly prediction: number;
  /** By class, in the order of the classes; null when the command gives none. */
  readonly probabilities: readonly number[] | null;
}

function findColumns(header: readonly string[], { keyColumn, task, classes }: ExpectedPredictions): Columns {
  const problems: Problem[] = [];
  const find = (name: string): number => {
    const at = header.indexOf(name);
    if (at < 0) {
      const near = nearestName(name, header);
      problems.push(
        problem(
          "columns",
          `no column ${showText(name)}${near ? ` (${showText(near)} is there)` : ""}`,
          `columns ${keyColumn}, prediction`,
          1,
        ),
      );
    }
    if (header.indexOf(name, at + 1) > at)
      problems.push(problem("columns", `the column ${showText(name)} again`, "each column once", 1));
    return at;
  };
  const [key, prediction] = [find(keyColumn), find("prediction")];
  const given = header.filter((name) => name.startsWith(PROBABILITY));
  const names = (classes ?? []).map((name) => `${PROBABILITY}${name}`);
  const probabilities = task === "classification" && given.length > 0 ? names.map(find) : null;
  const unknown = given.filter((name) => !names.includes(name));
  for (const name of unknown)
    problems.push(
      problem("columns", `the column ${showText(name)}`, `probabilities of: ${names.join(", ")}`, 1),
    );
  if (problems.length > 0) stop(problems);
  return { key, prediction, probabilities };
}

function checkRow(
  row: readonly string[],
  columns: Columns,
  { task, classes }: ExpectedPredictions,
  line: number,
): Problem[] {
  const value = row[columns.prediction]!;
  if (task === "regression") {
    return Number.isFinite(numberIn(value))
      ? []
      : [problem("not-a-number", showText(value), "a finite number", line)];
  }
  const problems: Problem[] = [];
  if (!classes?.includes(value)) {
    problems.push(
      problem(
        "unknown-class",
        `the class ${showText(value)}`,
        `one of: ${(classes ?? []).map((name) => showText(name)).join(", ")}`,
        line,
      ),
    );
  }
  if (columns.probabilities) {
    const shares = columns.probabilities.map((at) => numberIn(row[at]!));
    const sum = shares.reduce((total, share) => total + share, 0);
    const fine = shares.every((share) => share >= 0 && share <= 1) && Math.abs(sum - 1) <= ROUNDING;
    if (!fine)
      problems.push(
        problem(
          "probabilities",
          `probabilities ${shares.join(", ")}`,
          "shares from 0 to 1 that add up to 1",
          line,
        ),
      );
  }
  return problems;
}

/** NaN for what is no decimal number. */
function numberIn(cell: string): number {
  return DECIMAL.test(cell.trim()) ? Number(cell) : Number.NaN;
}

/** The first problems of each kind, and how many more there are. */
function someOfEach(problems: readonly Problem[]): Problem[] {
  const seen = new Map<string, number>();
  const some = problems.filter(({ code }) => {
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    return count <= MOST;
  });
  for (const [code, count] of seen) {
    const last = some.findLast((each) => each.code === code)!;
    if (count > MOST) some.push({ ...last, found: `${count - MOST} more of these`, where: { file: FILE } });
  }
  return some;
}

/** The model's files as the bundle has them: everything that the command left but its predictions. */
export function readModelFiles(made: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const files = [...made]
    .filter(([path]) => path !== FILE)
    .map(([path, bytes]) => [`model/${path}`, bytes] as const);
  if (files.length > 0) return new Map(files);
  return stop([
    {
      code: "training-no-model",
      found: "no model file in the output folder",
      expected: "the model, as one file or several",
      next: "Write it into the folder that TRUNKLINE_OUTPUT names.",
    },
  ]);
}

function problem(what: string, found: string, expected: string, line?: number): Problem {
  return {
    code: `training-predictions-${what}`,
    found,
    where: { file: FILE, ...(line !== undefined && { line }) },
    expected,
    next: "Correct what the command writes into the folder that TRUNKLINE_OUTPUT names.",
  };
}

function stop(problems: readonly Problem[]): never {
  throw new TrunklineError(2, problems as [Problem, ...Problem[]]);
}
