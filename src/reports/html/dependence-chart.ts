import { line } from "d3-shape";
import type { Dependence, Explanation } from "../../records/explanation.ts";
import { decimalsFor, figure } from "../words/figures.ts";
import { visible } from "../words/visible.ts";
import { chart, curve, domainOf, dot, place } from "./chart.ts";
import { html, type Markup } from "./markup.ts";
import { table } from "./table.ts";

const MOST_CHARTS = 9;

/** A chart a column, and a class where there are several. */
export function dependenceCharts({ dependence }: Explanation, version: string): Markup[] {
  return dependence
    .filter(({ points }) => points.length > 1)
    .slice(0, MOST_CHARTS)
    .map((each, index) => dependenceChart(each, version, index));
}

type Point = readonly [x: number, y: number];

function dependenceChart({ column, type, class: name, points }: Dependence, version: string, index: number) {
  const shownColumn = visible(column, 60) || "(empty)";
  const of = name === null ? "mean prediction" : `mean probability of ${visible(name, 40)}`;
  const places = points.map(({ at }, step) => (type === "number" ? Number(at) : step));
  const models = [
    { series: "change" as const, name: "this change", side: "challenger" as const },
    { series: "champion" as const, name: `champion ${version}`, side: "champion" as const },
  ]
    .map((model) => ({
      ...model,
      found: points.flatMap((point, step): Point[] => {
        const value = point[model.side];
        return value === null ? [] : [[places[step]!, value]];
      }),
    }))
    .filter(({ found }) => found.length > 0);
  const values = models.flatMap(({ found }) => found.map(([, y]) => y));
  const decimals = decimalsFor(values);
  const texts = points.map(({ at }) =>
    typeof at === "number" ? figure(at, decimalsFor([at])) : visible(at, 30) || "(empty)",
  );
  return chart({
    id: `dependence-${index}`,
    title: `${shownColumn}${name === null ? "" : `, ${visible(name, 40)}`}`,
    description: `${of} when ${shownColumn} is the same in all rows. ${models
      .map(
        ({ name: model, found }) =>
          `${model}: from ${figure(found[0]![1], decimals)} to ${figure(found.at(-1)![1], decimals)}`,
      )
      .join("; ")}.`,
    x: {
      label: shownColumn,
      domain: type === "number" ? domainOf(places) : [-0.5, points.length - 0.5],
      ...(type === "text" && { names: texts.map((text, step) => [step, visible(text, 9)] as const) }),
    },
    y: { label: of, domain: domainOf(name === null ? values : [0, ...values]) },
    legend: models.map(({ series, name: text }) => ({
      series,
      mark: type === "number" ? ("line" as const) : ("dot" as const),
      text,
    })),
    marks: ({ x, y }) =>
      [...models].reverse().map(({ series, found }) => {
        const path = line<Point>()
          .x(([at]) => place(x(at)))
          .y(([, at]) => place(y(at)))(found);
        return [
          type === "number" ? curve(series, path) : html``,
          found.map(([left, up]) => dot(series, x(left), y(up))),
        ];
      }),
    data: table({
      caption: `${of} by ${shownColumn}`,
      columns: [
        { head: shownColumn },
        ...models.map(({ name: head }) => ({ head, kind: "number" as const })),
      ],
      rows: points.map((point, step) => ({
        cells: [
          texts[step]!,
          ...models.map(({ side }) => (point[side] === null ? "" : figure(point[side], decimals))),
        ],
      })),
    }),
  });
}
