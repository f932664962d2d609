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
}
