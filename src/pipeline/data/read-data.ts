import { type Problem, TrunklineError } from "../../core/errors.ts";
import type { Spec } from "../../records/spec.ts";
import type { RawTable, Table } from "../../records/table.ts";
import type { Validation } from "../../records/validation.ts";
import { tableOfColumns } from "../../stages/data/formats/cells.ts";
import { readSource } from "../../stages/data/formats/read-source.ts";
import { joinTables } from "../../stages/data/join-tables.ts";
import { readNumbers } from "../../stages/data/number-form.ts";
import { typeColumns } from "../../stages/data/type-columns.ts";
import { validate } from "../../stages/data/validate.ts";
import type { Source } from "./source.ts";

export interface ReadData {
  readonly raw: RawTable;
  readonly table: Table;
}

/** What of a spec, or of a recipe, says how cells are read. */
export type Reading = Pick<Spec["data"], "missing" | "numbers" | "expect">;

/** The sources as one table, with everything that keeps them from being read. Numbers are in the common form in it. */
export async function readSources(
  sources: readonly Source[],
  { missing, numbers, expect }: Reading,
): Promise<{ raw: RawTable; problems: Problem[] }> {
  const { raw, problems } = await readTables(sources, missing);
  const read = readNumbers(raw, numbers, expect);
  return { raw: read.table, problems: [...problems, ...read.problems] };
}

/** The same with every cell as it was written. */
export async function readTables(
  sources: readonly Source[],
  missing: readonly string[],
): Promise<{ raw: RawTable; problems: Problem[] }> {
  const parts = await Promise.all(sources.map((source) => read(source, missing)));
  const joined = joinTables(parts.map((part) => part.table));
  return { raw: joined.table, problems: [...parts.flatMap((part) => part.problems), ...joined.problems] };
}

async function read({ missing: absent, path, readAs = path, ...source }: Source, missing: readonly string[]) {
  if (absent === undefined) return readSource({ ...source, path: readAs }, missing);
  return { table: tableOfColumns(readAs, new Map(), []), problems: [absent] };
}

/** Reads and checks the data. Never throws for what is wrong with them: that is the answer. */
export async function validateData(
  sources: readonly Source[],
  spec: Spec,
  now: number,
): Promise<{ validation: Validation; data: ReadData }> {
  const { raw, problems } = await readSources(sources, spec.data);
  const typed = typeColumns(raw, spec.data.expect);
  // Rows that cannot be read make every later check speak of the wrong cells.
  const checked = problems.length === 0 ? await validate(raw, typed.table, spec, now) : null;
  const files = raw.files.map((path, index) => ({
    path,
    rows: raw.file.filter((each) => each === index).length,
  }));
  const all = [...problems, ...(checked ? [...typed.problems, ...checked.problems] : [])];
  return {
    validation: {
      files,
      rows: raw.rows,
      columns: raw.columns,
      checks: checked?.checks ?? 0,
      problems: unique(all),
      warnings: unique(checked?.warnings ?? []),
    },
    data: { raw, table: typed.table },
  };
}

/** Two checks may find the same fault in the same place; it is said once: of a key that is there again, as the key's. */
export function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Map<string, Problem>();
  const placeOf = ({ where }: Problem) => JSON.stringify([where?.file, where?.line, where?.column]);
  const keys = new Set(problems.filter(({ code }) => code === "data-key-duplicate").map(placeOf));
  for (const problem of problems) {
    if (problem.code === "data-unique" && keys.has(placeOf(problem))) continue;
    const { file, line, column } = problem.where ?? {};
    const id = JSON.stringify([problem.code, file, line, column, problem.found]);
    if (!seen.has(id)) seen.set(id, problem);
  }
  return [...seen.values()];
}

/** The error to stop with when data that failed their checks were to be used. */
export function dataRefused(validation: Validation): TrunklineError {
  return new TrunklineError(1, validation.problems as [Problem, ...Problem[]]);
}
