import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import { orderedRows, orderGain, rankCorrelation } from "./association.ts";
import { rises } from "./check-target-copy.ts";
import type { CheckedTable } from "./checked-table.ts";
import { type CodedColumn, codeColumn, present } from "./coded-column.ts";
import { columnPlace } from "./wording.ts";

const LEAST_ROWS = 30;
/** The share of different values from which a column is (nearly) unique. */
const UNIQUE = 0.99;
/** Whole numbers that fill at least half of their range are counted off, not measured. */
const MOST_GAPS = 2;
/** Whole numbers between these are taken for years, in which a target may well rise. */
const YEARS = [1500, 2200] as const;
/** Classes: nine in ten of the changes that a random order would have are gone. */
const GAIN = 0.9;
/** And a random order would have 20 more than the least: that it has two or fewer has a chance below one in a million. */
const LEAST_ROOM = 20;
/** Numbers: on 30 rows a rank correlation of 0.95 has a chance far below one in a million. */
const RANK_CORRELATION = 0.95;
/** So many texts show an order as well as a million do. */
const MOST_TEXTS = 10_000;

/**
 * Identifiers and the order of rows that tell the target: data that were collected class by class, or sorted by the
 * answer. A model may learn the number instead of what it stands for. Looked at are identifiers among the features. The key
 * and the order of rows reach only a training command; Trunkline's own algorithms see neither.
 */
export function checkIdentifier(table: CheckedTable): Problem[] {
  const { raw, features, key, target, seesOrder } = table;
  if (target === undefined || raw.rows < LEAST_ROWS) return [];
  const identifiers = [...features, ...(seesOrder && key ? [key] : [])].filter(isIdentifier);
  const telling = identifiers.filter((column) => tells(table, inItsOrder(column), target));
  if (telling.length > 0) return telling.map((column) => identifierTells(table, column, target));
  const order = Array.from({ length: raw.rows }, (_, row) => row);
  const rowOrder = codeColumn("", { type: "number", values: order }, false);
  return seesOrder && tells(table, rowOrder, target) ? [orderTells(table, target)] : [];
}

/** Whether a column counts rows rather than measures them: whole numbers without gaps, or rising from row to row, but for years; or text that is never the same. */
export function isIdentifier(column: CodedColumn): boolean {
  const distinct = column.values.length;
  if (column.dates || distinct < LEAST_ROWS || distinct < UNIQUE * column.codes.length) return false;
  if (column.type === "text") return true;
  const values = column.values as Float64Array;
  if (!values.every(Number.isInteger)) return false;
  if (values[0]! >= YEARS[0] && values.at(-1)! <= YEARS[1]) return false;
  const range = values.at(-1)! - values[0]! + 1;
  return range <= MOST_GAPS * distinct || rises(column.codes);
}

/** Text as numbers by its order, in which `A2` stands before `A10`. */
function inItsOrder(column: CodedColumn): CodedColumn {
  if (column.type === "number") return column;
  const step = Math.ceil(column.codes.length / MOST_TEXTS);
  const texts = Array.from(column.codes, (code, row) =>
    code === 0 || row % step > 0 ? null : sortable(String(column.values[code - 1])),
  );
  const place = new Map(
    [...new Set(texts)]
      .filter((text) => text !== null)
      .sort()
      .map((text, index) => [text, index] as const),
  );
  const values = texts.map((text) => (text === null ? null : place.get(text)!));
  return codeColumn(column.name, { type: "number", values }, false);
}

function sortable(text: string): string {
  return text.slice(0, 200).replace(/\d+/g, (digits) => digits.padStart(20, "0"));
}

function tells({ spec }: CheckedTable, column: CodedColumn, target: CodedColumn): boolean {
  if (Math.min(present(column), present(target)) < LEAST_ROWS) return false;
  if (spec.problem.task === "regression") {
    return target.type === "number" && Math.abs(rankCorrelation(column, target)) >= RANK_CORRELATION;
  }
  const { gain, room } = orderGain(orderedRows(column, target), target);
  return gain >= GAIN && room >= LEAST_ROOM;
}

function identifierTells({ raw, key }: CheckedTable, column: CodedColumn, target: CodedColumn): Problem {
  const { name } = column;
  return {
    code: "data-identifier",
    found: `the column ${showText(name)}, which looks like an identifier and orders the rows by ${showText(target.name)}`,
    where: columnPlace(raw, name),
    expected: "identifiers that know nothing of the target: new rows will have new ones",
    next:
      column === key
        ? "Shuffle the rows and number them anew, or set data.checks.identifier to off if the command leaves the key alone."
        : "Leave it out: write `false` for it under features, or name it as data.key.",
  };
}

function orderTells({ raw }: CheckedTable, target: CodedColumn): Problem {
  return {
    code: "data-row-order",
    found: `rows in the order of ${showText(target.name)}`,
    where: columnPlace(raw, target.name),
    expected: "an order that says nothing, since the training command is handed the rows in it",
    next: "Shuffle the rows before training, or set data.checks.identifier to off if the command does.",
  };
}
