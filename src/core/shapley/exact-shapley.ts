import { allCoalitions, binomial, type ShapleyPlan } from "./coalitions.ts";

/** Shapley's values (1953) by their definition: what a player adds, averaged over all orders in which the players may come. */
export function exactShapley(players: number): ShapleyPlan {
  const coalitions = allCoalitions(players);
  const sizes = coalitions.map((coalition) => coalition.reduce((sum, member) => sum + member, 0));
  // |S|! (n - |S| - 1)! / n!
  const weights = Array.from({ length: players }, (_, size) => 1 / (players * binomial(players - 1, size)));
  return {
    coalitions,
    exact: true,
    solve: (worth) =>
      Float64Array.from({ length: players }, (_, player) => {
        const bit = 2 ** player;
        let value = 0;
        for (let mask = 0; mask < coalitions.length; mask++)
          if (coalitions[mask]![player] === 0)
            value += weights[sizes[mask]!]! * (worth[mask + bit]! - worth[mask]!);
        return value;
      }),
  };
}
