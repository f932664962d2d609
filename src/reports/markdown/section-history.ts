import type { MetricComparison } from "../../records/evaluation.ts";
import type { ReportInput } from "../report-input.ts";
import { gatedFirst } from "../words/conclusion.ts";
import { decimalsFor } from "../words/figures.ts";
import { details } from "./blocks.ts";
import type { Extent } from "./extent.ts";

/** Mermaid reads no exponents, so figures beyond these are not drawn. */
const LARGEST = 1e12;
const SMALLEST = 1e-6;

/** Small, and in a blue that is seen on white and on black: what Mermaid takes by itself can hardly be seen on either. */
const STYLE = `%%{init: ${JSON.stringify({
  xyChart: { width: 640, height: 300 },
  themeVariables: { xyChart: { plotColorPalette: "#2f81f7" } },
})}}%%`;

interface Step {
  readonly name: string;
  readonly value: number;
}

/** How the metrics that decide went over the versions, as charts that GitHub draws; nothing before there are two points. */
export function historySection(
  input: ReportInput,
  { versions, charts }: Pick<Extent, "versions" | "charts">,
): string {
  const { evaluation, history, gate } = input;
  if (!evaluation || charts === 0) return "";
  const metrics = gatedFirst(evaluation.metrics).filter(
    ({ gated }, _, all) => gated || !all.some((each) => each.gated),
  );
  const drawn = metrics.slice(0, charts).flatMap((metric) => {
    const past = history.flatMap(({ version, metrics: figures }): Step[] => {
      const value = figures[metric.metric];
      return value === undefined ? [] : [{ name: label(version), value }];
    });
    // A recipe that is registered already stands among the versions.
    const steps = gate?.registered ? past : [...past, { name: "this change", value: metric.challenger }];
    return chart(metric, steps.slice(-versions)) ?? [];
  });
  if (drawn.length === 0) return "";
  const note =
    "Each figure as it was registered, on the holdout of its own day: where the data changed, so did the exam.";
  return details("Over the versions", `${drawn.join("\n\n")}\n\n<sub>${note}</sub>`);
}

/** A name that means nothing to Mermaid: versions are numbers and dots, and whatever else stands in a tag is left out. */
function label(version: string): string {
  return version.replace(/[^A-Za-z0-9.+-]/g, "").slice(0, 20) || "?";
}

function chart({ metric, direction }: MetricComparison, steps: readonly Step[]): string | null {
  const values = steps.map(({ value }) => value);
  const drawable = (value: number) =>
    Number.isFinite(value) && Math.abs(value) < LARGEST && (value === 0 || Math.abs(value) > SMALLEST);
  if (steps.length < 2 || !values.every(drawable)) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = (high - low || Math.abs(high) || 1) * 0.15;
  const decimals = decimalsFor([...values, high - low || 1]);
  const shown = (value: number): string => value.toFixed(decimals);
  const points = values.map(shown).join(", ");
  return [
    "```mermaid",
    STYLE,
    "xychart-beta",
    `  title "${metric}, ${direction} is better"`,
    `  x-axis [${steps.map(({ name }) => `"${name}"`).join(", ")}]`,
    `  y-axis "${metric}" ${shown(low - margin)} --> ${shown(high + margin)}`,
    `  line [${points}]`,
    "```",
  ].join("\n");
}
