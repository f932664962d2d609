import type { Problem } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { showText } from "../../core/show-text.ts";
import type { Column, Table } from "../../records/table.ts";

interface Input {
  readonly name: string;
  readonly type: Column["type"];
}

/** The columns that a transform needs and a table does not have, or has with another type. */
export function missingInputs(inputs: readonly Input[], table: Table): Problem[] {
  return inputs.flatMap(({ name, type }): Problem[] => {
    const column = table.columns.get(name);
    if (column === undefined) {
      const near = nearestName(name, [...table.columns.keys()]);
      return [
        {
          code: "features-missing-input",
          found: `no column ${showText(name)}, which the model reads${near === undefined ? "" : `; there is ${showText(near)}`}`,
          expected: `a column ${showText(name)} of type ${type}`,
          next: "Add the column to the data, or train a model that does not read it.",
        },
      ];
    }
    // Nobody can tell the type of a column without values, so any type will do.
    if (column.type === type || column.values.every((value) => value === null)) return [];
    return [
      {
        code: "features-missing-input",
        found: `the column ${showText(name)} of type ${column.type}`,
        expected: `type ${type}, as in training`,
        next: `Correct the column, or declare its type under data.expect.`,
      },
    ];
  });
}
