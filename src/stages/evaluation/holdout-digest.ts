import { type Digest, digestJson } from "../../core/digest.ts";
import type { Truth } from "../../records/bundle.ts";

/** Which rows a holdout has, in whatever order, and what is true of them: other features of the same rows are no fresh holdout. */
export function holdoutDigest({ keys, values }: Truth): Digest {
  const rows = keys.map((key, row): [string, string | number] => [key, values[row]!]);
  return digestJson(rows.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}
