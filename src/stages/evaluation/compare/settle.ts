import { normalQuantile } from "../../../core/statistics/normal-distribution.ts";

/** How often a difference of the stated size would be found. */
export const POWER = 0.8;

/** What a comparison of one metric knows of its own sharpness. */
export interface Sharpness {
  readonly rows: number;
  /** The standard error of the difference on these rows. */
  readonly error: number;
  /** The level at which a difference is called: 1 - confidence, over the number of metrics that decide. */
  readonly level: number;
}

/** (z at 1 - level / 2, plus z at the power) standard errors: what would have been found in 80 % of such holdouts. */
export function smallestDifference({ error, level }: Sharpness): number {
  return (normalQuantile(1 - level / 2) + normalQuantile(POWER)) * error;
}

/**
 * About how many rows would tell, if the difference is what it seems: the error shrinks with the square root of the rows, until the
 * difference stands out, or until it and its uncertainty fit into the tolerated band, whichever comes first. Two digits are all that
 * is known of it. Null where no number would do.
 */
export function rowsToSettle(sharpness: Sharpness, difference: number, tolerance: number): number | null {
  const smallest = smallestDifference(sharpness);
  const room = Math.max(Math.abs(difference), tolerance - Math.abs(difference));
  if (!(room > 0) || !(smallest > 0)) return null;
  const rows = Math.max(sharpness.rows + 1, sharpness.rows * (smallest / room) ** 2);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(rows)) - 1);
  return Math.ceil(rows / unit) * unit;
}
