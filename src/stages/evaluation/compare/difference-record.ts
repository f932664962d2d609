import type { Compared } from "../../../records/compared.ts";
import type { MetricDifference } from "../../../records/comparison.ts";

/** A difference as records hold it. Null for what no bootstrap can tell, such as the largest error. */
export function differenceRecord(found: MetricDifference): Compared | null {
  if (!found.interval || found.test === "none") return null;
  const { champion, challenger, difference, interval, tolerance, p_value, test, verdict } = found;
  const { error, adjusted_p_value, smallest, rows_to_settle } = found;
  // No record holds a figure beyond the largest double.
  if (![difference, ...interval].every(Number.isFinite)) return null;
  return {
    champion,
    challenger,
    difference,
    interval: [interval[0], interval[1]],
    tolerance,
    p_value,
    test,
    ...(error !== null && { error }),
    ...(adjusted_p_value !== null && { adjusted_p_value }),
    ...(smallest !== null && Number.isFinite(smallest) && { smallest }),
    ...(rows_to_settle !== null && Number.isFinite(rows_to_settle) && { rows_to_settle }),
    verdict,
  };
}
