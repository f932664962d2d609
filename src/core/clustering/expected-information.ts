/**
 * The mutual information that two labellings with these sizes have by chance alone, in nats: its mean over the hypergeometric
 * distribution of each cell (Vinh, Epps and Bailey, 2010, equation 24). The time is that of classes times rows at most.
 */
export function expectedInformation(classes: Float64Array, clusters: Float64Array, rows: number): number {
  const log = logFactorials(rows);
  let expected = 0;
  for (const a of classes)
    for (const b of clusters) {
      const fixed = log[a]! + log[b]! + log[rows - a]! + log[rows - b]! - log[rows]!;
      const scale = Math.log(rows) - Math.log(a) - Math.log(b);
      for (let n = Math.max(1, a + b - rows); n <= Math.min(a, b); n++) {
        const chance = fixed - log[n]! - log[a - n]! - log[b - n]! - log[rows - a - b + n]!;
        // Beyond the smallest double nothing is added.
        if (chance > -745) expected += (n / rows) * (Math.log(n) + scale) * Math.exp(chance);
      }
    }
  return expected;
}

let known = new Float64Array(1);

/** ln n! for 0 to `most`; summed with Kahan's compensation, so that the last digits of a million are as good as those of ten. */
function logFactorials(most: number): Float64Array {
  if (known.length > most) return known;
  const values = new Float64Array(most + 1);
  let [sum, lost] = [0, 0];
  for (let n = 2; n <= most; n++) {
    const term = Math.log(n) - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
    values[n] = sum;
  }
  known = values;
  return values;
}
