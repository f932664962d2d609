import type { Problem } from "../core/errors.ts";

/** What validation found: every failure, never the first only. */
export interface Validation {
  readonly files: readonly { readonly path: string; readonly rows: number }[];
  readonly rows: number;
  readonly columns: readonly string[];
  readonly checks: number;
  readonly problems: readonly Problem[];
  /** What failed an expectation of the severity `warning`: told, and in nobody's way. */
  readonly warnings: readonly Problem[];
}
