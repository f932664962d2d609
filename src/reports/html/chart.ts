/**
 * The frame of every chart: axes, title, a description for screen readers, a legend and the same data as a table.
 *
 * Charts are SVG text that this process writes. The scales, ticks and lines come from d3-scale, d3-shape and d3-array (ISC licence,
 * kept by the D3 project): pure modules without a DOM and without native parts, some 45 KB in a chunk of their own that is loaded
 * only for this report. Observable Plot needs a DOM (0.9 MB with a small one), ECharts 0.6 MB, Vega-Lite 0.8 MB, and none of these
 * writes the descriptions and tables that a reader without eyes needs.
 */
import { type ScaleLinear, scaleLinear } from "d3-scale";
import { visible } from "../words/visible.ts";
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

/** In three columns, and on a phone, a unit is about a pixel wide, so that text is as large as it says. */
const WIDTH = 330;
const TOP = 12;
const BOTTOM = 232;
/** Below the axis: a line of ticks and the label. */
const BELOW = 50;
/** More names than this stand aslant, and take so much more room. */
const MOST_LEVEL = 5;
const ASLANT = 34;
/** A character's width in units: no browser is here to measure the text. */
const CHARACTER = 7;
const GAP = 8;
const MOST_OF_A_LABEL = Math.floor((BOTTOM - TOP) / CHARACTER);

interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Where the axes stand: what is written beside them decides how much room there is. */
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

export function chart({ id, title, description, x, y, legend, marks, data }: ChartOptions): Markup {
  const up = scaleLinear(y.domain, [BOTTOM, TOP]);
  const upward = ticksOf(y, up, 5);
  const left = 24 + widest(upward);
  const across = roomyTicks(x, left, WIDTH - 14);
  const aslant = isAslant(x);
  const frame = {
    left,
    right: WIDTH - (aslant ? 8 : Math.max(8, widest(across.slice(-1)) / 2)),
    height: BOTTOM + BELOW + (aslant ? ASLANT : 0),
  };
  const scales: Scales = { x: scaleLinear(x.domain, [frame.left, frame.right]), y: up };
  return html`<figure class="chart">
<figcaption>${title}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${frame.height}" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${title}</title><desc id="${id}-text">${description}</desc>
${xAxis(x, across, frame, scales)}${yAxis(y.label, upward, frame, scales)}
${marks(scales)}
</svg>
<ul class="legend">${legend.map(({ series, mark, text }) => html`<li>${sample(series, mark)}<span>${text}</span></li>`)}</ul>
<details><summary>The data of this chart<span class="unseen">: ${title}</span></summary>${data}</details>
</figure>
`;
}

function isAslant({ names }: Axis): boolean {
  return names !== undefined && names.length > MOST_LEVEL;
}

function ticksOf({ names }: Axis, scale: ScaleLinear<number, number>, count: number): Tick[] {
  if (names) return names.map(([at, text]) => ({ at, text }));
  const shown = scale.tickFormat(count);
  return scale.ticks(count).map((at) => ({ at, text: shown(at) }));
}

/** As many numbers as stand side by side without touching; names are all shown, cut to their room. */
function roomyTicks(axis: Axis, left: number, right: number): Tick[] {
  const scale = scaleLinear(axis.domain, [left, right]);
  if (axis.names) {
    const room = isAslant(axis) ? 9 : Math.floor((right - left) / axis.names.length / CHARACTER);
    return axis.names.map(([at, text]) => ({ at, text: visible(text, room) }));
  }
  const fitting = [5, 4, 3].find((count) => {
    const ticks = ticksOf(axis, scale, count);
    return (ticks.length - 1) * (widest(ticks) + GAP) <= right - left;
  });
  return ticksOf(axis, scale, fitting ?? 2);
}

function widest(ticks: readonly Tick[]): number {
  return CHARACTER * Math.max(0, ...ticks.map(({ text }) => [...text].length));
}

function xAxis(axis: Axis, ticks: readonly Tick[], { left, right, height }: Frame, { x }: Scales): Markup {
  const aslant = isAslant(axis);
  const lines = ticks.map(({ at, text }) => {
    const across = place(x(at));
    const where = aslant
      ? html`transform="translate(${across + 4} ${BOTTOM + 16}) rotate(-38)" text-anchor="end"`
      : html`x="${across}" y="${BOTTOM + 19}" text-anchor="middle"`;
    return html`<path class="grid" d="M${across} ${TOP}V${BOTTOM}"/><text ${where}>${text}</text>`;
  });
  const middle = place((left + right) / 2);
  return html`<g>${lines}<path class="axis" d="M${left} ${BOTTOM}H${right}"/><text class="label" x="${middle}" y="${height - 10}" text-anchor="middle">${visible(axis.label, MOST_OF_A_LABEL)}</text></g>`;
}

function yAxis(label: string, ticks: readonly Tick[], { left, right }: Frame, { y }: Scales): Markup {
  const lines = ticks.map(({ at, text }) => {
    const top = place(y(at));
    return html`<path class="grid" d="M${left} ${top}H${right}"/><text x="${left - 6}" y="${place(top + 4)}" text-anchor="end">${text}</text>`;
  });
  const middle = (TOP + BOTTOM) / 2;
  return html`<g>${lines}<path class="axis" d="M${left} ${TOP}V${BOTTOM}"/><text class="label" transform="translate(11 ${middle}) rotate(-90)" text-anchor="middle">${visible(label, MOST_OF_A_LABEL)}</text></g>`;
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
