import type { AttributeFairness } from "../../records/fairness.ts";
import { fairnessLegend, fairnessNotes, groupTable, measureLine } from "../words/fairness-text.ts";
import { percent } from "../words/figures.ts";
import { visible } from "../words/visible.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import { html, type Markup } from "./markup.ts";
import { section } from "./section.ts";
import { breakable, table } from "./table.ts";

const MARKS = {
  within: ["✔", "good"],
  beyond: ["✖", "bad"],
  unclear: ["–", "soft"],
  unknown: ["?", "soft"],
} as const;
const MOST_ATTRIBUTES = 20;

/** How far groups of people are apart, and the figures of each group. */
export function fairnessSection({ evaluation }: HtmlReportInput): Markup | null {
  const attributes = (evaluation?.fairness?.attributes ?? []).slice(0, MOST_ATTRIBUTES);
  if (!evaluation || attributes.length === 0) return null;
  const { champion, confidence } = evaluation;
  return section(
    "fairness",
    "Fairness",
    html`<p class="soft">${fairnessLegend(evaluation)}</p>`,
    attributes.map((attribute) => attributePart(attribute, champion?.version ?? null, confidence)),
  );
}

function attributePart(attribute: AttributeFairness, champion: string | null, confidence: number): Markup {
  const name = visible(attribute.attribute, 60);
  const groups = groupTable(attribute);
  return html`<h3>By ${name}</h3>${
    attribute.measures.length > 0 &&
    table({
      caption: `How far the groups by ${name} are apart`,
      columns: [
        { head: "Measure" },
        ...(champion === null
          ? []
          : [{ head: `Champion ${champion}`, kind: "number" as const, wideOnly: true as const }]),
        { head: "This change", kind: "number" },
        { head: `${percent(confidence)} interval`, kind: "number" },
        { head: "Bound" },
      ],
      rows: attribute.measures.map((each) => {
        const { measure, champion: before, value, interval, bound, held } = measureLine(each);
        const mark = held === "" ? null : MARKS[held];
        return {
          cells: [
            { body: html`<code>${breakable(measure)}</code>` },
            ...(champion === null ? [] : [before]),
            value,
            interval,
            { body: mark && html`<span class="${mark[1]}">${mark[0]} ${held}</span> ${bound}` },
          ],
        };
      }),
    })
  }${
    groups.rows.length > 0 &&
    table({
      caption: `The groups by ${name}`,
      columns: groups.heads.map((head, at) => (at === 0 ? { head } : { head, kind: "number" as const })),
      rows: groups.rows.map((cells) => ({ cells })),
    })
  }${fairnessNotes(attribute).map((note) => html`<p class="soft">${note}</p>`)}`;
}
