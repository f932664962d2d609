import type { Problem } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { showText } from "../../core/show-text.ts";
import type { RawTable } from "../../records/table.ts";

/** A column that the spec names and the data do not have, with the name that was most likely meant. */
export function missingColumn(raw: RawTable, name: string, namedIn: string): Problem {
  const near = nearestName(name, raw.columns);
  return {
    code: "data-missing-column",
    found: `no column ${showText(name)}, which ${namedIn} names`,
    ...(raw.files[0] !== undefined && { where: { file: raw.files[0], line: 1 } }),
    expected: near === undefined ? `a column ${showText(name)}` : `perhaps ${showText(near)}`,
    next: `Correct the name under ${namedIn}, or add the column to the data.`,
  };
}
