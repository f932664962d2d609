import { canonicalJson } from "../../core/canonical-json.ts";
import { shortDigest } from "../../core/digest.ts";
import type { FileDigest, Recipe } from "../../records/recipe.ts";

/** What differs between two recipes, a line each, in the words of the spec: `train.params.k: 5 → 7`. */
export function recipeChanges(before: Recipe, after: Recipe): string[] {
  return [
    ...fileChanges("data", before.data.sources, after.data.sources),
    ...fileChanges("code", codeOf(before), codeOf(after)),
    ...valueChanges(spoken(before), spoken(after)),
  ];
}

function codeOf({ training }: Recipe): readonly FileDigest[] {
  return "code" in training ? training.code : [];
}

function fileChanges(what: string, before: readonly FileDigest[], after: readonly FileDigest[]): string[] {
  const [old, now] = [before, after].map(
    (files) => new Map(files.map((file) => [file.path, file.digest])),
  ) as [Map<string, string>, Map<string, string>];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap((path) => {
    const [left, right] = [old.get(path), now.get(path)];
    if (left === right) return [];
    if (left === undefined) return [`${what} ${path}: added`];
    if (right === undefined) return [`${what} ${path}: removed`];
    return [`${what} ${path}: ${shortDigest(left)} → ${shortDigest(right)}`];
  });
}

/** The recipe's values by their names in the spec. */
function spoken({ task, target, data, features, training }: Recipe): Map<string, unknown> {
  const { code: _, ...train } = { code: null, ...training };
  const tree = {
    problem: { task, target },
    data: { key: data.key, missing: data.missing, types: data.types, split: data.split },
    features: features.columns,
    ...(features.prepare && { prepare: features.prepare }),
    train,
  };
  return leaves(tree, "");
}

function leaves(value: unknown, name: string): Map<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return new Map([[name, value]]);
  const found = Object.entries(value).map(([key, item]) => leaves(item, name ? `${name}.${key}` : key));
  return new Map(found.flatMap((each) => [...each]));
}

function valueChanges(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [left, right] = [written(before, name), written(after, name)];
    if (left === right) return [];
    const words = leftOut(before.get(name), after.get(name), name) ?? `${left} → ${right}`;
    return [`${name}: ${words}`];
  });
}

/** In the spec `false` leaves a column out, and nothing at all leaves it as it is. */
function leftOut(before: unknown, after: unknown, name: string): string | null {
  if (!name.startsWith("features.")) return null;
  if (before === false && after === undefined) return "left out → used";
  return before === undefined && after === false ? "used → left out" : null;
}

function written(values: ReadonlyMap<string, unknown>, name: string): string {
  if (!values.has(name)) return "(not set)";
  const value = values.get(name);
  return typeof value === "string" ? value : canonicalJson(value);
}
