import type { Digest } from "../core/digest.ts";

/** An annotated tag as Git has it. */
export interface TagRecord {
  /** Without `refs/tags/`. */
  readonly name: string;
  /** The tag object. */
  readonly oid: string;
  /** The commit that it stands on (peeled). */
  readonly commit: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly tagger: { readonly name: string; readonly email: string };
  readonly message: string;
}

/** One thing that happened to an artifact; the grammar is GTO's. */
export type RegistryEvent = {
  readonly artifact: string;
  readonly tag: TagRecord;
  readonly trailers: Readonly<Record<string, readonly string[]>>;
} & (
  | { readonly kind: "registration"; readonly version: string }
  | { readonly kind: "deregistration"; readonly version: string }
  | { readonly kind: "assignment"; readonly stage: string; readonly counter: number | null }
  | { readonly kind: "unassignment"; readonly stage: string; readonly counter: number | null }
  | { readonly kind: "deprecation"; readonly counter: number | null }
);

export interface Version {
  /** `v1.2.3`. */
  readonly version: string;
  readonly commit: string;
  readonly tag: TagRecord;
  /** From the tag's trailers; absent when another tool registered the version. */
  readonly recipe?: Digest;
  readonly bundle?: Digest;
  readonly active: boolean;
  readonly trailers: Readonly<Record<string, readonly string[]>>;
}

export interface Assignment {
  readonly stage: string;
  readonly version: string;
  readonly commit: string;
  readonly tag: TagRecord;
  readonly counter: number | null;
}

/** One artifact: a fold over its tags. */
export interface Artifact {
  readonly name: string;
  readonly deprecated: boolean;
  /** By SemVer, highest first; inactive ones too. */
  readonly versions: readonly Version[];
  /** The version now on each stage. */
  readonly stages: ReadonlyMap<string, Assignment>;
  /** All events, oldest first. */
  readonly events: readonly RegistryEvent[];
  /** The highest counter over all tags; 0 when there is none. */
  readonly counter: number;
}
