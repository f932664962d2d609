import type { SliceComparison } from "../../records/slices.ts";
import { percent } from "../words/figures.ts";
import { sliceLine, slicesSummary, sortedSlices, unnamedText } from "../words/slice-text.ts";
import { weakText } from "../words/weak-text.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import { intervalPicture } from "./interval-picture.ts";
import type { Limits } from "./limits.ts";
import { longTable } from "./long-table.ts";
import { html, type Markup } from "./markup.ts";
import { section } from "./section.ts";
import { differenceCell, type Row } from "./table.ts";

const TONES = {
  improved: ["✔", "good"],
  equivalent: ["≈", "soft"],
  inconclusive: ["–", "soft"],
  regressed: ["✖", "bad"],
  "too small": ["?", "soft"],
  "not compared": ["?", "soft"],
} as const;

/** The slices that the spec declares, those that lost first. */
export function slicesSection({ evaluation }: HtmlReportInput, limits: Limits): Markup | null {
  const weak = evaluation && weakText(evaluation);
  if (!evaluation || !(evaluation.slices || weak)) return null;
  const sorted = sortedSlices(evaluation);
  const shown = sorted.slice(0, limits.problems);
  const rest = sorted.length - shown.length;
  const { champion, confidence, slices } = evaluation;
  const finds = (title: string, lines: readonly string[]) =>
    lines.length > 0 &&
    html`<h3>${title}</h3><ul>${lines.map((line) => html`<li><span class="warn">⚠</span> ${line}</li>`)}</ul>`;
  return section(
    "slices",
    "Slices",
    sorted.length > 0 && html`<p>${slicesSummary(evaluation)}</p>`,
    sorted.length > 0 &&
      longTable({
        caption: "Slices of the holdout",
        columns: [
          { head: "Slice" },
          { head: "Rows", kind: "number", wideOnly: true },
          { head: "Metric" },
          ...(champion
            ? [
                { head: `Champion ${champion.version}`, kind: "number" as const, wideOnly: true as const },
                { head: "This change", kind: "number" as const },
                { head: `Difference (${percent(confidence)} interval)`, kind: "number" as const },
                { head: "Interval", sort: false as const, wideOnly: true as const },
                { head: "Verdict" },
              ]
            : [{ head: "This change", kind: "number" as const }]),
        ],
        rows: shown.map((slice, at) => sliceRow(slice, champion !== null, at)),
        id: "slices-table",
      }),
    rest > 0 && html`<p class="soft">${rest} more slices are not shown.</p>`,
    (slices?.unnamed ?? []).slice(0, 20).map((each) => html`<p class="soft">${unnamedText(each)}</p>`),
    weak && [
      finds("Worse than the champion in", weak.worse),
      finds("Weakest in", weak.worst),
      html`<p class="soft">${weak.note}</p>`,
    ],
  );
}

function sliceRow(slice: SliceComparison, against: boolean, order: number): Row {
  const { name, rows, metric, champion, challenger, difference, verdict, settle } = sliceLine(slice);
  const { compared, direction } = slice;
  const change = { body: challenger, value: compared?.challenger ?? slice.challenger ?? "" };
  const first = [name, { body: rows, value: Number(rows) }, html`<code>${metric}</code>`] as const;
  const cells = [first[0], first[1], { body: first[2], value: metric }];
  if (!against) return { cells: [...cells, change] };
  const [mark, tone] = TONES[verdict];
  return {
    cells: [
      ...cells,
      { body: champion, value: compared?.champion ?? "" },
      change,
      { body: differenceCell(difference), value: compared?.difference ?? "" },
      { body: compared && intervalPicture(compared, direction) },
      {
        body: html`<span class="${tone}"><span class="narrow-away">${mark} </span>${verdict}</span>${settle && html`<br><small class="settle">${settle}</small>`}`,
        value: order,
      },
    ],
  };
}
