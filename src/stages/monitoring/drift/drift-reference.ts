import { personalDataIn } from "../../../core/personal-data.ts";
import type { FullColumnProfile, TableProfile } from "../../../records/column-profile.ts";
import type { DriftReference, ReferenceColumn } from "../../../records/drift-reference.ts";
import { exactNumbers } from "./exact-numbers.ts";

/** What is kept of a profile to find drift from it later: enough for every test, and less than half of the bytes. */
export function driftReference({ rows, columns }: TableProfile): DriftReference {
  const personal = columns.filter(saysWho).map(({ name }) => name);
  return {
    format: "trunkline-reference/1",
    rows,
    columns: columns
      .filter(({ name }) => !personal.includes(name))
      .map((column) => {
        const { name, type, rows, missing } = column;
        return { name, type, rows, missing, sketches: needed(column) };
      }),
    personal,
  };
}

/** Of numbers all values with their counts where they are few: exact, and less than the points of a sketch. */
function needed(column: FullColumnProfile): ReferenceColumn["sketches"] {
  const { quantiles, values } = column.sketches;
  if (!quantiles) return { values };
  const exact = exactNumbers(column);
  const counted = exact && {
    values: { error: 0, values: exact.map(([value, count]): [string, number] => [String(value), count]) },
  };
  return counted && JSON.stringify(counted).length < quantiles.points.length ? counted : { quantiles };
}

/** Whether most of the values that the profile names are an address, a card and the like: a bundle goes where its data may not. */
function saysWho({ sketches: { values } }: FullColumnProfile): boolean {
  const known = values.values;
  const personal = known.filter(([text]) => personalDataIn(text) !== null);
  return personal.length > known.length / 2;
}
