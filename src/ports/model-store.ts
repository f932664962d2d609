import type { Digest } from "../core/digest.ts";
import type { Bundle } from "../records/bundle.ts";

/** Where bundles live, by the digest of their recipe. Every read verifies the bundle against its digests. */
export interface ModelStore {
  /** From here, else from the remote; null when neither has it. `expected` is the bundle's digest where a version names it. */
  find(recipe: Digest, expected?: Digest): Promise<Bundle | null>;
  /** Keeps the bundle here. An earlier candidate of the same recipe stays: the first one that was stored counts, and is returned. */
  keep(bundle: Bundle): Promise<Bundle>;
  /** Shares a kept bundle with the remote; returns the one that counts (another run may have been first). */
  share(bundle: Bundle): Promise<Bundle>;
}
