import type { Oid } from "../../ports/git.ts";
import type { World } from "../../ports/world.ts";
import type { Artifact } from "../../records/registry.ts";
import { foldArtifact, foldRegistry } from "../../stages/registry/fold.ts";
import { nameInTag, tagPatterns } from "../../stages/registry/tag-name.ts";

/**
 * Each model has one ref that every registry event moves, under a lease, to its own tag object. It says nothing that the
 * tags do not; it makes two writers at once impossible, which Git's tags alone do not.
 */
export function registryRef(model: string): string {
  return `refs/trunkline/registry/${nameInTag(model)}`;
}

export interface RegistryState {
  readonly artifact: Artifact;
  /** What the remote had when it was asked; null when it was not. */
  readonly remote: ReadonlyMap<string, Oid> | null;
}

/** The registry as this clone has it. */
export async function localRegistry(world: World, model: string): Promise<RegistryState> {
  const tags = await world.git.tags(tagPatterns(model));
  return { artifact: foldRegistry(tags).get(model) ?? foldArtifact(model, []), remote: null };
}

/** The registry after bringing here what the remote has more: one question, and one fetch only if something is new. */
export async function syncedRegistry(world: World, model: string): Promise<RegistryState> {
  if (world.remote === null) return localRegistry(world, model);
  const patterns = [...tagPatterns(model).map((name) => `refs/tags/${name}`), registryRef(model)];
  const [remote, local] = await Promise.all([
    world.git.remoteRefs(world.remote, patterns),
    world.git.refs("refs/"),
  ]);
  const missing = [...remote].filter(([ref, oid]) => local.get(ref) !== oid).map(([ref]) => ref);
  if (missing.length > 0) await world.git.fetch(world.remote, missing);
  return { ...(await localRegistry(world, model)), remote };
}

/** The registry, from the remote too where `sync` says so. */
export function readRegistry(world: World, model: string, sync: boolean): Promise<RegistryState> {
  return sync ? syncedRegistry(world, model) : localRegistry(world, model);
}
