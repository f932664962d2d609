import type { BestThreshold } from "../../core/curves/best-threshold.ts";
import type { PredictionMetrics } from "../../records/prediction-metrics.ts";
import { count, decimalsFor, figure, percent } from "../words/figures.ts";
import { aligned, painter, wrap } from "./text-layout.ts";

interface Shown extends PredictionMetrics {
  readonly file: string;
  readonly task: string;
  readonly because: string;
  readonly positive: string | null;
  readonly confidence: number;
  readonly curve:
    | readonly {
        readonly threshold: number;
        readonly precision: number;
        readonly recall: number;
        readonly f1: number;
        readonly false_positive_rate: number;
      }[]
    | null;
  readonly threshold: (BestThreshold & { readonly as_predicted: number }) | null;
}

/** Where the task's name is no name of a thing. */
const NOUN: Readonly<Record<string, string>> = { anomaly: "anomalies", clustering: "clusters" };

const MOST_POINTS = 12;

/** More classes than this make a table that nobody reads in a terminal. */
const MOST_CLASSES = 12;

/** One file's metrics as plain aligned text. */
export function metricsText(
  shown: Shown,
  directionOf: (name: string) => "higher" | "lower",
  { colour }: { readonly colour: boolean },
): string {
  const paint = painter(colour);
  const { file, rows, task, because, positive, intervals, confidence } = shown;
  const of =
    positive === null
      ? ""
      : task === "anomaly"
        ? `; an anomaly is ${positive}`
        : `; precision, recall and f1 are of the class ${positive}`;
  const [one, many] = task === "ranking" ? ["query", "queries"] : ["row", "rows"];
  const lines = Object.entries(shown.metrics).map(([name, value]) => {
    const label = `${name} ${directionOf(name) === "higher" ? "↑" : "↓"}`;
    if (value === null) return [label, "not defined"];
    const decimals = decimalsFor([value]) + 1;
    const interval = intervals?.[name];
    return [
      label,
      figure(value, decimals),
      ...(interval ? [interval.map((end) => figure(end, decimals)).join(" to ")] : []),
    ];
  });
  const head = intervals ? [["metric", "value", `${percent(confidence)} interval`]] : [["metric", "value"]];
  const [first = "", ...body] = aligned([...head, ...lines], [1, 2]);
  const blocks = [
    wrap(`${file}: ${count(rows, one, many)}, ${NOUN[task] ?? `a ${task}`} since ${because}${of}.`),
    [paint(first, "dim"), ...body, "↑ higher is better, ↓ lower is better."],
    confusionLines(shown),
    thresholdLines(shown),
    curveLines(shown),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n");
}

/** A few points of the curve; --json has them all. */
function curveLines({ curve }: Shown): string[] {
  if (!curve) return [];
  const step = Math.max(1, (curve.length - 1) / (MOST_POINTS - 1));
  const rows = Array.from({ length: Math.min(curve.length, MOST_POINTS) }, (_, at) => {
    const { threshold, precision, recall, f1, false_positive_rate } = curve[Math.round(at * step)]!;
    const shares = [precision, recall, f1, false_positive_rate].map((share) => figure(share, 4));
    return [String(Number(threshold.toPrecision(6))), ...shares];
  });
  return aligned([["score from", "precision", "recall", "f1", "false positives"], ...rows], [0, 1, 2, 3, 4]);
}

function thresholdLines({ threshold: found, positive }: Shown): string[] {
  if (!found) return [];
  const { threshold, cost, alarms, misses, as_predicted } = found;
  const decimals = decimalsFor([cost, as_predicted]);
  const answer = threshold === null ? `never ${positive}` : `${positive} from a score of ${threshold}`;
  const mistakes = `${count(alarms, "false alarm")} and ${misses === 1 ? "1 miss" : `${misses} misses`}`;
  return wrap(
    `Cheapest: ${answer}, at a cost of ${figure(cost, decimals)} a row (${mistakes}); as predicted ${figure(as_predicted, decimals)}. Chosen on these very rows, so judge it on others.`,
  );
}

function confusionLines({ confusion }: Shown): string[] {
  if (!confusion) return [];
  const { classes, counts } = confusion;
  if (classes.length > MOST_CLASSES)
    return [`${classes.length} classes: see --json for the confusion matrix.`];
  const rows = counts.map((row, at) => [classes[at]!, ...row.map(String)]);
  return aligned(
    [["true ↓ predicted →", ...classes], ...rows],
    classes.map((_, at) => at + 1),
    20,
  );
}
