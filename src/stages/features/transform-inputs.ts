import type { Transform } from "../../records/transform.ts";

/** The raw columns that a transform reads, those of derived columns included, sorted by name: a model's input signature. */
export function transformInputs(transform: Transform): { name: string; type: "number" | "text" }[] {
  return transform.inputs.map(({ name, type }) => ({ name, type }));
}
