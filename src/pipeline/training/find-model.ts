import type { World } from "../../ports/world.ts";
import type { Bundle } from "../../records/bundle.ts";
import type { Artifact, Version } from "../../records/registry.ts";
import { versionOfRecipe } from "../../stages/registry/find-version.ts";

/** A model that exists already: as a registered version, or as a candidate that no version names yet. */
export interface FoundModel {
  readonly bundle: Bundle;
  readonly version: Version | null;
}

/** Looks a recipe up: the registered version first, then a stored candidate; null means that it must be trained. */
export async function findModel(
  world: World,
  artifact: Artifact,
  recipe: string,
): Promise<FoundModel | null> {
  const version = versionOfRecipe(artifact, recipe) ?? null;
  const bundle = await world.store.find(recipe, version?.bundle);
  return bundle && { bundle, version };
}
