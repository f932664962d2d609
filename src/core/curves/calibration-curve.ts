export interface CalibrationBin {
  /** The mean of the probabilities that the model gave. */
  readonly predicted: number;
  /** The share of rows where it happened. */
  readonly happened: number;
  readonly rows: number;
}

/** Bins of equal width that hold their upper edge; empty ones are left out. */
export function calibrationCurve(
  probabilities: readonly number[],
  happened: readonly boolean[],
  bins = 10,
): CalibrationBin[] {
  const sums = Array.from({ length: bins }, () => ({ rows: 0, probability: 0, happened: 0 }));
  // Multiplied, not divided: the same edges to the last bit as NumPy's linspace.
  const edges = Array.from({ length: bins - 1 }, (_, index) => (index + 1) * (1 / bins));
  for (const [row, probability] of probabilities.entries()) {
    const above = edges.findIndex((edge) => probability <= edge);
    const bin = sums[above < 0 ? bins - 1 : above]!;
    bin.rows++;
    bin.probability += probability;
    if (happened[row]) bin.happened++;
  }
  return sums
    .filter(({ rows }) => rows > 0)
    .map(({ rows, probability, happened: yes }) => ({
      predicted: probability / rows,
      happened: yes / rows,
      rows,
    }));
}
