import { line } from "d3-shape";
import { type CalibrationBin, calibrationCurve } from "../../core/curves/calibration-curve.ts";
import { figure } from "../words/figures.ts";
import { visible } from "../words/visible.ts";
import { chart, curve, dot, place } from "./chart.ts";
import { html, type Markup } from "./markup.ts";
import { type Contestant, confidenceOf, probabilityOf } from "./outcomes.ts";
import { table } from "./table.ts";

interface Calibrated {
  readonly contestant: Contestant;
  readonly bins: readonly CalibrationBin[];
}

/** Whether what is called 80 % happens in 80 % of rows: of the positive class where there are two, else of the class that is named. */
export function calibrationChart(
  contestants: readonly Contestant[],
  rows: readonly number[],
  truth: readonly (string | number)[],
  positive: string | null,
): Markup | null {
  const curves = contestants.flatMap((contestant): Calibrated[] => {
    const { output } = contestant;
    const probabilities = rows.map((row) =>
      positive === null ? confidenceOf(output, row) : probabilityOf(output, row, positive),
    );
    if (rows.length === 0 || !probabilities.every((each) => each !== null)) return [];
    const happened = rows.map((row) => String(truth[row]) === (positive ?? String(output.predicted[row])));
    return [{ contestant, bins: calibrationCurve(probabilities, happened) }];
  });
  if (curves.length === 0) return null;
  const of = positive === null ? "the class that is named" : visible(positive, 60);
  return chart({
    id: "calibration",
    title: `Calibration: ${of}`,
    description: `How often it was so, against the probability that the model gave, in ten bins of equal width. On the diagonal the model is as sure as it should be; below it is too sure. ${curves
      .map(({ contestant, bins }) => `${contestant.name}: ${bins.map(told).join(", ")}`)
      .join("; ")}.`,
    x: { label: "probability that the model gave", domain: [0, 1] },
    y: { label: "share of rows where it was so", domain: [0, 1] },
    legend: curves.map(({ contestant: { series, name } }) => ({ series, mark: "line", text: name })),
    marks: ({ x, y }) => [
      html`<path class="chance" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>`,
      [...curves].reverse().map(({ contestant: { series }, bins }) => {
        const path = line<CalibrationBin>()
          .x(({ predicted }) => place(x(predicted)))
          .y(({ happened }) => place(y(happened)))([...bins]);
        const dots = bins.map(({ predicted, happened }) => dot(series, x(predicted), y(happened)));
        return [curve(series, path), dots];
      }),
    ],
    data: table({
      caption: `Calibration of ${of}`,
      columns: [
        { head: "Model" },
        { head: "Mean probability", kind: "number" },
        { head: "Share that was so", kind: "number" },
        { head: "Rows", kind: "number" },
      ],
      rows: curves.flatMap(({ contestant: { name }, bins }) =>
        bins.map(({ predicted, happened, rows: number }) => ({
          cells: [name, figure(predicted, 3), figure(happened, 3), number],
        })),
      ),
    }),
  });
}

function told({ predicted, happened }: CalibrationBin): string {
  return `${figure(predicted, 2)} given, ${figure(happened, 2)} so`;
}
