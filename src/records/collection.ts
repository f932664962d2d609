import type { Problem } from "../core/errors.ts";
import type { DriftReport } from "./drift.ts";
import type { DataChange } from "./profile.ts";

/** What collecting one source did. */
export interface CollectedSource {
  readonly name: string;
  /** The snapshot, from the root of the repository. */
  readonly to: string;
  readonly outcome: "new" | "changed" | "unchanged";
  readonly rows: number;
  readonly columns: readonly string[];
  /** Against the snapshot before; null where there is none, or nothing changed. */
  readonly change: DataChange | null;
  readonly drift: DriftReport | null;
}

export interface Collection {
  /** The lock's path from the root of the repository. */
  readonly lock: string;
  readonly sources: readonly CollectedSource[];
  /** Sources that could not be collected, and why; what they had stands as it was. */
  readonly failed: readonly FailedSource[];
}

export interface FailedSource {
  readonly name: string;
  readonly problems: readonly Problem[];
}
