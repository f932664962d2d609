import { murmurHash } from "../../../core/murmur-hash.ts";

/**
 * Counts texts in buckets as scikit-learn's FeatureHasher does: the hash's remainder is the bucket, its sign the sign of the count,
 * so that texts which share a bucket cancel each other out on average.
 */
export function hashedCounts(texts: readonly string[], buckets: number): number[] {
  const counts = new Array<number>(buckets).fill(0);
  for (const text of texts) {
    const hash = murmurHash(text);
    counts[Math.abs(hash) % buckets]! += hash >= 0 ? 1 : -1;
  }
  return counts;
}
