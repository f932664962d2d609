import type { OverallVerdict, Verdict } from "../../records/evaluation.ts";

/** Below this a difference is rounding, not a difference. */
const ROUNDING = 1e-12;

/**
 * What an interval of the difference (challenger minus champion) says. Improved: all of it is better. Equivalent: all of it is within
 * the tolerated band. Regressed: all of it is worse. Else the holdout cannot tell.
 */
export function verdictOf(
  direction: "higher" | "lower",
  interval: readonly [number, number],
  tolerance: number,
): Verdict {
  const [low, high] = direction === "higher" ? interval : [-interval[1], -interval[0]];
  if (low > ROUNDING) return "improved";
  if (low >= -tolerance - ROUNDING && high <= tolerance + ROUNDING) return "equivalent";
  if (high < -ROUNDING) return "regressed";
  return "inconclusive";
}

/**
 * The verdict on the change, by the metrics that decide: a single regression counts more than every improvement. One that could not
 * be compared is inconclusive, and so is a change without any.
 */
export function overallVerdict(
  metrics: readonly { readonly gated: boolean; readonly compared: { readonly verdict: Verdict } | null }[],
): OverallVerdict {
  const verdicts = metrics
    .filter(({ gated }) => gated)
    .map(({ compared }) => compared?.verdict ?? "inconclusive");
  if (verdicts.includes("regressed")) return "regressed";
  if (verdicts.includes("improved")) return "improved";
  const same = verdicts.length > 0 && verdicts.every((verdict) => verdict === "equivalent");
  return same ? "equivalent" : "inconclusive";
}
