import { withoutPersonalData } from "../../core/personal-data.ts";
import type { ColumnProfile, Profile } from "../../records/profile.ts";
import { count, decimalsFor, figure, signed } from "../words/figures.ts";
import { visible } from "../words/visible.ts";
import { byConfidence, byDistance, type Disagreement } from "./disagreements.ts";
import type { Holdout, HtmlReportInput } from "./html-report-input.ts";
import type { Limits } from "./limits.ts";
import { searchTools } from "./long-table.ts";
import { html, type Markup } from "./markup.ts";
import { judgedRows } from "./outcomes.ts";
import { section } from "./section.ts";
import { type Cell, type Column, type Row, table } from "./table.ts";

/** The rows on which the two models differ, one by one, with what the model read there. */
export function disagreementsSection(input: HtmlReportInput, limits: Limits): Markup | null {
  const { evaluation, holdout } = input;
  if (!evaluation?.champion || !holdout?.champion) return null;
  const classes = evaluation.task === "classification";
  const all = (classes ? byConfidence : byDistance)(holdout);
  const rows = judgedRows(holdout).length;
  const of = count(rows, "shared holdout row");
  if (all.length === 0)
    return section(
      "disagreements",
      "Disagreements",
      html`<p>On all of ${of} the two models say the same.</p>`,
    );
  const shown = all.slice(0, Math.ceil(limits.disagreements));
  const order = classes ? "The surest first." : "The furthest apart first.";
  const version = evaluation.champion.version;
  return section(
    "disagreements",
    "Disagreements",
    html`<p>The models differ on <strong>${all.length}</strong> of ${of}: ${sharesOf(all, version, classes)}. ${order}${
      shown.length < all.length &&
      html` The first ${shown.length} are shown, ${all.length - shown.length} more are not.`
    }</p>`,
    searchTools("disagreements-table", CAPTION, whoIsRight(version, classes)),
    html`<div class="tall">${table({
      caption: CAPTION,
      columns: columnsOf(version, classes),
      rows: shown.map((each) => rowOf(each, holdout, input.profile, limits, classes)),
      sortable: true,
      id: "disagreements-table",
    })}</div>`,
  );
}

const CAPTION = "Rows on which champion and change differ";
const WINNERS = { change: "this change", champion: "champion", neither: "neither" } as const;

function sharesOf(all: readonly Disagreement[], version: string, classes: boolean): string {
  const of = (winner: Disagreement["winner"]) => all.filter((each) => each.winner === winner).length;
  const word = classes ? "right" : "closer";
  const neither = of("neither") > 0 ? `, neither on ${of("neither")}` : "";
  return `this change is ${word} on ${of("change")}, champion ${version} on ${of("champion")}${neither}`;
}

function whoIsRight(version: string, classes: boolean): Markup {
  const word = classes ? "right" : "closer";
  return html`<label>Show <select><option value="">all rows</option><option value="change">this change is ${word}</option><option value="champion">champion ${version} is ${word}</option><option value="neither">neither is ${word}</option></select></label>
`;
}

function columnsOf(version: string, classes: boolean): Column[] {
  const kind = classes ? {} : ({ kind: "number" } as const);
  return [
    { head: "Row" },
    { head: "True", ...kind },
    { head: `Champion ${version}`, ...kind },
    { head: "This change", ...kind },
    ...(classes ? [] : [{ head: "Difference", kind: "number", wideOnly: true } as const]),
    { head: classes ? "Right" : "Closer" },
    { head: "Inputs", sort: false },
  ];
}

function rowOf(
  { row, winner, sure, difference }: Disagreement,
  holdout: Holdout,
  profile: Profile | null,
  limits: Limits,
  classes: boolean,
): Row {
  const { truth, challenger, champion, keys } = holdout;
  const values = [truth[row], champion?.predicted[row], challenger.predicted[row]].map(
    (value) => value ?? "",
  );
  const decimals = decimalsFor(values.map(Number));
  const said = (value: string | number, confidence?: number | null): Cell =>
    typeof value === "number"
      ? { body: figure(value, decimals), value }
      : {
          body: html`${named(value, limits)}${confidence != null && html` <small>${Math.round(confidence * 100)} %</small>`}`,
          value: named(value, limits),
        };
  return {
    group: winner,
    cells: [
      named(keys[row]!, limits),
      said(values[0]!),
      said(values[1]!, sure?.champion),
      said(values[2]!, sure?.change),
      ...(classes ? [] : [{ body: signed(difference, decimals), value: difference }]),
      { body: html`<span class="${winner}">${MARKS[winner]} ${WINNERS[winner]}</span>`, value: winner },
      { body: inputsOf(row, holdout, profile, limits) },
    ],
  };
}

const MARKS = { change: "●", champion: "◇", neither: "–" } as const;

interface Reading {
  readonly name: string;
  readonly value: string | number | null;
  readonly unusual: number;
}

/** The row's values, the most unusual first where training rows are known. */
function inputsOf(row: number, { columns }: Holdout, profile: Profile | null, limits: Limits) {
  const readings = columns
    .map(({ name, values }): Reading => {
      const value = values[row] ?? null;
      const known = profile?.columns[name];
      const shown = value !== null && known?.personal ? `(${known.personal})` : value;
      return { name, value: shown, unusual: known?.personal ? 0 : unusualness(value, known) };
    })
    .sort((a, b) => b.unusual - a.unusual);
  if (readings.length === 0) return null;
  const shown = readings.slice(0, limits.inputs);
  const rest = readings.length - shown.length;
  return html`<details><summary>${count(readings.length, "column")}</summary><dl class="inputs">${shown.map(
    ({ name, value, unusual }) =>
      html`<dt>${named(name, limits)}</dt><dd>${value === null ? html`<em>missing</em>` : typeof value === "number" ? figure(value, shortDecimals(value)) : named(value, limits)}${unusual === Number.POSITIVE_INFINITY && html` <small class="warn">⚠ never in training</small>`}</dd>`,
  )}</dl>${rest > 0 && html`<p class="soft">${rest} more, nearer to what is usual</p>`}</details>`;
}

/** How many deviations from the training mean; without end where training never saw it. */
function unusualness(value: string | number | null, known: ColumnProfile | undefined): number {
  if (value === null || !known) return 0;
  if (typeof value === "string") {
    const seen = known.top?.some(([each]) => each === value) ?? true;
    // The profile keeps but the most frequent values: one that is not among them was never seen only where it kept all.
    return seen || (known.top?.length ?? 0) < known.distinct ? 0 : Number.POSITIVE_INFINITY;
  }
  if (known.minimum !== undefined && known.maximum !== undefined)
    if (value < known.minimum || value > known.maximum) return Number.POSITIVE_INFINITY;
  return known.deviation ? Math.abs(value - (known.mean ?? value)) / known.deviation : 0;
}

function shortDecimals(value: number): number {
  return Number.isInteger(value) ? 0 : decimalsFor([value]);
}

function named(text: string, limits: Limits): string {
  return visible(withoutPersonalData(text), Math.min(80, limits.characters)) || "(empty)";
}
