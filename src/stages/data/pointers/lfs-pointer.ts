/** What Git LFS leaves in a repository in the place of a file. */
export interface LfsPointer {
  /** SHA-256 of the file itself. */
  readonly oid: string;
  /** Its bytes. */
  readonly size: number;
}

const VERSION = /^version https:\/\/(?:git-lfs\.github\.com\/spec|hawser\.github\.com\/spec)\/v1\n/;
/** By its specification (github.com/git-lfs/git-lfs, docs/spec.md) a pointer is shorter than this. */
const MOST_BYTES = 1024;

/** Null when the bytes are no pointer but a file. */
export function parseLfsPointer(bytes: Uint8Array): LfsPointer | null {
  if (bytes.length >= MOST_BYTES) return null;
  const text = new TextDecoder().decode(bytes);
  const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
  const size = /^size (\d{1,15})$/m.exec(text)?.[1];
  if (!VERSION.test(text) || oid === undefined || size === undefined) return null;
  return { oid, size: Number(size) };
}
