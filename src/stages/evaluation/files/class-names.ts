import type { RawTable } from "../../../records/table.ts";
import { sortClasses } from "../class-order.ts";
import { SCORE_PREFIX } from "./check-columns.ts";
import { allNumbers } from "./number-cells.ts";

/** The classes of one or several files, and which of them is the positive one. */
export interface ClassNames {
  /** In scikit-learn's order. */
  readonly classes: readonly string[];
  readonly positive: number | null;
  /** The cells that are true or predicted in any row, as written. */
  readonly labels: ReadonlySet<string>;
  /** A cell's class by its one name: 1 and 1.0 are the same. */
  nameOf(cell: string): string;
}

/** `wanted` is the class that the caller calls positive, if any. */
export function classNames(tables: readonly RawTable[], wanted: string | undefined): ClassNames {
  const labels = new Set(
    tables.flatMap(({ cells }) => [...new Set(cells.get("y_true")), ...new Set(cells.get("y_pred"))]),
  ) as ReadonlySet<string>;
  const scored = tables.flatMap(({ columns }) => columns.filter((name) => name.startsWith(SCORE_PREFIX)));
  const all = [...labels, ...scored.map((name) => name.slice(SCORE_PREFIX.length))];
  const numeric = allNumbers(all);
  const nameOf = (cell: string): string => (numeric ? String(Number(cell)) : cell);
  const found = new Set(all.map(nameOf));
  if (wanted !== undefined) found.add(numeric && allNumbers([wanted]) ? nameOf(wanted) : wanted);
  const single = found.size === 1 ? otherOf([...found][0]!) : null;
  // The rows may show only one of two classes. Where classes have their own scores, these name them all.
  if (single !== null && scored.length === 0) found.add(single);
  const classes = sortClasses(found);
  return { classes, positive: positiveOf(classes, wanted, nameOf), labels, nameOf };
}

/** The class beside a single one: of 0 and -1 it is 1, of 1 it is 0. Of text nobody can tell. */
function otherOf(only: string): string | null {
  if (only === "0" || only === "-1") return "1";
  return only === "1" ? "0" : null;
}

function positiveOf(
  classes: readonly string[],
  wanted: string | undefined,
  nameOf: (cell: string) => string,
) {
  if (classes.length > 2) return null;
  if (wanted !== undefined) return Math.max(classes.indexOf(wanted), classes.indexOf(nameOf(wanted)));
  return classes.length - 1;
}
