import { DIGEST_PATTERN } from "../../core/digest.ts";
import type { Identity, Oid, RefUpdate } from "../../ports/git.ts";
import type { World } from "../../ports/world.ts";
import { jsonFile } from "../../records/bundle-files.ts";
import type { Evaluation, Gate } from "../../records/evaluation.ts";
import type { Artifact } from "../../records/registry.ts";
import { nameInTag } from "../../stages/registry/tag-name.ts";

/**
 * Every decision that a holdout has taken is a ref, `refs/trunkline/decisions/<model>/<holdout>/<recipe>`: a parentless commit with the
 * evaluation and the gate as they were. Refs are counted by their names alone, so no decision needs to be fetched.
 */
function folder(model: string, holdout: string): string {
  return `refs/trunkline/decisions/${nameInTag(model)}/${holdout}/`;
}

const AUTHOR: Identity = { name: "Trunkline", email: "trunkline@users.noreply.github.com" };
/** A fixed moment, so that equal decisions are equal commits. */
const TIME = 1;

/** The recipes that this holdout has decided on: here, on the remote where `sync` says so, and those that are versions. */
export async function knownDecisions(
  world: World,
  model: string,
  { holdout }: Pick<Evaluation, "holdout">,
  artifact: Artifact,
  sync: boolean,
): Promise<ReadonlySet<string>> {
  if (holdout === undefined) return new Set();
  const prefix = folder(model, holdout);
  const [local, remote] = await Promise.all([
    world.git.refs(prefix),
    sync && world.remote !== null
      ? world.git.remoteRefs(world.remote, [`${prefix}*`])
      : new Map<string, Oid>(),
  ]);
  const named = [...local.keys(), ...remote.keys()]
    .map((ref) => ref.slice(prefix.length))
    .filter((name) => DIGEST_PATTERN.test(name));
  const versions = artifact.versions.flatMap(({ recipe, trailers }) =>
    recipe !== undefined && trailers.Holdout?.includes(holdout) ? [recipe] : [],
  );
  return new Set([...named, ...versions]);
}

/** Keeps a decision here. The same model decided again (another champion, another day) replaces it. */
export async function keepDecision(world: World, evaluation: Evaluation, gate: Gate): Promise<void> {
  const update = await decisionRef(world, evaluation, gate);
  if (update) await world.git.updateRefs([update]);
}

/** Shares it, so that everybody counts it. */
export async function shareDecision(world: World, evaluation: Evaluation, gate: Gate): Promise<void> {
  const update = await decisionRef(world, evaluation, gate);
  if (!update || world.remote === null) return;
  const there = await world.git.remoteRefs(world.remote, [update.ref]);
  if (there.get(update.ref) !== update.new) await world.git.push(world.remote, [update]);
}

async function decisionRef(world: World, evaluation: Evaluation, gate: Gate): Promise<RefUpdate | null> {
  const { model, holdout, recipe } = evaluation;
  if (holdout === undefined || gate.registered !== null) return null;
  const commit = await world.git.writeCommit({
    files: new Map([
      ["evaluation.json", jsonFile(evaluation)],
      ["gate.json", jsonFile(gate)],
    ]),
    message: `Decision: ${gate.passed ? "passed" : "refused"}\n\nRecipe: ${recipe}\nHoldout: ${holdout}\n`,
    author: AUTHOR,
    time: TIME,
    parents: [],
  });
  return { ref: `${folder(model, holdout)}${recipe}`, new: commit };
}
