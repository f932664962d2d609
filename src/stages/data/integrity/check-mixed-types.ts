import { parseDate } from "../../../core/dates.ts";
import type { Problem } from "../../../core/errors.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showText } from "../../../core/show-text.ts";

import { placeOf } from "../place.ts";
import { MIXED_SHARE, parseNumber } from "../type-columns.ts";
import type { CheckedTable } from "./checked-table.ts";
import { type CodedColumn, present } from "./coded-column.ts";
import { shareOf } from "./wording.ts";

/** Fewer cells show no kind. */
const LEAST_CELLS = 10;
/** From half on, the rest is the exception. */
const LEAST_SHARE = 0.5;

const KINDS = [
  ["numbers", (text: string) => parseNumber(text) !== undefined],
  ["dates", (text: string) => parseDate(text) !== undefined],
] as const;

/** Text columns of which half or more are numbers, or dates, and the rest is not. A declared type says what is meant. */
export function checkMixedTypes(table: CheckedTable): Problem[] {
  const { raw, spec, columns } = table;
  return columns.flatMap((column): Problem[] => {
    const declared = Object.hasOwn(spec.data.expect, column.name) && spec.data.expect[column.name];
    const stated = declared && (declared.type ?? declared.in ?? declared.pattern);
    const cells = present(column);
    if (column.type === "number" || stated || cells < LEAST_CELLS) return [];
    return KINDS.flatMap(([kind, is]) => {
      const other = new Set<number>();
      let others = 0;
      column.values.forEach((value, index) => {
        if (is(String(value))) return;
        other.add(index + 1);
        others += column.counts[index + 1]!;
      });
      if (others === 0 || others > (1 - LEAST_SHARE) * cells) return [];
      // Nearly all are numbers: typing the columns has refused the data for it.
      if (kind === "numbers" && cells - others >= MIXED_SHARE * cells) return [];
      return [mixed(table, column, kind, other, shareOf(others, cells, "cells"), raw.rows)];
    });
  });
}

function mixed(
  { raw }: CheckedTable,
  { name, codes, values }: CodedColumn,
  kind: string,
  other: ReadonlySet<number>,
  share: string,
  rows: number,
): Problem {
  let first = 0;
  while (first < rows && !other.has(codes[first]!)) first += 1;
  const examples = [...other].slice(0, 3).map((code) => showCell(String(values[code - 1]), 30));
  return {
    code: "data-mixed-types",
    found: `${share} that are no ${kind} (${examples.join(", ")}) in the column ${showText(name)} of ${kind}`,
    where: placeOf(raw, first, name),
    expected: "one kind of value in a column",
    next: `Correct the cells or add them to data.missing; or declare the column's type under data.expect.`,
  };
}
