/**
 * Holm's correction (1979) for a family of tests: the smallest p-value times their number, the next times one less, and so on, never
 * falling. Each that stays at or below a level may be called, with the chance of even one wrong call at most that level.
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const adjusted = [...values];
  let least = 0;
  order.forEach((index, rank) => {
    least = Math.max(least, Math.min(1, (values.length - rank) * values[index]!));
    adjusted[index] = least;
  });
  return adjusted;
}
