/** A coalition: 1 where a player is in it, 0 where not. */
export type Coalition = Uint8Array;

/** Which coalitions are asked for their worth, and how Shapley values come from the answers. */
export interface ShapleyPlan {
  /** The first is empty, the last one holds everybody. */
  readonly coalitions: readonly Coalition[];
  /** Whether every coalition is asked, so that nothing is estimated. */
  readonly exact: boolean;
  /** The value of each player, from the worth of each coalition in their order. The values add up to the last worth less the first. */
  solve(worth: ArrayLike<number>): Float64Array;
}

/** By binary numbers: the first player is the lowest bit. */
export function allCoalitions(players: number): Coalition[] {
  return Array.from({ length: 2 ** players }, (_, mask) =>
    Uint8Array.from({ length: players }, (_, player) => (mask >> player) & 1),
  );
}

/** All coalitions of so many players. */
export function coalitionsOfSize(players: number, size: number): Coalition[] {
  const found: Coalition[] = [];
  const chosen: number[] = [];
  const choose = (from: number): void => {
    if (chosen.length === size) {
      const coalition = new Uint8Array(players);
      for (const player of chosen) coalition[player] = 1;
      found.push(coalition);
      return;
    }
    for (let player = from; player <= players - (size - chosen.length); player++) {
      chosen.push(player);
      choose(player + 1);
      chosen.pop();
    }
  };
  choose(0);
  return found;
}

export function complement(coalition: Coalition): Coalition {
  return coalition.map((member) => 1 - member);
}

/** n over k. */
export function binomial(n: number, k: number): number {
  let result = 1;
  for (let step = 1; step <= Math.min(k, n - k); step++) result = (result * (n - step + 1)) / step;
  return Math.round(result);
}
