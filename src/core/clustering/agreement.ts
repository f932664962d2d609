import type { CrossTable } from "./cross-table.ts";
import { expectedInformation } from "./expected-information.ts";

/**
 * The adjusted Rand index (Hubert and Arabie, 1985): the share of pairs of rows that both labellings keep together or apart, less what
 * chance gives. 1: the same; 0: chance. Counted over ordered pairs, as scikit-learn does.
 */
export function adjustedRand({ counts, classes, clusters, rows }: CrossTable): number {
  const [both, ofClasses, ofClusters] = [squares(counts), squares(classes), squares(clusters)];
  const together = both - rows;
  const onlyClass = ofClasses - both;
  const onlyCluster = ofClusters - both;
  if (onlyClass === 0 && onlyCluster === 0) return 1;
  const apart = rows * rows - onlyClass - onlyCluster - both;
  const expected =
    (together + onlyClass) * (onlyClass + apart) + (together + onlyCluster) * (onlyCluster + apart);
  return (2 * (together * apart - onlyClass * onlyCluster)) / expected;
}

export interface Information {
  /** In nats, from 0 up. */
  readonly mutual: number;
  /** Over the mean of the two entropies: 0 to 1. */
  readonly normalised: number;
  /** Less what chance gives (Vinh, Epps and Bailey, 2010): 1 for the same, 0 for chance. */
  readonly adjusted: number;
}

/** Mutual information of two labellings, plain, normalised and adjusted, with scikit-learn's answers where nothing is parted. */
export function informationOf(table: CrossTable): Information {
  const { counts, classes, clusters, rows } = table;
  const [ofClasses, ofClusters] = [entropy(classes, rows), entropy(clusters, rows)];
  let sum = 0;
  for (let i = 0; i < classes.length; i++)
    for (let j = 0; j < clusters.length; j++) {
      const count = counts[i * clusters.length + j]!;
      if (count === 0) continue;
      const chance = Math.log(classes[i]!) + Math.log(clusters[j]!) - Math.log(rows);
      const term = (count / rows) * (Math.log(count) - chance);
      // What is zero but for rounding.
      if (Math.abs(term) > Number.EPSILON) sum += term;
    }
  const mutual = Math.max(0, sum);
  if (classes.length === 1 && clusters.length === 1) return { mutual, normalised: 1, adjusted: 1 };
  if (classes.length === 1 || clusters.length === 1) return { mutual, normalised: 0, adjusted: 0 };
  const most = (ofClasses + ofClusters) / 2;
  const expected = expectedInformation(classes, clusters, rows);
  const adjusted = awayFromZero(mutual - expected) / awayFromZero(most - expected);
  return { mutual, normalised: mutual === 0 ? 0 : mutual / most, adjusted };
}

function awayFromZero(value: number): number {
  return value < 0 ? Math.min(value, -Number.EPSILON) : Math.max(value, Number.EPSILON);
}

function entropy(sums: Float64Array, rows: number): number {
  return sums.reduce((sum, count) => sum - (count / rows) * Math.log(count / rows), 0);
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
