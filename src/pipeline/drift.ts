import { badInput, type Problem, TrunklineError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { showPath, showText } from "../core/show-text.ts";
import type { Files } from "../ports/files.ts";
import type { DriftLimits, DriftReport, ValueTest } from "../records/drift.ts";
import type { Column, RawTable, Table } from "../records/table.ts";
import { driftText } from "../reports/drift.ts";
import { driftJson } from "../reports/drift-json.ts";
import { joinTables } from "../stages/data/join-tables.ts";
import { readCsv } from "../stages/data/read-csv.ts";
import { typeColumns } from "../stages/data/type-columns.ts";
import { compareProfiles, differentTypes } from "../stages/monitoring/drift/compare-profiles.ts";
import { compareTables } from "../stages/monitoring/drift/compare-tables.ts";
import { DEFAULT_LIMITS } from "../stages/monitoring/drift/limits.ts";
import { type NamedFile, profileFiles } from "./profile.ts";
import { readProfile } from "./profile-file.ts";

export interface DriftOptions {
  /** Absolute paths are read; `name` is how the person wrote it. */
  readonly reference: NamedFile;
  readonly current: NamedFile;
  /** How a missing cell is written. */
  readonly missing: readonly string[];
  readonly test?: ValueTest;
  /** Only these columns; default: all that both have. */
  readonly columns?: readonly string[];
  readonly alpha?: number;
  /** One least effect for every test; default: each its own. */
  readonly effect?: number;
  readonly share?: number;
}

/**
 * Compares two tables, column by column: two CSV files by all their values; by their profiles when one of them is a profile
 * (`.json`), a Parquet file, or too large to be held in memory. Data that cannot be read or compared are a TrunklineError with
 * exit code 2.
 */
export async function driftOfFiles(files: Files, options: DriftOptions): Promise<DriftReport> {
  if ((await byProfile(files, options.reference)) || (await byProfile(files, options.current)))
    return driftOfProfiles(files, options);
  const reference = await readSide(files, options.reference, options.missing);
  const current = await readSide(files, options.current, options.missing);
  const shared = reference.columns.filter((name) => current.cells.has(name));
  const wanted = options.columns ?? shared;
  const unknown = wanted.filter((name) => !shared.includes(name));
  if (unknown.length > 0) throw refuse(unknown.map((name) => columnMissing(name, shared, options)));
  if (wanted.length === 0) throw badInput(nothingShared(reference.columns, options));
  const tables = typeTogether(narrow(reference, wanted), narrow(current, wanted));
  if (options.columns && (options.test === "ks" || options.test === "wasserstein")) {
    const text = wanted.filter((name) => tables.reference.columns.get(name)!.type === "text");
    if (text.length > 0) throw refuse(text.map((name) => needsNumbers(name, options.test!)));
  }
  const only = (one: RawTable, other: RawTable) =>
    options.columns ? [] : one.columns.filter((name) => !other.cells.has(name));
  const unmatched = { reference: only(reference, current), current: only(current, reference) };
  return compareTables(tables.reference, tables.current, {
    limits: limitsOf(options),
    unmatched,
    ...(options.test && { test: options.test }),
  });
}

/** Above this many bytes a file is profiled as it is read. */
const LARGE = 32 * 1024 * 1024;

async function byProfile(files: Files, { path, name }: NamedFile): Promise<boolean> {
  if (/\.(?:json|parquet|parq|pq)$/i.test(name)) return true;
  const file = await files.open(path);
  await file?.close();
  return file !== null && file.size > LARGE;
}

async function driftOfProfiles(files: Files, options: DriftOptions): Promise<DriftReport> {
  const [reference, current] = await Promise.all(
    [options.reference, options.current].map(async (named) =>
      /\.json$/i.test(named.name)
        ? (await readProfile(files, named)).profile
        : profileFiles(files, [named], undefined, options.missing),
    ),
  );
  const [before, now] = [reference!, current!].map(({ columns }) => columns.map(({ name }) => name));
  const shared = before!.filter((name) => now!.includes(name));
  const wanted = options.columns ?? shared;
  const unknown = wanted.filter((name) => !shared.includes(name));
  if (unknown.length > 0) throw refuse(unknown.map((name) => columnMissing(name, shared, options)));
  if (wanted.length === 0) throw badInput(nothingShared(before!, options));
  const different = differentTypes(reference!, current!, wanted);
  if (different.length > 0) throw refuse(different.map((name) => typesDiffer(name, options)));
  const only = (one: readonly string[], other: readonly string[]) =>
    options.columns ? [] : one.filter((name) => !other.includes(name));
  return compareProfiles(reference!, current!, wanted, {
    limits: limitsOf(options),
    unmatched: { reference: only(before!, now!), current: only(now!, before!) },
    ...(options.test && { test: options.test }),
  });
}

export interface DriftView {
  readonly text: string;
  readonly json: unknown;
  readonly drifted: boolean;
}

/** The report for a person and for a program. */
export function driftView(report: DriftReport, colour: boolean): DriftView {
  return { text: driftText(report, { colour }), json: driftJson(report), drifted: report.drifted };
}

function limitsOf({ alpha, effect, share }: DriftOptions): DriftLimits {
  const { effects } = DEFAULT_LIMITS;
  const own = { ks: effect, chi2: effect, psi: effect, js: effect, wasserstein: effect, missing: effect };
  return {
    alpha: alpha ?? DEFAULT_LIMITS.alpha,
    effects: effect === undefined ? effects : (own as DriftLimits["effects"]),
    share: share ?? DEFAULT_LIMITS.share,
  };
}

async function readSide(
  files: Files,
  { path, name }: DriftOptions["reference"],
  missing: readonly string[],
): Promise<RawTable> {
  const bytes = await files.read(path);
  if (bytes === null) throw badInput(fileMissing(name));
  const { table, problems } = await readCsv({ path: name, bytes }, missing);
  if (problems.length > 0) throw refuse(problems);
  return table;
}

function narrow(raw: RawTable, columns: readonly string[]): RawTable {
  return { ...raw, columns, cells: new Map(columns.map((name) => [name, raw.cells.get(name)!])) };
}

/** A column has the type that the cells of both files allow: letters in either make it text in both. */
export function typeTogether(reference: RawTable, current: RawTable): { reference: Table; current: Table } {
  const { table, problems } = typeColumns(joinTables([reference, current]).table, {});
  // A column without any value has nothing to compare, and that is no drift.
  const bad = problems.filter(({ code }) => code !== "data-all-missing");
  if (bad.length > 0) throw refuse(bad.map((problem) => ({ ...problem, next: NEXT })));
  return { reference: rows(table, 0, reference.rows), current: rows(table, reference.rows, table.rows) };
}

const NEXT = "Correct these cells; or, if they mean that the value is not known, name them with --missing.";

function rows({ columns }: Table, from: number, to: number): Table {
  const part = ({ type, values }: Column) => ({ type, values: values.slice(from, to) }) as Column;
  return { columns: new Map([...columns].map(([name, column]) => [name, part(column)])), rows: to - from };
}

function refuse(problems: readonly Problem[]): TrunklineError {
  return new TrunklineError(2, problems as [Problem, ...Problem[]]);
}

function fileMissing(name: string): Problem {
  return {
    code: "drift-no-file",
    found: `no file ${showPath(name)}`,
    expected: "two files (CSV, Parquet, or a profile): the reference, then the current data",
    next: "Correct the path; it is taken from the present folder.",
  };
}

function columnMissing(name: string, shared: readonly string[], options: DriftOptions): Problem {
  const near = nearestName(name, shared);
  return {
    code: "drift-no-column",
    found: `--column ${showText(name)}${near ? ` (did you mean ${showText(near)}?)` : ""}`,
    expected: `a column that both ${showPath(options.reference.name)} and ${showPath(options.current.name)} have`,
    next: "Correct the name, or leave --column out to compare all that both have.",
  };
}

function typesDiffer(name: string, options: DriftOptions): Problem {
  return {
    code: "drift-types-differ",
    found: `${showText(name)}, which is numbers or dates in one of the two and text in the other`,
    where: { file: options.current.name },
    expected: "one type on both sides",
    next: "Correct the data, or name the columns to compare with --column.",
  };
}

function nothingShared(reference: readonly string[], options: DriftOptions): Problem {
  return {
    code: "drift-nothing-shared",
    found: `no column of ${showPath(options.reference.name)} in ${showPath(options.current.name)}`,
    where: { file: options.current.name, line: 1 },
    expected: `some of: ${reference
      .slice(0, 10)
      .map((name) => showText(name))
      .join(", ")}`,
    next: "Compare two files of the same data.",
  };
}

function needsNumbers(name: string, test: ValueTest): Problem {
  return {
    code: "drift-needs-numbers",
    found: `--test ${test} for the column ${showText(name)}, which holds text`,
    expected: "a column of numbers, or one of the tests chi2, psi, js",
    next: "Choose another test, or leave --test out.",
  };
}
