import type { Place, Problem } from "../../../core/errors.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showText } from "../../../core/show-text.ts";
import type { Spec } from "../../../records/spec.ts";
import type { Dependency } from "../../../records/spec-data.ts";
import type { RawTable } from "../../../records/table.ts";
import { missingColumn } from "../missing-column.ts";
import { placeOf } from "../place.ts";
import { type Checked, isWithin, judge, rangeText, together } from "./rule.ts";

/** What is expected of the table as a whole: how many rows, which columns, what is unique together, what determines what. */
export function checkTable(raw: RawTable, { rows, columns, unique, dependencies }: Spec["data"]): Checked {
  const all = (failures: readonly Problem[]): Checked => judge({ failures, of: 0 }, {});
  return together([
    ...(rows ? [all(isWithin(raw.rows, rows) ? [] : [wrongRows(raw, rangeText(rows))])] : []),
    ...(columns ? [all(wrongColumns(raw, columns))] : []),
    ...unique.map((names, index) => all(absent(raw, names, `data.unique[${index}]`) ?? repeated(raw, names))),
    ...dependencies.map((dependency, index) => {
      const names = [...dependency.columns, dependency.determine];
      const missing = absent(raw, names, `data.dependencies[${index}]`);
      return missing
        ? all(missing)
        : judge({ failures: undetermined(raw, dependency), of: raw.rows }, dependency);
    }),
  ]);
}

export function absent(raw: RawTable, names: readonly string[], namedIn: string): Problem[] | null {
  const missing = names.filter((name) => !raw.cells.has(name));
  return missing.length > 0 ? missing.map((name) => missingColumn(raw, name, namedIn)) : null;
}

function wrongRows(raw: RawTable, expected: string): Problem {
  return {
    code: "data-rows",
    found: `${raw.rows} rows`,
    ...(raw.files[0] !== undefined && { where: { file: raw.files[0] } }),
    expected: `${expected} rows`,
    next: "Look whether data are missing or were added twice, or correct data.rows.",
  };
}

function wrongColumns(raw: RawTable, expected: readonly string[]): Problem[] {
  const first = expected.findIndex((name, index) => raw.columns[index] !== name);
  const place = first >= 0 ? first : expected.length;
  if (first < 0 && raw.columns.length === expected.length) return [];
  const found = raw.columns[place];
  return [
    {
      code: "data-columns",
      found: found === undefined ? `no column ${place + 1}` : `${showText(found)} as column ${place + 1}`,
      ...(raw.files[0] !== undefined && { where: { file: raw.files[0], line: 1, column: place + 1 } }),
      expected:
        expected[place] === undefined ? `no more than ${expected.length} columns` : showText(expected[place]),
      next: "Correct the header, or the list under data.columns.",
    },
  ];
}

/** The values of a row in some columns as one text; null where one is missing. */
export function valuesOf(raw: RawTable, names: readonly string[], row: number): string | null {
  const values = names.map((name) => raw.cells.get(name)![row] ?? null);
  return values.includes(null) ? null : JSON.stringify(values);
}

function repeated(raw: RawTable, names: readonly string[]): Problem[] {
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  for (let row = 0; row < raw.rows; row++) {
    const values = valuesOf(raw, names, row);
    if (values === null) continue;
    const earlier = first.get(values);
    if (earlier === undefined) {
      first.set(values, row);
      continue;
    }
    problems.push(sameTogether(names, placeOf(raw, earlier), placeOf(raw, row, names[0])));
  }
  return problems;
}

export function sameTogether(names: readonly string[], { file, line }: Place, where: Place): Problem {
  return {
    code: "data-unique-together",
    found: `the same ${names.map((name) => showText(name)).join(" and ")} as in ${file}:${line}`,
    where,
    expected: "each combination once",
    next: "Remove one of the two rows, or correct it.",
  };
}

function undetermined(raw: RawTable, { columns, determine }: Dependency): Problem[] {
  const first = new Map<string, number>();
  const decided = raw.cells.get(determine)!;
  const problems: Problem[] = [];
  for (let row = 0; row < raw.rows; row++) {
    const values = valuesOf(raw, columns, row);
    const value = decided[row] ?? null;
    if (values === null || value === null) continue;
    const earlier = first.get(values);
    if (earlier === undefined) first.set(values, row);
    else if (decided[earlier] !== value) {
      const first = { value: decided[earlier]!, place: placeOf(raw, earlier) };
      problems.push(undecided({ columns, determine }, value, first, placeOf(raw, row, determine)));
    }
  }
  return problems;
}

export function undecided(
  { columns, determine }: Dependency,
  value: string,
  first: { readonly value: string; readonly place: Place },
  where: Place,
): Problem {
  return {
    code: "data-dependency",
    found: `${showCell(value, 30)} in the column ${showText(determine)}`,
    where,
    expected: `${showCell(first.value, 30)}, as in ${first.place.file}:${first.place.line}, which has the same ${columns.map((name) => showText(name)).join(" and ")}`,
    next: "Correct one of the two rows, or the rule under data.dependencies.",
  };
}
