import { type Problem, TrunklineError } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { showPath, showText } from "../../core/show-text.ts";
import type { ValueTest } from "../../records/drift.ts";

/** What keeps two tables from being compared, in words. */
interface Names {
  readonly reference: string;
  readonly current: string;
}

export function refuse(problems: readonly Problem[]): TrunklineError {
  return new TrunklineError(2, problems as [Problem, ...Problem[]]);
}

export function fileMissing(name: string): Problem {
  return {
    code: "drift-no-file",
    found: `no file ${showPath(name)}`,
    expected:
      "two tables, the reference, then the current data: files (CSV, Parquet, or a profile), versions such as v1.2.0, or names of stages",
    next: "Correct the path; it is taken from the present folder.",
  };
}

/** `where` is how the column was named: `--column`, `drift.ignore` … */
export function columnMissing(name: string, where: string, known: readonly string[], sides: Names): Problem {
  const near = nearestName(name, known);
  return {
    code: "drift-no-column",
    found: `${where} ${showText(name)}${near ? ` (did you mean ${showText(near)}?)` : ""}`,
    expected: `a column that ${where === "--column" ? "both" : "one of"} ${showPath(sides.reference)} and ${showPath(sides.current)} ${where === "--column" ? "have" : "has"}`,
    next:
      where === "--column"
        ? "Correct the name, or leave --column out to compare all that both have."
        : "Correct the name in the spec, or remove it.",
  };
}

export function differentType(name: string, { current }: Names): Problem {
  return {
    code: "drift-types-differ",
    found: `${showText(name)}, which is numbers or dates in one of the two and text in the other`,
    where: { file: current },
    expected: "one type on both sides",
    next: "Correct the data, or name the columns to compare with --column.",
  };
}

export function nothingShared(columns: readonly string[], { reference, current }: Names): Problem {
  return {
    code: "drift-nothing-shared",
    found: `no column of ${showPath(reference)} to compare in ${showPath(current)}`,
    where: { file: current, line: 1 },
    expected: `some of: ${columns
      .slice(0, 10)
      .map((name) => showText(name))
      .join(", ")}`,
    next: "Compare two tables of the same data.",
  };
}

export function needsNumbers(name: string, test: ValueTest): Problem {
  return {
    code: "drift-needs-numbers",
    found: `--test ${test} for the column ${showText(name)}, which holds text`,
    expected: "a column of numbers, or one of the tests chi2, psi, js",
    next: "Choose another test, or leave --test out.",
  };
}

/** Cells that keep a column from being numbers. */
export function badCells(problems: readonly Problem[]): TrunklineError {
  const next = "Correct these cells; or, if they mean that the value is not known, name them with --missing.";
  return refuse(problems.map((problem) => ({ ...problem, next })));
}
