import { type GateReason, ruleName } from "../../records/evaluation.ts";
import { conclude } from "../words/conclusion.ts";
import { decimalsFor, figure } from "../words/figures.ts";
import { reasonsInOrder, reasonText, resultOf, waiverNotes, wearNotes } from "../words/gate-text.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import { html, type Markup } from "./markup.ts";
import { section } from "./section.ts";
import { table } from "./table.ts";

/** What the report comes to, as a banner at the top of the page. */
export function verdictBanner(input: HtmlReportInput): Markup {
  const { verdict, mayMerge, sentences } = conclude(input);
  return html`<div class="banner ${mayMerge ? "pass" : "fail"}">
<h1><span class="model">${input.model}</span><span class="unseen">: </span><span class="verdict">${verdict}</span></h1>
<p class="merge">${mayMerge ? "✔ May merge" : "✖ Must not merge"}</p>
${sentences.map((sentence) => html`<p>${sentence}</p>`)}
</div>`;
}

/** Every rule with the figure that it was held against. */
export function gateSection({ gate }: HtmlReportInput): Markup | null {
  if (!gate || gate.reasons.length === 0) return null;
  return section(
    "gate",
    "Gate",
    table({
      caption: "The rules of the gate",
      columns: [
        { head: "Result" },
        { head: "Rule", wideOnly: true },
        { head: "Figure", kind: "number", wideOnly: true },
        { head: "Bound", kind: "number", wideOnly: true },
        { head: "Reason" },
      ],
      rows: reasonsInOrder(gate).map((reason) => ({ cells: cellsOf(reason) })),
    }),
    waiverNotes(gate).map((note) => html`<p class="soft">⚠ ${note}</p>`),
    wearNotes(gate).map((note) => html`<p class="soft">${note}</p>`),
  );
}

const RESULTS = {
  pass: html`<span class="good">✔ pass</span>`,
  fail: html`<span class="bad">✖ fail</span>`,
  waived: html`<span class="bad">⚠ waived</span>`,
} as const;

function cellsOf(reason: GateReason) {
  const { figure: found, bound } = reason;
  const decimals = decimalsFor([found, bound].filter((value) => value !== undefined));
  const shown = (value: number | undefined) => (value === undefined ? "" : figure(value, decimals));
  return [
    { body: RESULTS[resultOf(reason)] },
    ruleName(reason),
    shown(found),
    shown(bound),
    reasonText(reason),
  ];
}
