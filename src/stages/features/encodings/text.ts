import type { Encoding } from "../../../records/transform.ts";
import { hashedCounts } from "./hash.ts";

type TextEncoding = Extract<Encoding, { kind: "text" }>;

/**
 * The number of characters (code points), then the n-grams in buckets, brought to length 1 so that long texts are not far from all
 * others: scikit-learn's HashingVectorizer. Words are runs of two letters, digits or underscores and more; case does not matter.
 */
export function encodeText({ length, ngrams, fewest, most, buckets }: TextEncoding, text: string): number[] {
  const size = length ? [[...text].length] : [];
  if (ngrams === "none") return size;
  const parts = ngrams === "words" ? wordsOf(text) : charactersOf(text);
  const joint = ngrams === "words" ? " " : "";
  const grams: string[] = [];
  for (let count = fewest; count <= most; count++) {
    for (let at = 0; at + count <= parts.length; at++) grams.push(parts.slice(at, at + count).join(joint));
  }
  const counts = hashedCounts(grams, buckets);
  const norm = Math.sqrt(counts.reduce((sum, each) => sum + each * each, 0));
  return [...size, ...(norm === 0 ? counts : counts.map((each) => each / norm))];
}

export function textOutputs(name: string, { length, ngrams, buckets }: TextEncoding): string[] {
  const counts = ngrams === "none" ? [] : Array.from({ length: buckets }, (_, at) => `${name}:ngram${at}`);
  return [...(length ? [`${name}:length`] : []), ...counts];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
}

function charactersOf(text: string): string[] {
  return [...text.toLowerCase().replace(/\s\s+/g, " ")];
}
