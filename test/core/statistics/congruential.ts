/**
 * Numbers in [0, 1) from the generator x' = 1664525 x + 1013904223 mod 2^32 (Numerical Recipes): a line in any language, so that a reference can be
 * computed elsewhere from the very same values.
 */
export function congruential(seed: number, count: number): Float64Array {
  let state = seed;
  return new Float64Array(count).map(() => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}
