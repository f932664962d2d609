/**
 * How much one column tells of another, in nats: 0 for independent ones. All estimates are those of scikit-learn's mutual_info_classif and
 * mutual_info_regression, which add noise against ties. Here rows that are equally far are counted as they are instead (Gao, Kannan, Oh and Viswanath,
 * Estimating Mutual Information for Discrete-Continuous Mixtures, NIPS 2017): whole numbers and filled gaps have many.
 */

/** Neighbours that the estimates for continuous columns look at; scikit-learn's default. */
const NEIGHBOURS = 3;
const EULER = 0.5772156649015329;

/** Of two columns of categories (any codes, one a row): the sum of p log(p / (p_x p_y)) over their table. */
export function categoricalInformation(x: readonly number[], y: readonly number[]): number {
  const [rows, columns, cells] = [
    new Map<number, number>(),
    new Map<number, number>(),
    new Map<string, number>(),
  ];
  x.forEach((left, at) => {
    const cell = `${left} ${y[at]}`;
    rows.set(left, (rows.get(left) ?? 0) + 1);
    columns.set(y[at]!, (columns.get(y[at]!) ?? 0) + 1);
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  });
  let sum = 0;
  for (const [cell, count] of cells) {
    const [left, right] = cell.split(" ").map(Number) as [number, number];
    const expected = (rows.get(left)! / x.length) * columns.get(right)!;
    sum += (count / x.length) * Math.log(count / expected);
  }
  return Math.max(0, sum);
}

/**
 * Of a continuous column and one of categories (B. C. Ross, Mutual Information between Discrete and Continuous Data Sets, PLoS ONE 2014).
 * Rows whose category comes once say nothing and are passed over.
 */
export function mixedInformation(continuous: readonly number[], categories: readonly number[]): number {
  const byCategory = new Map<number, number[]>();
  continuous.forEach((value, at) => {
    const own = byCategory.get(categories[at]!) ?? [];
    byCategory.set(categories[at]!, own);
    own.push(value);
  });
  const told = [...byCategory.values()]
    .filter((own) => own.length > 1)
    .map((own) => Float64Array.from(own).sort());
  const all = Float64Array.from(told.flatMap((own) => [...own])).sort();
  if (all.length === 0) return 0;
  const psi = digammas(all.length);
  let sum = 0;
  for (const own of told) {
    const k = Math.min(NEIGHBOURS, own.length - 1);
    own.forEach((value, at) => {
      const radius = distanceToNeighbour(own, at, k);
      // Without ties that is k.
      const near = countWithin(own, value, radius);
      sum += psi[near]! - psi[own.length]! - psi[countWithin(all, value, radius)]!;
    });
  }
  return Math.max(0, psi[all.length]! + sum / all.length);
}

/**
 * Of two continuous columns (Kraskov, Stögbauer and Grassberger, Estimating mutual information, Phys. Rev. E 2004, the first estimator), each in
 * units of its own deviation. Takes time with the square of the rows.
 */
export function continuousInformation(x: readonly number[], y: readonly number[]): number {
  const size = x.length;
  if (size <= NEIGHBOURS) return 0;
  const psi = digammas(size);
  const [sortedX, sortedY] = [Float64Array.from(x).sort(), Float64Array.from(y).sort()];
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const nearest = [Infinity, Infinity, Infinity];
    let same = 0;
    for (let j = 0; j < size; j++) {
      if (i === j) continue;
      const distance = Math.max(Math.abs(x[i]! - x[j]!), Math.abs(y[i]! - y[j]!));
      if (distance === 0) same += 1;
      if (distance >= nearest[2]!) continue;
      nearest[2] = distance;
      nearest.sort((a, b) => a - b);
    }
    const radius = nearest[2]!;
    // The row itself counts; without ties these are as many as there are neighbours.
    const near = 1 + (radius > 0 ? nearest.filter((distance) => distance < radius).length : same);
    sum += psi[near]! - psi[countWithin(sortedX, x[i]!, radius)]! - psi[countWithin(sortedY, y[i]!, radius)]!;
  }
  return Math.max(0, psi[size]! + sum / size);
}

/** The digamma function at 0 (unused) to `most`: -γ + 1 + 1/2 + … + 1/(n - 1). */
function digammas(most: number): Float64Array {
  const values = new Float64Array(most + 1);
  values[1] = -EULER;
  for (let n = 2; n <= most; n++) values[n] = values[n - 1]! + 1 / (n - 1);
  return values;
}

/** The distance from a value of a sorted list to the k-th nearest of the others. */
function distanceToNeighbour(sorted: Float64Array, at: number, k: number): number {
  let [left, right, distance] = [at - 1, at + 1, 0];
  for (let count = 0; count < k; count++) {
    const below = left >= 0 ? sorted[at]! - sorted[left]! : Infinity;
    const above = right < sorted.length ? sorted[right]! - sorted[at]! : Infinity;
    distance = Math.min(below, above);
    if (below <= above) left--;
    else right++;
  }
  return distance;
}

/** How many values of a sorted list are nearer than the radius (the value itself, too); for a radius of 0, how many are equal. */
function countWithin(sorted: Float64Array, value: number, radius: number): number {
  const near = (other: number) => {
    const distance = Math.abs(other - value);
    return radius > 0 ? distance < radius : distance === 0;
  };
  const from = boundary(sorted, (other) => other >= value || near(other));
  const to = boundary(sorted, (other) => other > value && !near(other));
  return to - from;
}

/** The first position from which on a condition holds. */
function boundary(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
