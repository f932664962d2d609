import { inHeadline } from "../../records/metric-table.ts";
import type { ReportInput } from "../report-input.ts";
import { gatedFirst } from "../words/conclusion.ts";
import { count, rowDecimals, signed } from "../words/figures.ts";
import { list } from "./blocks.ts";
import { slicesThatLost } from "./section-slices.ts";

const MOST_NAMED = 8;

/**
 * Everything that says for whom or for what the model got worse, the widest first; each gives a line for what it found, or none.
 * What else can tell (a slice, a perturbation) joins here.
 */
const WITNESSES: readonly ((input: ReportInput) => readonly string[])[] = [
  metricsThatRegressed,
  slicesThatLost,
];

/** What got worse, whatever the verdict on the whole is; said plainly when nothing did. */
export function worseSection(input: ReportInput): string {
  const { evaluation } = input;
  if (!evaluation?.champion) return "";
  const lines = WITNESSES.flatMap((witness) => witness(input));
  if (lines.length > 0) return `**What got worse**\n\n${list(lines)}`;
  const compared = evaluation.metrics.filter((metric) => metric.compared !== null).length;
  if (compared === 0) return "";
  const rows = count(evaluation.champion.rows, "row");
  return `**What got worse** Nothing that ${rows} can show, in ${count(compared, "metric")}.`;
}

/** In one line: the table beside it has the intervals. */
function metricsThatRegressed({ evaluation }: ReportInput): string[] {
  const metrics = gatedFirst(evaluation?.metrics ?? []);
  const regressed = metrics.filter((metric) => metric.compared?.verdict === "regressed");
  // What most people ask for before what few do.
  const worse = [...regressed.filter(inHeadline), ...regressed.filter((metric) => !inHeadline(metric))];
  if (worse.length === 0) return [];
  const named = worse.slice(0, MOST_NAMED).map((metric) => {
    const name = metric.gated ? `**${metric.metric}**` : metric.metric;
    return `${name} ${signed(metric.compared!.difference, rowDecimals(metric))}`;
  });
  const rest = worse.length - named.length;
  const compared = metrics.filter((metric) => metric.compared !== null).length;
  return [
    `⚠️ ${worse.length} of ${count(compared, "metric")}: ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`,
  ];
}
