import { outsideFailed } from "../../core/errors.ts";
import type { Identity, RefUpdate } from "../../ports/git.ts";
import type { World } from "../../ports/world.ts";
import type { TagChange } from "../../stages/registry/register.ts";
import { parseTagName } from "../../stages/registry/tag-name.ts";
import { localRegistry, type RegistryState, registryRef, syncedRegistry } from "./registry-state.ts";

const ATTEMPTS = 6;
/** Signs where Git knows no user: in a workflow run. */
const WORKFLOW_IDENTITY: Identity = {
  name: "github-actions[bot]",
  email: "41898282+github-actions[bot]@users.noreply.github.com",
};

interface Decision<R> {
  readonly record: R;
  readonly changes: readonly TagChange[];
}

/**
 * Carries a registry decision out: the tag is the commit point. With `push`, tag and lease go to the remote in one
 * atomic push; when somebody else was first, the registry is read again and decided again.
 */
export async function writeEvent<R>(
  world: World,
  model: string,
  push: boolean,
  decide: (state: RegistryState) => Decision<R> | Promise<Decision<R>>,
): Promise<R> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const state = push ? await syncedRegistry(world, model) : await localRegistry(world, model);
    const decision = await decide(state);
    const made = await Promise.all(decision.changes.map((change) => makeTag(world, change)));
    const updates = [...(push ? unpushed(state) : []), ...made];
    if (updates.length === 0) return decision.record;
    const lock = lockUpdate(model, state, updates);
    if (push && world.remote !== null) {
      const outcome = await world.git.push(world.remote, [...updates, lock]);
      if (outcome.kind === "rejected") {
        world.console.say(`Somebody else wrote to the registry of ${model} first; reading it again …`);
        continue;
      }
    }
    const local = await world.git.updateRefs([...made, { ref: lock.ref, new: lock.new }]);
    if (local.kind === "pushed" || push) return decision.record;
  }
  throw outsideFailed({
    code: "registry-busy",
    found: `the registry of ${model} was written to by others ${ATTEMPTS} times in a row`,
    next: "Run again; nothing was half done.",
  });
}

async function makeTag(world: World, change: TagChange): Promise<RefUpdate> {
  const tagger = (await world.git.identity()) ?? WORKFLOW_IDENTITY;
  const oid = await world.git.writeTag({ ...change, tagger });
  return { ref: `refs/tags/${change.name}`, old: null, new: oid };
}

/** Events that were written here without `--push`, oldest first: they go along. */
function unpushed({ artifact, remote }: RegistryState): RefUpdate[] {
  if (remote === null) return [];
  return artifact.events
    .filter((event) => parseTagName(event.tag.name) && !remote.has(`refs/tags/${event.tag.name}`))
    .map((event) => ({ ref: `refs/tags/${event.tag.name}`, old: null, new: event.tag.oid }));
}

function lockUpdate(
  model: string,
  state: RegistryState,
  updates: readonly RefUpdate[],
): RefUpdate & { new: string } {
  const ref = registryRef(model);
  const old = state.remote === null ? undefined : (state.remote.get(ref) ?? null);
  return { ref, old, new: updates.at(-1)!.new! };
}
