import { contingencyTest } from "../../../core/statistics/contingency-test.ts";
import { jensenShannon } from "../../../core/statistics/jensen-shannon.ts";
import { kolmogorovSmirnov } from "../../../core/statistics/kolmogorov-smirnov.ts";
import { populationStability } from "../../../core/statistics/population-stability.ts";
import { sampleMoments } from "../../../core/statistics/sorted-sample.ts";
import { wasserstein } from "../../../core/statistics/wasserstein.ts";
import type { ValueTest } from "../../../records/drift.ts";
import { binNumbers } from "./bin-numbers.ts";
import { type ColumnPair, type NumberSample, presentRows } from "./column-sample.ts";
import { countCategories } from "./count-categories.ts";
import { measurePaired } from "./measure-paired.ts";
import type { Measurement } from "./measurement.ts";

/**
 * How the present values of a column differ, and how sure that is. Numbers are asked by Kolmogorov-Smirnov and text by chi-squared, unless another test is
 * forced; text cannot be asked `ks` or `wasserstein` and stays with chi-squared. A distance alone knows no noise,
 * so each is held against a p-value: `wasserstein` against Kolmogorov-Smirnov's; `psi` and `js` against that of chi-squared
 * on the very bins they are computed from. Two answers to the same rows are asked as such. Null when a side has no values.
 */
export function measureValues(pair: ColumnPair, forced?: ValueTest): Measurement | null {
  if (presentRows(pair.reference) === 0 || presentRows(pair.current) === 0) return null;
  if (pair.paired && forced === undefined) return measurePaired(pair.type, pair.paired);
  if (pair.type === "text") {
    const byCategory = forced === "psi" || forced === "js" ? forced : "chi2";
    return measureCounts(byCategory, countCategories(pair.reference, pair.current));
  }
  const test = forced ?? "ks";
  if (test === "ks" || test === "wasserstein") return measureNumbers(test, pair.reference, pair.current);
  return measureCounts(test, binNumbers(pair.reference, pair.current));
}

function measureNumbers(
  test: "ks" | "wasserstein",
  reference: NumberSample,
  current: NumberSample,
): Measurement {
  const { statistic, pValue } = kolmogorovSmirnov(reference.values, current.values);
  if (test === "ks") return { test, statistic, pValue, effect: statistic };
  const distance = wasserstein(reference.values, current.values);
  return { test, statistic: distance, pValue, effect: inDeviations(distance, reference, current) };
}

/** Where the reference is constant, by the current deviation; where that is constant too, they are equal or as far apart as can be said. */
function inDeviations(distance: number, reference: NumberSample, current: NumberSample): number {
  if (distance === 0) return 0;
  const deviation = [reference, current]
    .map((sample) => sampleMoments(sample.values).deviation)
    .find((each) => each > 0);
  return deviation === undefined ? Number.MAX_VALUE : Math.min(Number.MAX_VALUE, distance / deviation);
}

/** The effect of chi-squared is the Jensen-Shannon distance: unlike the statistic it does not grow with the rows. */
function measureCounts(
  test: "chi2" | "psi" | "js",
  counts: Parameters<typeof contingencyTest>[0],
): Measurement {
  const { statistic, pValue, tested } = contingencyTest(counts);
  const { reference, current } = tested;
  if (test === "psi") {
    const index = populationStability(reference, current);
    return { test, statistic: index, pValue, effect: index };
  }
  const distance = jensenShannon(reference, current);
  return { test, statistic: test === "js" ? distance : statistic, pValue, effect: distance };
}
