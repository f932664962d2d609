import type { FullColumnProfile, TableProfile } from "../../../records/column-profile.ts";
import type { DriftReference, ReferenceColumn } from "../../../records/drift-reference.ts";
import { exactNumbers } from "./exact-numbers.ts";

/**
 * What is kept of a profile to find drift from it later: enough for every test, and less than half of the bytes. Nothing of columns that
 * say something of persons: a bundle goes where its data may not.
 */
export function driftReference({ rows, columns }: TableProfile): DriftReference {
  return {
    format: "trunkline-reference/1",
    rows,
    columns: columns
      .filter(({ personal }) => personal === undefined)
      .map((column) => {
        const { name, type, rows, missing } = column;
        return { name, type, rows, missing, sketches: needed(column) };
      }),
    personal: columns.filter(({ personal }) => personal !== undefined).map(({ name }) => name),
  };
}

/** Of numbers all values with their counts where they are few: exact, and less than the points of a sketch. */
function needed(column: FullColumnProfile): ReferenceColumn["sketches"] {
  const { quantiles, values } = column.sketches;
  if (!quantiles) return { values: frequentOnly(column, values) };
  const exact = exactNumbers(column);
  const counted = exact && {
    values: { error: 0, values: exact.map(([value, count]): [string, number] => [String(value), count]) },
  };
  return counted && JSON.stringify(counted).length < quantiles.points.length ? counted : { quantiles };
}

type Frequent = FullColumnProfile["sketches"]["values"];

/**
 * Categories, without texts that are none: what came hardly more often than the sketch may have missed; and single texts where most cells
 * are such (names, remarks), which are nobody's business and would be pooled by every test. What is left off counts as missed.
 */
function frequentOnly({ rows, missing }: FullColumnProfile, { error, values }: Frequent): Frequent {
  const single = values.filter(([, count]) => count === 1).length;
  const least = error > 0 ? error : 2 * single > rows - missing ? 1 : 0;
  return { error: Math.max(error, least), values: values.filter(([, count]) => count > least) };
}
