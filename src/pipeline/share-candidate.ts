import type { World } from "../ports/world.ts";
import type { Training } from "./train.ts";

/**
 * Stores what was trained for a pull request, so that the merge ships those bytes. Returns where it is: with the remote, or nowhere
 * but here, since a fork's run may only read.
 */
export async function shareCandidate(
  world: World,
  training: Training,
  fork: boolean,
): Promise<boolean | "fork"> {
  if (training.outcome === "registered") return true;
  if (fork) return "fork";
  if (world.remote === null) return false;
  await world.store.share(training.bundle);
  return true;
}
