/** How many rows (or what weight of rows) each pair of a class and a cluster has. */
export interface CrossTable {
  /** By class, then cluster. */
  readonly counts: Float64Array;
  readonly classes: Float64Array;
  readonly clusters: Float64Array;
  readonly rows: number;
}

/** The table of two labellings of the same rows, each numbered from 0; classes and clusters without a row are left out of it. */
export function crossTable(
  classOf: Int32Array,
  clusterOf: Int32Array,
  [classCount, clusterCount]: readonly [number, number],
  weights: ArrayLike<number>,
): CrossTable {
  const all = new Float64Array(classCount * clusterCount);
  for (let row = 0; row < classOf.length; row++)
    all[classOf[row]! * clusterCount + clusterOf[row]!]! += weights[row]!;
  return withoutEmpty(all, classCount, clusterCount);
}

/** The same table with one row fewer in a cell; null when the cell has none. */
export function withoutOne(
  counts: Float64Array,
  [classCount, clusterCount]: readonly [number, number],
  cell: number,
): CrossTable | null {
  if (!(counts[cell]! >= 1)) return null;
  const less = Float64Array.from(counts);
  less[cell]! -= 1;
  return withoutEmpty(less, classCount, clusterCount);
}

function withoutEmpty(all: Float64Array, classCount: number, clusterCount: number): CrossTable {
  const [classes, clusters] = [new Float64Array(classCount), new Float64Array(clusterCount)];
  let rows = 0;
  for (let i = 0; i < classCount; i++)
    for (let j = 0; j < clusterCount; j++) {
      const count = all[i * clusterCount + j]!;
      classes[i]! += count;
      clusters[j]! += count;
      rows += count;
    }
  const [some, others] = [present(classes), present(clusters)];
  const counts = new Float64Array(some.length * others.length);
  some.forEach((i, at) => {
    others.forEach((j, beside) => {
      counts[at * others.length + beside] = all[i * clusterCount + j]!;
    });
  });
  return { counts, classes: pick(classes, some), clusters: pick(clusters, others), rows };
}

function present(sums: Float64Array): number[] {
  return [...sums.keys()].filter((at) => sums[at]! > 0);
}

function pick(values: Float64Array, places: readonly number[]): Float64Array {
  return Float64Array.from(places, (at) => values[at]!);
}
