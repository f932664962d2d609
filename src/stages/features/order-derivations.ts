import { badInput, type TrunklineError } from "../../core/errors.ts";

/**
 * Puts derived columns behind those that they read; among those that could come next, the first by name. The order of
 * the spec does not matter, since it is not part of the recipe.
 */
export function orderDerivations<D extends { readonly name: string; readonly inputs: readonly string[] }>(
  derivations: readonly D[],
): D[] {
  const waiting = new Map(
    derivations
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((derivation) => [derivation.name, derivation]),
  );
  const ordered: D[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ inputs }) => !inputs.some((input) => waiting.has(input)));
    if (next === undefined) throw circular([...waiting.keys()]);
    waiting.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}

function circular(names: readonly string[]): TrunklineError {
  return badInput({
    code: "features-circular",
    key: ["features", names[0]!],
    found: `derived columns that need each other: ${names.join(", ")}`,
    expected: "derived columns that rest on the data's own columns in the end",
    next: "Rename the derived column if it was to read a column of the data, or take the circle apart.",
  });
}
