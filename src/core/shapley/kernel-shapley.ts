import type { Random } from "../random.ts";
import { choleskySolver } from "./cholesky.ts";
import { binomial, type Coalition, coalitionsOfSize, complement, type ShapleyPlan } from "./coalitions.ts";

interface Weighted {
  readonly coalition: Coalition;
  weight: number;
}

/**
 * KernelSHAP (Lundberg and Lee, 2017): Shapley's values as the weighted least squares fit of a sum of one term a player, with the sum
 * of all terms held to what everybody together is worth. Sizes of coalitions are taken whole while there is room, those of one player
 * and of all but one first; the rest is drawn by its weight, each with its complement (Covert and Lee, 2021).
 * `most` is the number of coalitions, at least 2 * players + 2.
 */
export function kernelShapley(players: number, most: number, random: Random): ShapleyPlan {
  const chosen = chooseCoalitions(players, most - 2, random);
  const last = players - 1;
  const solve = choleskySolver(normalMatrix(chosen, last));
  return {
    coalitions: [
      new Uint8Array(players),
      ...chosen.map(({ coalition }) => coalition),
      new Uint8Array(players).fill(1),
    ],
    exact: false,
    solve: (worth) => {
      const empty = worth[0]!;
      const whole = worth[chosen.length + 1]! - empty;
      const right = new Float64Array(last);
      for (const [at, { coalition, weight }] of chosen.entries()) {
        const own = coalition[last]!;
        const rest = weight * (worth[at + 1]! - empty - own * whole);
        for (let player = 0; player < last; player++) right[player]! += rest * (coalition[player]! - own);
      }
      const values = solve(right);
      const sum = values.reduce((total, value) => total + value, 0);
      return Float64Array.of(...values, whole - sum);
    },
  };
}

/** The last player's term is what the others leave of the whole, so that one unknown less is fitted. */
function normalMatrix(chosen: readonly Weighted[], unknowns: number): Float64Array[] {
  const matrix = Array.from({ length: unknowns }, () => new Float64Array(unknowns));
  for (const { coalition, weight } of chosen) {
    const own = coalition[unknowns]!;
    for (let row = 0; row < unknowns; row++) {
      const left = weight * (coalition[row]! - own);
      if (left === 0) continue;
      for (let column = 0; column < unknowns; column++)
        matrix[row]![column]! += left * (coalition[column]! - own);
    }
  }
  return matrix;
}

function chooseCoalitions(players: number, room: number, random: Random): Weighted[] {
  // The weight of all coalitions of a size together: (n - 1) / (s (n - s)).
  const weightOf = (size: number) => (players - 1) / (size * (players - size));
  const chosen: Weighted[] = [];
  let size = 1;
  for (; size <= players / 2; size++) {
    const mirrored = size !== players - size;
    const many = binomial(players, size);
    if (chosen.length + many * (mirrored ? 2 : 1) > room) break;
    for (const coalition of coalitionsOfSize(players, size)) {
      const weight = weightOf(size) / many;
      chosen.push({ coalition, weight });
      if (mirrored) chosen.push({ coalition: complement(coalition), weight });
    }
  }
  const left: number[] = [];
  for (let each = size; each <= players - size; each++) left.push(each);
  return left.length === 0
    ? chosen
    : [...chosen, ...drawn(players, left, room - chosen.length, weightOf, random)];
}

/** Drawn in proportion to their weight, so that each draw weighs the same; together they weigh what their sizes do. */
function drawn(
  players: number,
  sizes: readonly number[],
  room: number,
  weightOf: (size: number) => number,
  random: Random,
): Weighted[] {
  let whole = 0;
  const upTo = sizes.map((size) => {
    whole += weightOf(size);
    return whole;
  });
  const found = new Map<string, Weighted>();
  const add = (coalition: Coalition): void => {
    const key = coalition.join("");
    const known = found.get(key);
    if (known) known.weight += 1;
    else found.set(key, { coalition, weight: 1 });
  };
  // Draws repeat themselves where few coalitions are left: there must be an end without them, too.
  let draws = 0;
  while (found.size + 2 <= room && draws < 4 * room) {
    const at = random.next() * whole;
    const size = sizes.find((_, index) => at < upTo[index]!) ?? sizes.at(-1)!;
    const coalition = ofSize(players, size, random);
    add(coalition);
    add(complement(coalition));
    draws += 2;
  }
  return [...found.values()].map(({ coalition, weight }) => ({
    coalition,
    weight: (weight * whole) / draws,
  }));
}

function ofSize(players: number, size: number, random: Random): Coalition {
  const order = Array.from({ length: players }, (_, player) => player);
  const coalition = new Uint8Array(players);
  for (let step = 0; step < size; step++) {
    const other = step + random.below(players - step);
    [order[step], order[other]] = [order[other]!, order[step]!];
    coalition[order[step]!] = 1;
  }
  return coalition;
}
