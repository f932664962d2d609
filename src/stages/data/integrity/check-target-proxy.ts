import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import {
  correlation,
  meanExplains,
  orderedRows,
  orderGain,
  outsideMajority,
  rankCorrelation,
  ruleAccuracy,
} from "./association.ts";
import { isIdentifier } from "./check-identifier.ts";
import { isCopy } from "./check-target-copy.ts";
import type { CheckedTable } from "./checked-table.ts";
import { type CodedColumn, present } from "./coded-column.ts";
import { columnPlace } from "./wording.ts";

const LEAST_ROWS = 50;
const LEAST_OUTSIDE_MAJORITY = 20;
/** Of what a guess by the majority gets wrong, a rule of one column gets so much right. */
const GAIN = 0.98;
const CORRELATION = 0.999;
/** With ten rows a value, the rows of a value can tell each other; with fewer, the order of numbers is looked at. */
const ROWS_A_VALUE = 10;

/**
 * Features that all but tell the target by themselves. Classes: by a rule of one column, the majority of the other rows with
 * the same value, or by the neighbour in the order of the column; measured against always guessing the majority.
 * Numbers: by correlation, plain or of ranks, and for text by the means of its values. Such a feature was often
 * written down after the answer; a true one needs no model.
 */
export function checkTargetProxy({ raw, spec, features, target }: CheckedTable): Problem[] {
  if (target === undefined) return [];
  const { task } = spec.problem;
  return features
    .filter((column) => {
      const rows = Math.min(present(column), present(target));
      if (rows < LEAST_ROWS || isIdentifier(column) || isCopy(column, target)) return false;
      return task === "classification" ? tellsClasses(column, target) : tellsNumbers(column, target);
    })
    .map(({ name }) => ({
      code: "data-target-proxy",
      found: `the column ${showText(name)}, which all but tells ${showText(target.name)} by itself`,
      where: columnPlace(raw, name),
      expected: "features that are known before the answer is",
      next: "Look when its values come to be known: if only with the answer, write `false` for it under features.",
    }));
}

function tellsClasses(column: CodedColumn, target: CodedColumn): boolean {
  if (outsideMajority(target) < LEAST_OUTSIDE_MAJORITY) return false;
  const few = column.values.length * ROWS_A_VALUE <= present(column);
  if (!few && column.type === "number") {
    const { gain, room } = orderGain(orderedRows(column, target), target);
    return gain >= GAIN && room >= LEAST_OUTSIDE_MAJORITY;
  }
  const guessed = 1 - outsideMajority(target) / present(target);
  const asked = column.type === "number" ? [column, withNeighbours(column)] : [column];
  return asked.some((each) => ruleAccuracy(each, target) >= guessed + GAIN * (1 - guessed));
}

/** Numbers with the next greater ones until they have ten rows together: a value that comes once is told by those beside it. */
function withNeighbours(column: CodedColumn): CodedColumn {
  const groups = [0];
  const counts = [column.counts[0]!, 0];
  for (let code = 1; code < column.counts.length; code++) {
    if (counts.at(-1)! >= ROWS_A_VALUE) counts.push(0);
    groups.push(counts.length - 1);
    counts[counts.length - 1]! += column.counts[code]!;
  }
  return { ...column, counts, codes: column.codes.map((code) => groups[code]!) };
}

function tellsNumbers(column: CodedColumn, target: CodedColumn): boolean {
  if (target.type === "text") return false;
  if (column.type === "text") return meanExplains(column, target) >= CORRELATION ** 2;
  return (
    Math.abs(correlation(column, target)) >= CORRELATION ||
    Math.abs(rankCorrelation(column, target)) >= CORRELATION
  );
}
