import { mean, populationDeviation, quantile } from "../../../core/describe-numbers.ts";
import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { Expectation } from "../../../records/spec-data.ts";
import type { Column, RawTable } from "../../../records/table.ts";
import { type Finding, isWithin, rangeText } from "./rule.ts";

const OF_NUMBERS = ["mean", "median", "deviation"] as const;

/** Figures of a column; null for one that there is not. */
export type Figures = Readonly<Record<(typeof OF_NUMBERS)[number], number | null>> & {
  readonly distinct: number;
};

/** The rules about a column as a whole. Figures are over the cells that are there; the deviation is the sample's (n − 1). */
export function checkAggregates(
  raw: RawTable,
  name: string,
  column: Column,
  expectation: Expectation,
): Finding[] {
  if (!hasAggregates(expectation)) return [];
  const distinct = new Set(raw.cells.get(name)!.filter((cell) => cell !== null)).size;
  const numbers = column.type === "number" ? column.values.filter((value) => value !== null) : [];
  return holdFigures(raw, name, expectation, { ...figuresOf(numbers), distinct });
}

export function hasAggregates(expectation: Expectation): boolean {
  return [...OF_NUMBERS, "distinct" as const].some((rule) => expectation[rule] !== undefined);
}

export function holdFigures(
  raw: Pick<RawTable, "files" | "columns">,
  name: string,
  expectation: Expectation,
  figures: Figures,
): Finding[] {
  return (["distinct", ...OF_NUMBERS] as const).flatMap((rule) => {
    const range = expectation[rule];
    if (range === undefined) return [];
    const figure = figures[rule];
    const failures =
      figure !== null && isWithin(figure, range) ? [] : [outside(raw, name, rule, figure, rangeText(range))];
    return [{ failures, of: 0 }];
  });
}

export function figuresOf(numbers: ArrayLike<number>): Omit<Figures, "distinct"> {
  const { length } = numbers;
  if (length === 0) return { mean: null, median: null, deviation: null };
  const values = Float64Array.from(numbers);
  return {
    mean: mean(values),
    deviation: length > 1 ? populationDeviation(values) * Math.sqrt(length / (length - 1)) : null,
    median: quantile(values.sort(), 0.5),
  };
}

function outside(
  raw: Pick<RawTable, "files" | "columns">,
  name: string,
  rule: string,
  figure: number | null,
  expected: string,
): Problem {
  const said = figure === null ? `no ${rule}` : `a ${rule} of ${Number(figure.toPrecision(6))}`;
  return {
    code: `data-${rule}`,
    found: `${said} in the column ${showText(name)}`,
    where: { file: raw.files[0]!, line: 1, column: raw.columns.indexOf(name) + 1 },
    expected,
    next: "Look at what changed in the data, or correct the expectation under data.expect.",
  };
}
