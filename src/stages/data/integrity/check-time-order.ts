import { parseDate } from "../../../core/dates.ts";
import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import { contingencyTest } from "../../../core/statistics/contingency-test.ts";
import type { Fold } from "../../../records/table.ts";
import { rankCorrelation } from "./association.ts";
import type { CheckedTable } from "./checked-table.ts";
import { type CodedColumn, codeColumn, present } from "./coded-column.ts";
import { columnPlace, shareOf } from "./wording.ts";

const LEAST_ROWS = 100;
/** The share of training rows that may be newer than half of the holdout, when a split follows time but for stragglers. */
const MOST_NEWER = 0.05;
/** The target moves with time: by as much as this correlation (numbers), or Cramér's V between the older and newer half (classes) … */
const EFFECT = 0.3;
/** … and so clearly that chance would do it once in a million columns. */
const CHANCE = 1e-6;

/**
 * Training rows that are newer than the holdout. A random split always has them, and does no harm as long as the target
 * does not move with time. Where it does, a model is praised for knowing the future. So this speaks only of columns
 * that are declared `type: date` and with which the target moves.
 */
export function checkTimeOrder(table: CheckedTable, foldsOf: () => readonly Fold[] | null): Problem[] {
  const { raw, spec, columns, target } = table;
  if (target === undefined) return [];
  return columns
    .filter(({ dates }) => dates)
    .flatMap((column): Problem[] => {
      const times = timesOf(column);
      if (present(times) < LEAST_ROWS || !movesWith(spec.problem.task, times, target)) return [];
      const folds = foldsOf();
      if (folds === null) return [];
      const of = (fold: Fold) => times.codes.filter((code, row) => code > 0 && folds[row] === fold).sort();
      const [training, holdout] = [of("training"), of("test")];
      const middle = holdout[holdout.length >> 1] ?? Number.POSITIVE_INFINITY;
      const newer = training.filter((code) => code > middle).length;
      if (newer <= MOST_NEWER * training.length) return [];
      return [
        {
          code: "data-time-order",
          found: `${shareOf(newer, training.length, "training rows")} newer than half of the holdout by the column ${showText(column.name)}, with which ${showText(target.name)} moves`,
          where: columnPlace(raw, column.name),
          expected: "a holdout that is newer than what is trained on: figures on it are too good otherwise",
          next: "Take the figures for optimistic, or set data.checks.time_order to off if the date is not when a row came about.",
        },
      ];
    });
}

function timesOf({ name, codes, values }: CodedColumn): CodedColumn {
  const times = Array.from(values as readonly string[], (value) => parseDate(value) ?? null);
  return codeColumn(
    name,
    { type: "number", values: Array.from(codes, (code) => (code === 0 ? null : times[code - 1]!)) },
    false,
  );
}

function movesWith(task: string, times: CodedColumn, target: CodedColumn): boolean {
  if (task === "regression") {
    if (target.type === "text") return false;
    const rho = Math.abs(rankCorrelation(times, target));
    // 4.9 deviations of a rank correlation without any relation: a chance of one in a million.
    return rho >= EFFECT && rho * Math.sqrt(present(times) - 1) >= 4.9;
  }
  const sorted = times.codes.filter((code) => code > 0).sort();
  const middle = sorted[sorted.length >> 1]!;
  const reference = new Array<number>(target.counts.length).fill(0);
  const current = [...reference];
  times.codes.forEach((code, row) => {
    const own = target.codes[row]!;
    if (code > 0 && own > 0) (code < middle ? reference : current)[own]! += 1;
  });
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const rows = total(reference) + total(current);
  if (total(reference) === 0 || total(current) === 0) return false;
  const { statistic, pValue } = contingencyTest({ reference, current });
  return Math.sqrt(statistic / rows) >= EFFECT && pValue < CHANCE;
}
