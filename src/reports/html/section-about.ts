import { mayMerge } from "../words/conclusion.ts";
import { count } from "../words/figures.ts";
import { operationNotes, operationRows } from "../words/operations.ts";
import { visible } from "../words/visible.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import type { Limits } from "./limits.ts";
import { html, type Markup } from "./markup.ts";
import { section } from "./section.ts";
import { table } from "./table.ts";

/** What differs in the recipe, a line each. */
export function recipeSection({ recipeChanges }: HtmlReportInput, limits: Limits): Markup | null {
  if (recipeChanges.length === 0) return null;
  const shown = recipeChanges.slice(0, limits.problems);
  const rest = recipeChanges.length - shown.length;
  return section(
    "recipe",
    "Recipe changes",
    html`<ul>${shown.map((line) => html`<li><code>${visible(line, 2 * limits.characters)}</code></li>`)}${rest > 0 && html`<li>… and ${rest} more</li>`}</ul>`,
  );
}

/** What the model is for and whose it is, how to repeat the run, and the digests that everything goes by. */
export function aboutSection(input: HtmlReportInput): Markup {
  const { problem, run, evaluation, gate, training } = input;
  const champion = evaluation?.champion;
  const facts: readonly (readonly [string, string | Markup | undefined])[] = [
    ["Problem", problem.statement],
    ["Owner", problem.owner],
    ["Algorithm", training?.algorithm],
    ["Model", storedText(input)],
    ["Commit", commitText(run)],
    ["Run", run.url === undefined ? undefined : link(run.url)],
    ["Recipe", digest(evaluation?.recipe)],
    ["Bundle", digest(evaluation?.bundle)],
    ["Evaluation", digest(gate?.evaluation)],
    ["Champion", champion ? html`${champion.version}, commit <code>${champion.commit}</code>` : undefined],
    ["Champion's recipe", digest(champion?.recipe)],
    ["Champion's bundle", digest(champion?.bundle)],
  ];
  const { operations } = input;
  return section(
    "about",
    "About this run",
    html`<dl class="facts">${facts.map(([name, value]) => value !== undefined && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
    operations &&
      html`<h3>What the model costs</h3>${table({
        caption: "What the model costs",
        columns: [
          { head: "Cost" },
          { head: "Champion", kind: "number" },
          { head: "This change", kind: "number" },
        ],
        rows: operationRows(operations).map((cells) => ({ cells })),
      })}${operationNotes(operations).map((note) => html`<p class="soft">${note}</p>`)}`,
    html`<h3>Reproduce this on your machine</h3><pre tabindex="0" role="region" aria-label="Commands"><code>${run.reproduce
      .slice(0, 20)
      .map(
        (line) => html`${line}
`,
      )}</code></pre>`,
  );
}

function commitText({ commit, uncommitted = 0 }: HtmlReportInput["run"]): Markup {
  if (commit === null) return html`not committed`;
  return html`<code>${commit}</code>${uncommitted > 0 && html` with ${count(uncommitted, "file")} not committed, which nobody else has`}`;
}

function digest(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<code>${text}</code>`;
}

/** A link only to what is plainly an address of the web; anything else is text. */
function link(url: string): Markup {
  return /^https?:\/\/[A-Za-z0-9.:[\]-]+(?:\/[A-Za-z0-9._~/?=&%-]*)?$/.test(url)
    ? html`<a href="${url}" rel="noreferrer">${url}</a>`
    : html`${url}`;
}

function storedText(input: HtmlReportInput): string | undefined {
  const { training, candidateStored } = input;
  if (!training) return undefined;
  if (training.outcome === "registered")
    return `the bundle of ${training.version ?? "a version"}, not trained again`;
  if (candidateStored === "fork") return "not stored: a fork's run may only read";
  if (!candidateStored) return "not stored";
  return mayMerge(input) ? "stored: the merge ships these bytes" : "stored";
}
