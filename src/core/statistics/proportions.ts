import { normalQuantile } from "./normal-distribution.ts";

/** So many of so many; at least one thing. */
export interface Share {
  readonly of: number;
  readonly marked: number;
}
export type Interval = readonly [low: number, high: number];

/** Wilson's score interval (1927) for a share; it has a width where all or none are marked. */
export function wilson({ marked, of }: Share, level: number): Interval {
  const z = normalQuantile(1 - level / 2);
  const share = marked / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const [center, scale] = [share + (z * z) / (2 * of), 1 + (z * z) / of];
  return [
    marked === 0 ? 0 : Math.max(0, (center - spread) / scale),
    marked === of ? 1 : Math.min(1, (center + spread) / scale),
  ];
}

/** The difference of two independent shares, the first less the second: Newcombe's hybrid score interval (1998, method 10). */
export function differenceOfShares(left: Share, right: Share, level: number): Interval {
  const [p, q] = [left.marked / left.of, right.marked / right.of];
  const [[a, b], [c, d]] = [wilson(left, level), wilson(right, level)];
  return [p - q - Math.hypot(p - a, d - q), p - q + Math.hypot(b - p, q - c)];
}

/** The first share over the second: the interval that Wilson's two give by the method of variance estimates recovery (Donner and Zou, 2012). */
export function ratioOfShares(left: Share, right: Share, level: number): Interval {
  const [p, q] = [left.marked / left.of, right.marked / right.of];
  const [[a, b], [c, d]] = [wilson(left, level), wilson(right, level)];
  const root = (x: number, y: number) =>
    Math.sqrt(Math.max(0, (p * q) ** 2 - x * y * (2 * p - x) * (2 * q - y)));
  const low = p === 0 ? 0 : (p * q - root(a, d)) / (d * (2 * q - d));
  const beneath = c * (2 * q - c);
  return [Math.max(0, low), beneath > 0 ? (p * q + root(b, c)) / beneath : Number.POSITIVE_INFINITY];
}
