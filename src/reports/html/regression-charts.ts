import { bin, extent, mean, quantile } from "d3-array";
import { line } from "d3-shape";
import { count, decimalsFor, figure } from "../words/figures.ts";
import { chart, curve, domainOf, dot, place } from "./chart.ts";
import { html, type Markup } from "./markup.ts";
import type { Contestant } from "./outcomes.ts";
import { table } from "./table.ts";

interface Pair {
  readonly truth: number;
  readonly predicted: number;
}

interface Predicted {
  readonly contestant: Contestant;
  readonly pairs: readonly Pair[];
}

const error = ({ truth, predicted }: Pair): number => predicted - truth;

/** Predicted against true, the errors against what was predicted, and how the errors are spread. */
export function regressionCharts(
  contestants: readonly Contestant[],
  rows: readonly number[],
  truth: readonly (string | number)[],
  target: string,
  most: number,
): Markup[] {
  const all = contestants.map((contestant): Predicted => {
    const pairs = rows.map((row) => ({
      truth: Number(truth[row]),
      predicted: Number(contestant.output.predicted[row]),
    }));
    return { contestant, pairs };
  });
  if (rows.length === 0) return [];
  return [
    scatter("predicted", "Predicted against true", all, most, {
      x: { label: `true ${target}`, of: ({ truth: value }) => value },
      y: { label: `predicted ${target}`, of: ({ predicted }) => predicted },
      line: "diagonal",
      text: "On the diagonal the prediction is right.",
    }),
    scatter("residuals", "Errors against the prediction", all, most, {
      x: { label: `predicted ${target}`, of: ({ predicted }) => predicted },
      y: { label: "predicted less true", of: error },
      line: "zero",
      text: "On the line the prediction is right; above it is too high.",
    }),
    errorSpread(all, target),
  ];
}

interface Scatter {
  readonly x: { readonly label: string; readonly of: (pair: Pair) => number };
  readonly y: { readonly label: string; readonly of: (pair: Pair) => number };
  readonly line: "diagonal" | "zero";
  readonly text: string;
}

function scatter(
  id: string,
  title: string,
  all: readonly Predicted[],
  most: number,
  { x: across, y: up, line: guide, text }: Scatter,
): Markup {
  const rows = all[0]!.pairs.length;
  const shown = all.map(({ contestant, pairs }) => ({ contestant, pairs: evenly(pairs, most) }));
  const pairs = all.flatMap((each) => each.pairs);
  const bounds = [pairs.map(across.of), pairs.map(up.of)] as const;
  const both = domainOf([...bounds[0], ...bounds[1]]);
  const [xs, ys] = guide === "diagonal" ? [both, both] : [domainOf(bounds[0]), domainOf([0, ...bounds[1]])];
  const drawn = shown[0]!.pairs.length;
  const left = drawn < rows ? ` Every ${Math.ceil(rows / drawn)}th of ${rows} rows is drawn.` : "";
  return chart({
    id,
    title,
    description: `${up.label} against ${across.label} for ${count(rows, "row")}. ${text}${left} The table has the means by tenths.`,
    x: { label: across.label, domain: xs },
    y: { label: up.label, domain: ys },
    legend: all.map(({ contestant: { series, name } }) => ({ series, mark: "dot", text: name })),
    marks: ({ x, y }) => [
      guide === "diagonal"
        ? html`<path class="chance" d="M${place(x(both[0]))} ${place(y(both[0]))}L${place(x(both[1]))} ${place(y(both[1]))}"/>`
        : html`<path class="chance" d="M${place(x(xs[0]))} ${place(y(0))}H${place(x(xs[1]))}"/>`,
      [...shown]
        .reverse()
        .map(({ contestant: { series }, pairs: some }) =>
          some.map((pair) => dot(series, x(across.of(pair)), y(up.of(pair)))),
        ),
    ],
    data: tenths(title, all, across, up),
  });
}

/** The means in ten parts of equal count: what the eye takes from the cloud. */
function tenths(title: string, all: readonly Predicted[], across: Scatter["x"], up: Scatter["y"]): Markup {
  const decimals = decimalsFor(all.flatMap(({ pairs }) => pairs.map(across.of)));
  return table({
    caption: `${title}: means by tenths`,
    columns: [
      { head: "Model" },
      { head: across.label, kind: "number" },
      { head: up.label, kind: "number" },
      { head: "Rows", kind: "number" },
    ],
    rows: all.flatMap(({ contestant: { name }, pairs }) => {
      const sorted = [...pairs].sort((a, b) => across.of(a) - across.of(b));
      return Array.from({ length: 10 }, (_, part) =>
        sorted.slice(Math.round((part * sorted.length) / 10), Math.round(((part + 1) * sorted.length) / 10)),
      )
        .filter((each) => each.length > 0)
        .map((each) => ({
          cells: [
            name,
            figure(mean(each, across.of)!, decimals),
            figure(mean(each, up.of)!, decimals),
            each.length,
          ],
        }));
    }),
  });
}

function errorSpread(all: readonly Predicted[], target: string): Markup {
  const errors = all.map(({ pairs }) => pairs.map(error));
  const [low, high] = domainOf(errors.flat());
  const split = bin().domain([low, high]).thresholds(20);
  const bins = errors.map((each) => split(each));
  const decimals = decimalsFor(errors.flat());
  const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95];
  const tallest = Math.max(1, ...bins.flat().map((each) => each.length));
  return chart({
    id: "errors",
    title: "How the errors are spread",
    description: `Rows by error, predicted less true, in units of ${target}. ${all
      .map(({ contestant }, index) => {
        const [least, greatest] = extent(errors[index]!);
        return `${contestant.name}: from ${figure(least ?? 0, decimals)} to ${figure(greatest ?? 0, decimals)}`;
      })
      .join("; ")}.`,
    x: { label: "predicted less true", domain: [low, high] },
    y: { label: "rows", domain: [0, tallest] },
    legend: all.map(({ contestant: { series, name } }) => ({ series, mark: "line", text: name })),
    marks: ({ x, y }) =>
      all
        .map(({ contestant: { series } }, index) => {
          const corners = bins[index]!.flatMap((each) => [
            [each.x0!, each.length] as const,
            [each.x1!, each.length] as const,
          ]);
          const path = line<readonly [number, number]>()
            .x(([at]) => place(x(at)))
            .y(([, at]) => place(y(at)))([[low, 0], ...corners, [high, 0]]);
          return curve(series, path);
        })
        .reverse(),
    data: table({
      caption: "Errors: quantiles",
      columns: [
        { head: "Model" },
        ...quantiles.map((each) => ({ head: `${each * 100} %`, kind: "number" as const })),
      ],
      rows: all.map(({ contestant: { name } }, index) => ({
        cells: [name, ...quantiles.map((each) => figure(quantile(errors[index]!, each) ?? 0, decimals))],
      })),
    }),
  });
}

/** At most so many, evenly out of the whole. */
function evenly<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.ceil(all.length / most);
  return step <= 1 ? all : all.filter((_, index) => index % step === 0);
}
