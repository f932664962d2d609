import { scaleLinear } from "d3-scale";
import { place } from "./chart.ts";
import { html, type Markup } from "./markup.ts";

interface Difference {
  readonly difference: number;
  readonly interval: readonly [number, number];
  readonly tolerance: number;
  readonly verdict: string;
}

const WIDTH = 160;

/** The interval around zero, better on the right whatever the metric's direction. The cell before it says the same in figures. */
export function intervalPicture(
  { difference, interval, tolerance, verdict }: Difference,
  direction: "higher" | "lower",
): Markup | null {
  const way = direction === "higher" ? 1 : -1;
  const ends = interval.map((end) => end * way).sort((a, b) => a - b);
  const reach = Math.max(...ends.map(Math.abs), Math.abs(difference), 1.5 * tolerance);
  if (!Number.isFinite(reach) || reach === 0) return null;
  const at = scaleLinear([-reach, reach], [6, WIDTH - 6]);
  const [low, high] = ends.map((end) => place(at(end)));
  const band = [place(at(-tolerance)), place(at(tolerance))] as const;
  return html`<svg class="interval ${verdict}" viewBox="0 0 ${WIDTH} 20" width="${WIDTH}" height="20" aria-hidden="true"><rect class="band" x="${band[0]}" y="2" width="${place(band[1] - band[0])}" height="16"/><path class="zero" d="M${WIDTH / 2} 0V20"/><path class="whisker" d="M${low} 10H${high}M${low} 5V15M${high} 5V15"/><circle cx="${place(at(difference * way))}" cy="10" r="3.5"/></svg>`;
}
