/**
 * P-values adjusted for how many there are: those at most α after it hold a share of at most α false discoveries on
 * average (Benjamini and Hochberg, 1995). SciPy's `false_discovery_control(ps)`. In the order given; from 0 to 1.
 * Throws a RangeError for what is no probability.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  if (pValues.some((p) => !(p >= 0 && p <= 1))) throw new RangeError("a p-value lies between 0 and 1");
  const count = pValues.length;
  const descending = pValues.map((_, index) => index).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(count);
  let least = 1;
  descending.forEach((index, place) => {
    least = Math.min(least, (pValues[index]! * count) / (count - place));
    adjusted[index] = least;
  });
  return adjusted;
}
