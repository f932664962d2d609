import { scaleLinear } from "d3-scale";
import type { Robustness, SpoiledRows } from "../../records/robustness.ts";
import {
  expectationTexts,
  flipsText,
  flipTexts,
  robustnessNote,
  spoiledTexts,
} from "../words/robustness-text.ts";
import { visible } from "../words/visible.ts";
import { place } from "./chart.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import type { Limits } from "./limits.ts";
import { html, type Markup } from "./markup.ts";
import { section } from "./section.ts";
import { differenceCell, table } from "./table.ts";

/** How the model bears spoiled rows, what it keeps of what is expected of it, and what little turns it. */
export function robustnessSection({ evaluation }: HtmlReportInput, limits: Limits): Markup | null {
  const robustness = evaluation?.robustness;
  if (!robustness || "unasked" in robustness || robustness.spoiled.length === 0) return null;
  return section(
    "robustness",
    "Robustness",
    html`<p class="soft">${robustnessNote(robustness)} In the pictures, further right is worse; the grey band is what the spec allows.</p>`,
    spoiledTable(robustness),
    expectationsTable(robustness, limits),
    flipsTable(robustness, limits),
  );
}

function spoiledTable(robustness: Robustness): Markup {
  const { metric, spoiled } = robustness;
  const reach = reachOf(spoiled);
  return table({
    caption: "The model on spoiled rows",
    columns: [
      { head: "Rows with" },
      { head: "Changed", kind: "number", wideOnly: true },
      { head: metric, kind: "number" },
      { head: "Worse by", kind: "number" },
      { head: "In the picture", sort: false, wideOnly: true },
      { head: "At most", kind: "number" },
    ],
    rows: spoiledTexts(robustness).map(({ what, rows, figure, drop, failed, bound, passed }, at) => {
      const found = spoiled[at - 1];
      const mark = passed === null ? "" : passed ? "✔ " : "✖ ";
      return {
        cells: [
          { body: html`<span${passed === false && html` class="bad"`}>${mark}${what}</span>` },
          rows,
          figure,
          {
            body: html`${differenceCell(drop)}${failed !== null && html`<br><small>${visible(failed, 100)}</small>`}`,
          },
          { body: found ? picture(found, reach, passed === false) : null },
          bound,
        ],
      };
    }),
  });
}

const WIDTH = 160;

function reachOf(spoiled: readonly SpoiledRows[]): [number, number] {
  const ends = spoiled.flatMap(({ drop, interval, bound }) => [drop ?? 0, bound ?? 0, ...(interval ?? [])]);
  return [Math.min(0, ...ends), Math.max(0, ...ends)];
}

/** The drop with its interval, all ways of spoiling to one scale. The cell before it says the same in figures. */
function picture({ drop, interval, bound }: SpoiledRows, reach: readonly [number, number], failed: boolean) {
  if (drop === undefined || reach[0] === reach[1]) return null;
  const at = scaleLinear(reach, [6, WIDTH - 6]);
  const across = (value: number) => place(at(value));
  const [low, high] = (interval ?? [drop, drop]).map(across);
  return html`<svg class="interval${failed && " regressed"}" viewBox="0 0 ${WIDTH} 20" width="${WIDTH}" height="20" aria-hidden="true">${
    bound !== undefined &&
    html`<rect class="band" x="${across(0)}" y="2" width="${place(at(bound) - at(0))}" height="16"/>`
  }<path class="zero" d="M${across(0)} 0V20"/><path class="whisker" d="M${low} 10H${high}M${low} 5V15M${high} 5V15"/><circle cx="${across(drop)}" cy="10" r="3.5"/></svg>`;
}

function expectationsTable(robustness: Robustness, limits: Limits): Markup | null {
  const texts = expectationTexts(robustness);
  if (texts.length === 0) return null;
  const shown = texts.slice(0, Math.ceil(limits.profileColumns));
  const rest = texts.length - shown.length;
  return html`<h3>When one column changes</h3>${table({
    caption: "What is expected when one column changes",
    columns: [{ head: "Column" }, { head: "Expected" }, { head: "Found" }, { head: "Rows that break it" }],
    rows: shown.map(({ passed, column, wanted, of, found, keys }) => ({
      cells: [
        named(column, limits),
        `${wanted}${of === null ? "" : `: probability of ${named(of, limits)}`}`,
        { body: html`<span class="${passed ? "good" : "bad"}">${passed ? "✔" : "✖"}</span> ${found}` },
        keys.map((key) => named(key, limits)).join(", "),
      ],
    })),
  })}${rest > 0 && html`<p class="soft">${rest} more are not shown.</p>`}`;
}

function flipsTable(robustness: Robustness, limits: Limits): Markup | null {
  const text = flipsText(robustness);
  if (text === "") return null;
  const flips = flipTexts(robustness);
  return html`<h3>How little turns it</h3><p>${text}</p>${
    flips.length > 0 &&
    table({
      caption: "The smallest changes that were found",
      columns: [
        { head: "Row" },
        { head: "Column" },
        { head: "Change" },
        { head: "Before" },
        { head: "After" },
      ],
      rows: flips.map(({ key, column, size, before, after }) => ({
        cells: [named(key, limits), named(column, limits), size, named(before, limits), named(after, limits)],
      })),
    })
  }`;
}

function named(text: string, limits: Limits): string {
  return visible(text, Math.min(60, limits.characters)) || "(empty)";
}
