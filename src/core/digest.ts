import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** SHA-256 as 64 lower-case hexadecimal digits. */
export type Digest = string;

export const DIGEST_PATTERN = /^[0-9a-f]{64}$/;

export function digestBytes(bytes: Uint8Array | string): Digest {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The digest of a value's canonical JSON: equal values, equal digests. */
export function digestJson(value: unknown): Digest {
  return digestBytes(canonicalJson(value));
}

/** The first characters, enough for a person to tell two digests apart. */
export function shortDigest(digest: Digest): string {
  return digest.slice(0, 12);
}

/** The digest of bytes that come in chunks: the same as `digestBytes` of all of them. */
export async function digestChunks(chunks: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}
