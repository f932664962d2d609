import { line } from "d3-shape";
import {
  type ClassifierCurves,
  type CurvePoint,
  classifierCurves,
} from "../../core/curves/classifier-curves.ts";
import { figure } from "../words/figures.ts";
import { visible } from "../words/visible.ts";
import { chart, curve, place, type Scales } from "./chart.ts";
import { html, type Markup } from "./markup.ts";
import type { Contestant } from "./outcomes.ts";
import { probabilityOf } from "./outcomes.ts";
import { table } from "./table.ts";

export interface ClassRows {
  readonly rows: readonly number[];
  readonly truth: readonly (string | number)[];
  /** The class that counts as positive. */
  readonly positive: string;
  readonly index: number;
  readonly points: number;
}

export interface ClassCharts {
  readonly roc: Markup;
  readonly precisionRecall: Markup;
}

interface Curve {
  readonly contestant: Contestant;
  readonly curves: ClassifierCurves;
}

const UNIT = [0, 1] as const;
const STEPS = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** Both curves of one class against all others, of every model that gives probabilities for it. */
export function classifierCharts(contestants: readonly Contestant[], of: ClassRows): ClassCharts | null {
  const curves = contestants.flatMap((contestant) => curvesOf(contestant, of) ?? []);
  if (curves.length === 0) return null;
  return { roc: rocChart(curves, of), precisionRecall: precisionRecallChart(curves, of) };
}

function curvesOf(contestant: Contestant, { rows, truth, positive }: ClassRows): Curve | null {
  const scores = rows.map((row) => probabilityOf(contestant.output, row, positive));
  if (!scores.every((score) => score !== null)) return null;
  const curves = classifierCurves(
    scores,
    rows.map((row) => String(truth[row]) === positive),
  );
  return curves && { contestant, curves };
}

function rocChart(curves: readonly Curve[], { positive, index, points }: ClassRows): Markup {
  const areas = curves.map(
    ({ contestant, curves: { rocArea } }) => `${contestant.name}: area ${figure(rocArea, 3)}`,
  );
  return chart({
    id: `roc-${index}`,
    title: `ROC of ${visible(positive, 60)}`,
    description: `True positive rate against false positive rate. ${areas.join("; ")}. Chance is the diagonal with an area of 0.500.`,
    x: { label: "false positive rate", domain: UNIT },
    y: { label: "true positive rate", domain: UNIT },
    legend: legendOf(curves, areas),
    marks: (scales) => [
      html`<path class="chance" d="M${scales.x(0)} ${scales.y(0)}L${scales.x(1)} ${scales.y(1)}"/>`,
      drawn(curves, (points_) => rocLine(points_), points, scales),
    ],
    data: curveTable(
      `ROC of ${visible(positive, 60)}`,
      "False positive rate at most",
      "True positive rate",
      curves,
      (found, most) =>
        Math.max(0, ...found.filter((each) => each.falseAlarms <= most).map((each) => each.recall)),
    ),
  });
}

function precisionRecallChart(curves: readonly Curve[], { positive, index, points }: ClassRows): Markup {
  const areas = curves.map(
    ({ contestant, curves: { averagePrecision } }) =>
      `${contestant.name}: average precision ${figure(averagePrecision, 3)}`,
  );
  return chart({
    id: `precision-recall-${index}`,
    title: `Precision and recall of ${visible(positive, 60)}`,
    description: `Precision against recall. ${areas.join("; ")}.`,
    x: { label: "recall", domain: UNIT },
    y: { label: "precision", domain: UNIT },
    legend: legendOf(curves, areas),
    marks: (scales) => drawn(curves, precisionLine, points, scales),
    data: curveTable(
      `Precision and recall of ${visible(positive, 60)}`,
      "Recall at least",
      "Best precision",
      curves,
      (found, least) =>
        Math.max(0, ...found.filter((each) => each.recall >= least).map((each) => each.precision)),
    ),
  });
}

type Place = readonly [number, number];

const rocLine = (points: readonly CurvePoint[]): Place[] => [
  [0, 0],
  ...points.map(({ falseAlarms, recall }): Place => [falseAlarms, recall]),
];

/** Precision holds from one recall to the next as a step: between them there is no model. */
const precisionLine = (points: readonly CurvePoint[]): Place[] =>
  points.flatMap(({ recall, precision }, index): Place[] => [
    [index === 0 ? 0 : points[index - 1]!.recall, precision],
    [recall, precision],
  ]);

function drawn(
  curves: readonly Curve[],
  lineOf: (points: readonly CurvePoint[]) => Place[],
  most: number,
  { x, y }: Scales,
): Markup[] {
  const path = line<Place>()
    .x(([at]) => place(x(at)))
    .y(([, at]) => place(y(at)));
  // The change last, so that it lies on top.
  return [...curves].reverse().map(({ contestant, curves: { points } }) => {
    const kept = thinned(lineOf(points), most);
    return curve(contestant.series, path(kept));
  });
}

/** Without the points that lie on a straight line between their neighbours, and then evenly fewer. */
function thinned(points: readonly Place[], most: number): Place[] {
  const corners = points.filter(([x, y], index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return !before || !after || (x - before[0]) * (after[1] - y) !== (after[0] - x) * (y - before[1]);
  });
  if (corners.length <= most) return corners;
  const step = (corners.length - 1) / (Math.ceil(most) - 1);
  return Array.from({ length: Math.ceil(most) }, (_, index) => corners[Math.round(index * step)]!);
}

function legendOf(curves: readonly Curve[], texts: readonly string[]) {
  return curves.map(({ contestant: { series } }, index) => ({
    series,
    mark: "line" as const,
    text: texts[index]!,
  }));
}

function curveTable(
  caption: string,
  first: string,
  second: string,
  curves: readonly Curve[],
  valueAt: (points: readonly CurvePoint[], step: number) => number,
): Markup {
  return table({
    caption,
    columns: [
      { head: first, kind: "number" },
      ...curves.map(({ contestant }) => ({
        head: `${second}, ${contestant.name}`,
        kind: "number" as const,
      })),
    ],
    rows: STEPS.map((step) => ({
      cells: [step, ...curves.map(({ curves: { points } }) => figure(valueAt(points, step), 3))],
    })),
  });
}
