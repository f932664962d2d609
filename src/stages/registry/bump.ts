import { canonicalJson } from "../../core/canonical-json.ts";
import type { Signature } from "../../records/bundle.ts";
import type { Recipe } from "../../records/recipe.ts";
import type { Bump } from "./version-number.ts";

interface Identity {
  readonly recipe: Recipe;
  readonly signature: Signature;
}

/**
 * What the change means for a consumer. Major: what they send or get is no longer compatible. Patch: only the data
 * differ. Minor: all else (code, features, algorithm, parameters, seed, split).
 */
export function bump(before: Identity, after: Identity): Bump {
  if (!compatible(before.signature, after.signature)) return "major";
  const sameMethod = canonicalJson(withoutData(before.recipe)) === canonicalJson(withoutData(after.recipe));
  return sameMethod ? "patch" : "minor";
}

function withoutData(recipe: Recipe): Recipe {
  return { ...recipe, data: { ...recipe.data, sources: [] } };
}

/** Compatible: a consumer who did right before still does: no further input, none of another type, no new class. */
function compatible(before: Signature, after: Signature): boolean {
  if (before.task !== after.task || before.target !== after.target) return false;
  const given = new Map(before.inputs.map((input) => [input.name, input.type]));
  if (!after.inputs.every((input) => given.get(input.name) === input.type)) return false;
  const known = new Set(before.classes);
  return (after.classes ?? []).every((name) => known.has(name));
}
