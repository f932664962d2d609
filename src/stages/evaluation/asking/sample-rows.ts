import type { Random } from "../../../core/random.ts";

/** So many of the values, each as likely as the others, in the order that they had; all where there are no more. */
export function sampleOf<T>(values: readonly T[], most: number, random: Random): T[] {
  if (values.length <= most) return [...values];
  const order = shuffled(values.length, random).slice(0, most);
  return order.sort((a, b) => a - b).map((at) => values[at]!);
}

/** The numbers below `count` in an order by chance (Fisher and Yates). */
export function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}
