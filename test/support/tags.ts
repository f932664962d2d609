import type { TagRecord } from "../../src/records/registry.ts";

/** A tag for tests of the fold: `commit` and `oid` are told apart by their text alone. */
export function aTag(
  name: string,
  options: { commit?: string; time?: number; message?: string } = {},
): TagRecord {
  const { commit = "c1", time = 1000, message = name } = options;
  const tagger = { name: "Flora", email: "flora@example.com" };
  return { name, oid: `oid-of-${name}`, commit, time, tagger, message };
}

/** What a version's tag says of its recipe. */
export function ofRecipe(digit: string): string {
  return `subject\n\nRecipe: ${digit.repeat(64)}\nBundle: ${digit.repeat(64)}\n`;
}
