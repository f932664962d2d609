import type { Digest } from "../../core/digest.ts";
import { outsideFailed } from "../../core/errors.ts";
import type { Git, Identity, Oid } from "../../ports/git.ts";
import type { ModelStore } from "../../ports/model-store.ts";
import type { Bundle } from "../../records/bundle.ts";
import { openBundle } from "../../records/bundle-files.ts";

const AUTHOR: Identity = { name: "Trunkline", email: "trunkline@users.noreply.github.com" };
/** A fixed moment, so that equal bundles are equal commits. */
const TIME = 1;

function refOf(recipe: Digest): string {
  return `refs/trunkline/bundles/${recipe}`;
}

/** Bundles as parentless commits under `refs/trunkline/bundles/<recipe>`: no ordinary clone fetches them, every Git host keeps them. */
export function gitStore(git: Git, { remote }: { readonly remote: string | null }): ModelStore {
  const local = async (ref: string): Promise<Oid | null> => git.resolve(ref);

  const read = async (ref: string, expected?: Digest): Promise<Bundle | null> => {
    const commit = await local(ref);
    return commit === null ? null : openBundle(await git.readTree(commit), ref, expected);
  };

  const find = async (recipe: Digest, expected?: Digest): Promise<Bundle | null> => {
    const ref = refOf(recipe);
    if ((await local(ref)) === null && remote !== null) await git.fetch(remote, [ref]);
    return mustBe(recipe, await read(ref, expected));
  };

  const write = (bundle: Bundle): Promise<Oid> =>
    git.writeCommit({
      files: bundle.files,
      message: `Bundle ${bundle.digest}\n\nRecipe: ${bundle.manifest.recipe}\n`,
      author: AUTHOR,
      time: TIME,
      parents: [],
    });

  const keep = async (bundle: Bundle): Promise<Bundle> => {
    const ref = refOf(bundle.manifest.recipe);
    const outcome = await git.updateRefs([{ ref, old: null, new: await write(bundle) }]);
    if (outcome.kind === "pushed") return bundle;
    return (await find(bundle.manifest.recipe)) ?? bundle;
  };

  const share = async (bundle: Bundle): Promise<Bundle> => {
    if (remote === null) return bundle;
    const ref = refOf(bundle.manifest.recipe);
    const commit = await write(bundle);
    const there = (await git.remoteRefs(remote, [ref])).get(ref);
    if (there === commit) return bundle;
    if (there === undefined) {
      const outcome = await git.push(remote, [{ ref, old: null, new: commit }]);
      if (outcome.kind === "pushed") return bundle;
    }
    // Another run was first: what it stored is what counts, here too.
    await git.fetch(remote, [ref]);
    const counts = mustBe(bundle.manifest.recipe, await read(ref));
    return counts ?? bundle;
  };

  return { find, keep, share };
}

/** A ref names a recipe; what lies there must be of that recipe. */
function mustBe(recipe: Digest, bundle: Bundle | null): Bundle | null {
  if (bundle === null || bundle.manifest.recipe === recipe) return bundle;
  throw outsideFailed({
    code: "bundle-corrupt",
    found: `${refOf(recipe)} holds a bundle of another recipe`,
    expected: "a bundle of the recipe that the ref names",
    next: "Delete that ref here and on the remote, then train again.",
  });
}
