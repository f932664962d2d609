import type { Random } from "../random.ts";

/** How often each row counts: all once, or as often as a resample drew it. */
export type Weights = Uint16Array;

export function once(rows: number): Weights {
  return new Uint16Array(rows).fill(1);
}

/** A bootstrap resample: as many rows as there are, drawn with replacement. Only how often each was drawn matters. */
export function drawInto(weights: Weights, random: Random): void {
  weights.fill(0);
  const rows = weights.length;
  for (let draw = 0; draw < rows; draw++) weights[random.below(rows)]! += 1;
}
