import type { Random } from "../random.ts";
import type { ShapleyPlan } from "./coalitions.ts";
import { exactShapley } from "./exact-shapley.ts";
import { kernelShapley } from "./kernel-shapley.ts";

/**
 * The exact values where all coalitions are no more than `most`, else KernelSHAP's estimate from `most` of them, or from the fewest by
 * which it is determined (all of one player, all of all but one, nobody and everybody).
 */
export function shapleyPlan(players: number, most: number, random: Random): ShapleyPlan {
  const room = Math.max(most, fewestCoalitions(players));
  return players < 30 && 2 ** players <= room ? exactShapley(players) : kernelShapley(players, room, random);
}

/** What is asked at the least; of three players or fewer that is all. */
function fewestCoalitions(players: number): number {
  return players <= 3 ? 2 ** players : 2 * players + 2;
}
