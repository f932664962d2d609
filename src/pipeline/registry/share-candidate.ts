import type { World } from "../../ports/world.ts";
import type { Check } from "../check.ts";
import { shareDecision } from "../evaluation/decisions.ts";

/**
 * Stores what was trained for a pull request, so that the merge ships those bytes, and what was decided of it. Returns where it is: with the remote, or nowhere
 * but here, since a fork's run may only read.
 */
export async function shareCandidate(
  world: World,
  { training, evaluation, gate }: Pick<Check, "training" | "evaluation" | "gate">,
  fork: boolean,
): Promise<boolean | "fork"> {
  if (!training) return false;
  if (training.outcome === "registered") return true;
  if (fork) return "fork";
  if (world.remote === null) return false;
  await world.store.share(training.bundle);
  if (evaluation && gate) await shareDecision(world, evaluation, gate);
  return true;
}
