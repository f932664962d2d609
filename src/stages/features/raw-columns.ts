import type { Transform } from "../../records/transform.ts";

/** The raw columns that each feature is made of, by its name; null where features are mixtures of all (components). */
export function rawColumnsOf(transform: Transform): ReadonlyMap<string, readonly string[]> | null {
  if (transform.components) return null;
  const raw = new Map<string, readonly string[]>();
  const of = (name: string): readonly string[] => raw.get(name) ?? [name];
  // In the order in which they are computed: what one reads is known before it.
  for (const { name, inputs } of transform.derived) raw.set(name, [...new Set(inputs.flatMap(of))]);
  const donors = transform.donors?.columns.flatMap(of) ?? [];
  return new Map(
    transform.columns.flatMap(({ name, neighbours, outputs }) => {
      const columns = [...new Set([...of(name), ...(neighbours === undefined ? [] : donors)])];
      return outputs.map((output): [string, readonly string[]] => [output, columns]);
    }),
  );
}
