import type { Digest } from "../../core/digest.ts";
import type { Problem } from "../../core/errors.ts";
import type { Partition } from "../../stages/data/formats/partitions.ts";

/** A file of data that the spec names. */
export interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Its identity in the recipe; default: the digest of its bytes. */
  readonly digest?: Digest;
  /** Where its bytes are on the disk, when they are too many to be held: then `bytes` are none. */
  readonly file?: string;
  /** Why there are no bytes, where they are elsewhere: the recipe can be told all the same. */
  readonly missing?: Problem;
  /** What stands for it in a commit; default: itself. */
  readonly committedAs?: string;
  /** The name that tells its format, and that problems name; default: its path. */
  readonly readAs?: string;
  /** Columns that the file's folders tell. */
  readonly partitions?: readonly Partition[];
}

/** A source whose bytes may be elsewhere: then its digest is known all the same, and reading it is a problem. */
export type Payload = Pick<Source, "bytes" | "digest" | "file" | "missing" | "committedAs" | "readAs">;
