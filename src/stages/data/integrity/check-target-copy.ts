import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import { correlation, outsideMajority } from "./association.ts";
import type { CheckedTable } from "./checked-table.ts";
import type { CodedColumn } from "./coded-column.ts";
import { columnPlace } from "./wording.ts";

const LEAST_ROWS = 50;
/** A target that is nearly the same everywhere is easily copied. */
const LEAST_OUTSIDE_MAJORITY = 20;
/** Each value comes five times on average: values that come once match those of any other column. */
const ROWS_A_VALUE = 5;
/** So many numbers in the same order by chance: one in 10¹⁸. */
const LEAST_STEPS = 20;
/** Where the rows stand in the order of both, the same order proves nothing; a straight line does. */
const LINE = 1 - 1e-9;

/**
 * Features that are the target in other words: in every row without exception, each value stands for one target and
 * each target for one value (a code, a translation, another unit). Chance does not do that: of 50 rows with 20 outside
 * the majority, it would have to be right 20 times at the least.
 */
export function checkTargetCopy({ raw, features, target }: CheckedTable): Problem[] {
  if (target === undefined) return [];
  return features
    .filter((column) => isCopy(column, target))
    .map(({ name }) => ({
      code: "data-target-copy",
      found: `the column ${showText(name)}, which tells ${showText(target.name)} in all ${raw.rows} rows, one to one`,
      where: columnPlace(raw, name),
      expected: "features that are known before the answer is",
      next: `Leave it out: write \`false\` for it under features; or set data.checks.target_copy to warning if it is known in time.`,
    }));
}

export function isCopy(column: CodedColumn, target: CodedColumn): boolean {
  const { length } = target.codes;
  const distinct = target.values.length;
  if (length < LEAST_ROWS || column.values.length !== distinct) return false;
  if (column.counts[0]! > 0 || target.counts[0]! > 0) return false;
  if (outsideMajority(target) < LEAST_OUTSIDE_MAJORITY) return false;
  const partner = new Int32Array(distinct + 1);
  const oneToOne = target.codes.every((code, row) => {
    const own = column.codes[row]!;
    if (partner[code] === 0) partner[code] = own;
    return partner[code] === own;
  });
  // As many values on both sides, and one for each: none is used twice.
  if (!oneToOne) return false;
  if (distinct * ROWS_A_VALUE <= length) return true;
  if (column.type === "text" || target.type === "text" || distinct < LEAST_STEPS) return false;
  // Codes of numbers rise with them.
  const sameOrder =
    partner.every((own, code) => own === code) ||
    partner.every((own, code) => code === 0 || own === distinct + 1 - code);
  return sameOrder && (!standsInOrder(column) || Math.abs(correlation(column, target)) >= LINE);
}

/** As a clock does: over time many a true target only rises. */
function standsInOrder({ codes }: CodedColumn): boolean {
  return rises(codes) || rises(codes.slice().reverse());
}

export function rises(codes: Int32Array): boolean {
  return codes.every((code, row) => row === 0 || code > codes[row - 1]!);
}
