import * as v from "valibot";
import { canonicalJson } from "../core/canonical-json.ts";
import { type Digest, digestBytes, digestJson, shortDigest } from "../core/digest.ts";
import { TrunklineError } from "../core/errors.ts";
import { type Bundle, Manifest } from "./bundle.ts";
import { Recipe } from "./recipe.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The digest of a bundle: SHA-256 over the lines `<digest>  <path>\n` of all its files, sorted by path. */
export function digestFiles(files: ReadonlyMap<string, Uint8Array>): Digest {
  const paths = [...files.keys()].sort();
  return digestBytes(paths.map((path) => `${digestBytes(files.get(path)!)}  ${path}\n`).join(""));
}

/** A record as the bytes of a bundle's file: canonical JSON and a newline. */
export function jsonFile(value: unknown): Uint8Array {
  return encoder.encode(`${canonicalJson(value)}\n`);
}

/** Adds the manifest to a model's files and seals them under their digest. The same input gives the same bytes. */
export function sealBundle(
  parts: Omit<Manifest, "format" | "recipe" | "files">,
  recipe: Recipe,
  others: ReadonlyMap<string, Uint8Array>,
): Bundle {
  const files = new Map(
    [...others, ["recipe.json", jsonFile(recipe)]].sort(byPath) as [string, Uint8Array][],
  );
  const manifest: Manifest = {
    format: 1,
    ...parts,
    recipe: digestJson(recipe),
    files: [...files].map(([path, bytes]) => ({ path, digest: digestBytes(bytes) })),
  };
  files.set("manifest.json", jsonFile(manifest));
  return { digest: digestFiles(files), manifest, recipe, files };
}

function byPath([left]: readonly unknown[], [right]: readonly unknown[]): number {
  return String(left) < String(right) ? -1 : 1;
}

/**
 * Reads a bundle back and believes nothing: every file against the manifest, the recipe against its digest, and the
 * whole against `expected` where a version names it. Throws `bundle-corrupt` (exit 3) with the file that is wrong.
 */
export function openBundle(files: ReadonlyMap<string, Uint8Array>, where: string, expected?: Digest): Bundle {
  const digest = digestFiles(files);
  if (expected !== undefined && digest !== expected) {
    throw corrupt(
      where,
      `digest ${shortDigest(digest)}`,
      `digest ${shortDigest(expected)}, which the version names`,
    );
  }
  const manifest = readRecord(Manifest, files, "manifest.json", where);
  const recipe = readRecord(Recipe, files, "recipe.json", where);
  if (digestJson(recipe) !== manifest.recipe)
    throw corrupt(where, "recipe.json differs from the manifest's recipe", "the same");
  const named = new Map(manifest.files.map((file) => [file.path, file.digest]));
  for (const [path, bytes] of files) {
    if (path === "manifest.json") continue;
    if (!named.has(path))
      throw corrupt(where, `${path}, which the manifest does not name`, "only files that it names");
    if (named.get(path) !== digestBytes(bytes))
      throw corrupt(where, `${path} with other bytes than the manifest says`, "the bytes that were sealed");
    named.delete(path);
  }
  const [absent] = named.keys();
  if (absent !== undefined) throw corrupt(where, `no ${absent}`, "every file that the manifest names");
  return { digest, manifest, recipe, files };
}

/** One JSON file of a bundle, checked against its schema. */
export function readRecord<S extends v.GenericSchema>(
  schema: S,
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  where: string,
): v.InferOutput<S> {
  const bytes = files.get(path);
  if (bytes === undefined) throw corrupt(where, `no ${path}`, "a bundle with that file");
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch (error) {
    throw corrupt(where, `${path} is not JSON (${(error as Error).message})`, "JSON in UTF-8");
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw corrupt(
    where,
    `${path}: ${v.getDotPath(issue) ?? "the document"}: ${issue.message}`,
    "a bundle of format 1",
  );
}

function corrupt(where: string, found: string, expected: string): TrunklineError {
  return new TrunklineError(3, {
    code: "bundle-corrupt",
    found: `${where}: ${found}`,
    expected,
    next: "Do not use this bundle. Fetch it again; if it stays so, restore the ref from a clone that has the right one, or train again.",
  });
}
