import { showText } from "../../core/show-text.ts";
import type { DriftReport } from "../../records/drift.ts";
import type { Evaluation, GateReason } from "../../records/evaluation.ts";

const MOST_NAMES = 5;

/** What a spec with `drift: { severity: error }` says: data that have moved as a whole do not pass. `report` is null when nothing was compared. */
export function driftReasons(report: DriftReport | null, { champion }: Evaluation): GateReason[] {
  if (champion === null) return [];
  if (report === null) {
    const text = `the data are ${champion.version}'s, or ${champion.version}'s are not to be had: no drift was looked for`;
    return [{ rule: "drift", passed: true, text }];
  }
  const drifted = report.columns.filter((column) => column.drifted).map(({ name }) => showText(name));
  const named = drifted.slice(0, MOST_NAMES).join(", ");
  const more = drifted.length > MOST_NAMES ? ` and ${drifted.length - MOST_NAMES} more` : "";
  const columns = drifted.length > 0 ? ` (${named}${more})` : "";
  const text = report.drifted
    ? `the data have drifted from ${champion.version}'s${columns}; the spec says that this is an error`
    : `the data have not drifted from ${champion.version}'s as a whole${columns && `, only single columns${columns}`}`;
  const { share: bound } = report.limits;
  return [{ rule: "drift", passed: !report.drifted, figure: report.share, bound, text }];
}
