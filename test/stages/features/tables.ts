import { expect } from "vitest";
import { TrunklineError } from "../../../src/core/errors.ts";
import type { Column, Table } from "../../../src/records/table.ts";

export type Values = readonly (number | string | null)[];

/** A table from columns; a column with any text is text. Pairs, so that a column may have any name. */
export function tableOf(...columns: readonly (readonly [string, Values])[]): Table {
  const typed = columns.map(([name, values]) => {
    const type = values.some((value) => typeof value === "string") ? "text" : "number";
    return [name, { type, values } as Column] as const;
  });
  return { columns: new Map(typed), rows: columns[0]?.[1].length ?? 0 };
}

/** The codes and texts of the problems that something throws. */
export async function problemsOf(run: () => unknown): Promise<{ code: string; text: string }[]> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    return error.problems.map(({ code, found, expected, next }) => ({
      code,
      text: [found, expected, next].join(" | "),
    }));
  }
  return [];
}

export function everyRow(table: Table): number[] {
  return Array.from({ length: table.rows }, (_, row) => row);
}

/** Cells against a reference to nine digits; null stands for NaN. */
export function expectCells(
  actual: readonly (readonly (number | string | null)[])[],
  expected: readonly (readonly (number | null)[])[],
) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((row, at) => {
    expect(row).toHaveLength(expected[at]!.length);
    row.forEach((cell, column) => {
      const wanted = expected[at]![column]!;
      if (wanted === null) expect(cell ?? Number.NaN, `row ${at}, column ${column}`).toBeNaN();
      else expect(cell, `row ${at}, column ${column}`).toBeCloseTo(wanted, 9);
    });
  });
}
