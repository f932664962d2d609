import type { DriftFinding } from "../../../records/drift.ts";

/** What a test found before it is held against the others'. */
export type Measurement = Pick<DriftFinding, "test" | "statistic" | "pValue" | "effect">;
