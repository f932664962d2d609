/**
 * The frame of every chart: axes, title, a description for screen readers, a legend and the same data as a table.
 *
 * Charts are SVG text that this process writes. The scales, ticks and lines come from d3-scale, d3-shape and d3-array (ISC licence,
 * kept by the D3 project): pure modules without a DOM and without native parts, some 45 KB in a chunk of their own that is loaded
 * only for this report. Observable Plot needs a DOM (0.9 MB with a small one), ECharts 0.6 MB, Vega-Lite 0.8 MB, and none of these
 * writes the descriptions and tables that a reader without eyes needs.
 */
import { type ScaleLinear, scaleLinear } from "d3-scale";
import { html, Markup, type Part } from "./markup.ts";

export type Series = "change" | "champion";

export interface Axis {
  readonly label: string;
  readonly domain: readonly [number, number];
  /** Ticks that stand for names, such as versions; without them the numbers are shown. */
  readonly names?: readonly (readonly [number, string])[];
}

export interface Scales {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

export interface ChartOptions {
  /** Unique in the page; letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, for who does not see it. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly legend: readonly {
    readonly series: Series;
    readonly mark: "line" | "dot";
    readonly text: string;
  }[];
  readonly marks: (scales: Scales) => Part;
  readonly data: Markup;
}

const WIDTH = 380;
const HEIGHT = 300;
const FRAME = { left: 56, right: 366, top: 12, bottom: 250 };

export function chart({ id, title, description, x, y, legend, marks, data }: ChartOptions): Markup {
  const scales: Scales = {
    x: scaleLinear(x.domain, [FRAME.left, FRAME.right]),
    y: scaleLinear(y.domain, [FRAME.bottom, FRAME.top]),
  };
  return html`<figure class="chart">
<figcaption>${title}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${title}</title><desc id="${id}-text">${description}</desc>
${xAxis(x, scales)}${yAxis(y, scales)}
${marks(scales)}
</svg>
<ul class="legend">${legend.map(({ series, mark, text }) => html`<li>${sample(series, mark)}<span>${text}</span></li>`)}</ul>
<details><summary>The data of this chart<span class="unseen">: ${title}</span></summary>${data}</details>
</figure>
`;
}

function xAxis({ label, names }: Axis, { x }: Scales): Markup {
  const shown = x.tickFormat(5);
  const ticks = names ?? x.ticks(5).map((tick) => [tick, shown(tick)] as const);
  const lines = ticks.map(([at, name]) => {
    const left = place(x(at));
    return html`<path class="grid" d="M${left} ${FRAME.top}V${FRAME.bottom}"/><text x="${left}" y="${FRAME.bottom + 16}" text-anchor="middle">${name}</text>`;
  });
  const middle = (FRAME.left + FRAME.right) / 2;
  return html`<g>${lines}<path class="axis" d="M${FRAME.left} ${FRAME.bottom}H${FRAME.right}"/><text class="label" x="${middle}" y="${HEIGHT - 10}" text-anchor="middle">${label}</text></g>`;
}

function yAxis({ label }: Axis, { y }: Scales): Markup {
  const shown = y.tickFormat(5);
  const lines = y.ticks(5).map((tick) => {
    const top = place(y(tick));
    return html`<path class="grid" d="M${FRAME.left} ${top}H${FRAME.right}"/><text x="${FRAME.left - 6}" y="${place(top + 4)}" text-anchor="end">${shown(tick)}</text>`;
  });
  const middle = (FRAME.top + FRAME.bottom) / 2;
  return html`<g>${lines}<path class="axis" d="M${FRAME.left} ${FRAME.top}V${FRAME.bottom}"/><text class="label" transform="translate(12 ${middle}) rotate(-90)" text-anchor="middle">${label}</text></g>`;
}

function sample(series: Series, mark: "line" | "dot"): Markup {
  const drawn = mark === "line" ? html`<path class="line ${series}" d="M1 7H27"/>` : dot(series, 14, 7);
  return html`<svg viewBox="0 0 28 14" width="28" height="14" aria-hidden="true">${drawn}</svg>`;
}

/** The change is a filled circle, the champion an empty diamond: no colour is needed to tell them apart. */
export function dot(series: Series, x: number, y: number): Markup {
  const [left, top] = [place(x), place(y)];
  return series === "change"
    ? html`<circle class="dot change" cx="${left}" cy="${top}" r="3"/>`
    : html`<path class="dot champion" d="M${left} ${place(y - 4.2)}l4.2 4.2-4.2 4.2-4.2-4.2z"/>`;
}

/** A line by its path data: numbers and letters of our own, of any length, so nothing in it is escaped or cut. */
export function curve(series: Series, path: string | null): Markup {
  return html`<path class="line ${series}" d="${new Markup(path ?? "")}"/>`;
}

/** A tenth of a unit is finer than any screen shows. */
export function place(at: number): number {
  return Math.round(at * 10) / 10;
}

/** The extent with a little air, never empty. */
export function domainOf(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  if (low === high) return [low - 1, high + 1];
  return scaleLinear([low, high], [0, 1]).nice(5).domain() as [number, number];
}
