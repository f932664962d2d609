import { count } from "../words/figures.ts";
import type { Holdout, HtmlReportInput } from "./html-report-input.ts";
import { longTable } from "./long-table.ts";
import { html, type Markup } from "./markup.ts";
import { contestants, judgedRows } from "./outcomes.ts";
import { section } from "./section.ts";

/** More classes than this make a matrix that nobody reads. */
const MOST_CLASSES = 12;
const MOST_CONFUSIONS = 30;

interface Matrix {
  readonly name: string;
  readonly series: string;
  /** [true][predicted] */
  readonly counts: readonly (readonly number[])[];
}

/** What the models took for what, side by side on the same rows. */
export function confusionSection({ evaluation, holdout }: HtmlReportInput): Markup | null {
  if (!evaluation?.confusion || evaluation.confusion.classes.length === 0) return null;
  const rows = holdout ? judgedRows(holdout) : [];
  if (!holdout || rows.length === 0) {
    const { classes, counts } = evaluation.confusion;
    return drawn(classes, [{ name: "this change", series: "change", counts }], evaluation.rows);
  }
  const classes = classesOf(holdout, evaluation.confusion.classes);
  const matrices = contestants(holdout, evaluation.champion?.version ?? "")
    .map(({ name, series, output }) => ({
      name,
      series,
      counts: countsOf(holdout, output.predicted, rows, classes),
    }))
    .reverse();
  return drawn(classes, matrices, rows.length);
}

function drawn(classes: readonly string[], matrices: readonly Matrix[], rows: number): Markup {
  const many = classes.length > MOST_CLASSES;
  const body = many
    ? confusionList(classes, matrices)
    : html`<div class="pair">${matrices.map((matrix) => heatTable(classes, matrix))}</div>`;
  return section(
    "confusion",
    "Confusion matrix",
    html`<p class="soft">On ${count(rows, "holdout row")}.${!many && " A line is a true class, a column what the model said; the framed diagonal is right."}</p>`,
    body,
  );
}

/** The evaluation's classes, and whatever else the champion says. */
function classesOf({ champion }: Holdout, known: readonly string[]): string[] {
  const said = (champion?.predicted ?? []).flatMap((name) => (name === null ? [] : [String(name)]));
  return [...known, ...[...new Set(said)].filter((name) => !known.includes(name)).sort()];
}

function countsOf(
  { truth }: Holdout,
  predicted: readonly (string | number | null)[],
  rows: readonly number[],
  classes: readonly string[],
): number[][] {
  const index = new Map(classes.map((name, at) => [name, at]));
  const counts = classes.map(() => classes.map(() => 0));
  for (const row of rows) {
    const [from, to] = [index.get(String(truth[row])), index.get(String(predicted[row]))];
    if (from !== undefined && to !== undefined) counts[from]![to]!++;
  }
  return counts;
}

function heatTable(classes: readonly string[], { name, series, counts }: Matrix): Markup {
  const totals = counts.map((line) => line.reduce((sum, number) => sum + number, 0));
  const lines = counts.map((line, truth) => {
    const cells = line.map((number, predicted) => {
      const share = totals[truth] ? number / totals[truth]! : 0;
      const kind = truth === predicted ? "right" : "wrong";
      return html`<td class="heat ${kind} h${Math.ceil(share * 5)}">${number}${number > 0 && html`<small>${Math.round(share * 100)} %</small>`}</td>`;
    });
    return html`<tr><th scope="row">${named(classes[truth]!)}</th>${cells}</tr>`;
  });
  const caption = `Confusion matrix of ${name}`;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="matrix"><caption class="${series}">${name}</caption><thead><tr><td><span class="soft">true ↓ said →</span></td>${classes.map((each) => html`<th scope="col">${named(each)}</th>`)}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

function confusionList(classes: readonly string[], matrices: readonly Matrix[]): Markup {
  const change = matrices.find(({ series }) => series === "change")!;
  const champion = matrices.find(({ series }) => series === "champion");
  const found = change.counts.flatMap((line, truth) =>
    line.flatMap((number, predicted) => {
      const before = champion?.counts[truth]?.[predicted] ?? 0;
      return truth !== predicted && number + before > 0 ? [{ truth, predicted, number, before }] : [];
    }),
  );
  const worst = found.sort((a, b) => b.number - a.number || b.before - a.before).slice(0, MOST_CONFUSIONS);
  return html`<p>${classes.length} classes are too many for a matrix: these are the most frequent of ${count(found.length, "confusion")}.</p>${longTable(
    {
      caption: "The most frequent confusions",
      columns: [
        { head: "True class" },
        { head: "Taken for" },
        ...(champion ? [{ head: `C${champion.name.slice(1)}`, kind: "number" as const }] : []),
        { head: "This change", kind: "number" },
      ],
      rows: worst.map(({ truth, predicted, number, before }) => ({
        cells: [named(classes[truth]!), named(classes[predicted]!), ...(champion ? [before] : []), number],
      })),
      id: "confusion-table",
    },
  )}`;
}

function named(name: string): string {
  const short = [...name].length > 40 ? `${[...name].slice(0, 39).join("")}…` : name;
  return short || "(empty)";
}
