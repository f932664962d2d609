import * as v from "valibot";

/** Says what a part is for: to people who write a spec in an editor (through the JSON Schema), and in errors. */
export function about<S extends v.GenericSchema>(schema: S, text: string): S {
  return v.pipe(schema, v.description(text)) as unknown as S;
}

export const Text = v.pipe(v.string(), v.trim(), v.nonEmpty("expected some text"));
/** As the header of the data has it: white space at its ends is part of a name. */
export const ColumnName = v.pipe(v.string(), v.nonEmpty("expected the name of a column"));
export const Finite = v.pipe(v.number(), v.finite("expected a finite number"));
export const Share = v.pipe(
  Finite,
  v.minValue(0, "expected a share from 0 to 1"),
  v.maxValue(1, "expected a share from 0 to 1"),
);
export const Count = v.pipe(
  v.number(),
  v.integer("expected a whole number"),
  v.minValue(1, "expected at least 1"),
);
export const Seed = v.pipe(
  v.number(),
  v.integer("expected a whole number"),
  v.minValue(0, "expected 0 to 4294967295"),
  v.maxValue(4294967295, "expected 0 to 4294967295"),
);
export const Cell = v.union([v.string(), Finite, v.boolean()]);
