import { mean, populationDeviation, quantile } from "../../../core/describe-numbers.ts";
import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { Expectation } from "../../../records/spec-data.ts";
import type { Column, RawTable } from "../../../records/table.ts";
import { type Finding, isWithin, rangeText } from "./rule.ts";

const OF_NUMBERS = ["mean", "median", "deviation"] as const;

/** The rules about a column as a whole. Figures are over the cells that are there; the deviation is the sample's (n − 1). */
export function checkAggregates(
  raw: RawTable,
  name: string,
  column: Column,
  expectation: Expectation,
): Finding[] {
  const findings: Finding[] = [];
  const hold = (rule: (typeof OF_NUMBERS)[number] | "distinct", figure: number | null): void => {
    const range = expectation[rule];
    if (range === undefined) return;
    const failures =
      figure !== null && isWithin(figure, range) ? [] : [outside(raw, name, rule, figure, rangeText(range))];
    findings.push({ failures, of: 0 });
  };
  hold("distinct", new Set(raw.cells.get(name)!.filter((cell) => cell !== null)).size);
  if (OF_NUMBERS.every((rule) => expectation[rule] === undefined)) return findings;
  const numbers = column.type === "number" ? column.values.filter((value) => value !== null) : [];
  const figures = numbers.length > 0 ? figuresOf(numbers) : null;
  for (const rule of OF_NUMBERS) hold(rule, figures?.[rule] ?? null);
  return findings;
}

function figuresOf(numbers: readonly number[]) {
  const { length } = numbers;
  return {
    mean: mean(numbers),
    median: quantile(Float64Array.from(numbers).sort(), 0.5),
    deviation: length > 1 ? populationDeviation(numbers) * Math.sqrt(length / (length - 1)) : null,
  };
}

function outside(
  raw: RawTable,
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
