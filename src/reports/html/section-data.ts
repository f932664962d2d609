import { describePlace, type Problem } from "../../core/errors.ts";
import type { ColumnProfile, Profile } from "../../records/profile.ts";
import { changeText } from "../words/data-change-text.ts";
import { count, decimalsFor, figure, percent, signed } from "../words/figures.ts";
import { predictionDriftText } from "../words/prediction-drift-text.ts";
import { visible } from "../words/visible.ts";
import { driftTable } from "./drift-table.ts";
import type { HtmlReportInput } from "./html-report-input.ts";
import type { Limits } from "./limits.ts";
import { longTable } from "./long-table.ts";
import { html, type Markup } from "./markup.ts";
import { section } from "./section.ts";
import type { Cell, Column } from "./table.ts";

/** What the data are, how they differ from the champion's, what is wrong with them, and what the training rows look like. */
export function dataSection(input: HtmlReportInput, limits: Limits): Markup {
  const { validation, evaluation } = input;
  const { files, rows, columns, checks, problems, warnings } = validation;
  const shownFiles = files.slice(0, limits.problems);
  const change = evaluation?.data;
  return section(
    "data",
    "Data",
    html`<p>${count(rows, "row")}, ${count(columns.length, "column")}; ${count(checks, "check")} found ${
      problems.length === 0 ? "no problem" : count(problems.length, "problem")
    }${warnings.length > 0 && ` and ${count(warnings.length, "warning")}`}.</p>`,
    problemList("Failed checks", "✖", "bad", problems, limits),
    html`<ul>${shownFiles.map((file) => html`<li><code>${visible(file.path, limits.characters)}</code> <span class="soft">${count(file.rows, "row")}</span></li>`)}${
      files.length > shownFiles.length && html`<li>… and ${files.length - shownFiles.length} more</li>`
    }</ul>`,
    change &&
      html`<p><strong>Against ${evaluation.champion?.version ?? "the champion"}:</strong> ${changeText(change, (name) => visible(name, 60))}.</p>`,
    problemList("Warnings", "⚠", "warn", warnings, limits),
    driftTable(input.drift, evaluation?.champion?.version ?? "the champion", limits),
    input.predictionDrift &&
      html`<p><strong>Predictions</strong> ${predictionDriftText(input.predictionDrift)}.</p>`,
    profileTable(input, limits),
  );
}

function problemList(
  title: string,
  mark: string,
  tone: string,
  problems: readonly Problem[],
  limits: Limits,
): Markup | null {
  if (problems.length === 0) return null;
  const shown = problems.slice(0, limits.problems);
  const rest = problems.length - shown.length;
  return html`<h3>${title}</h3><ul class="problems">${shown.map(
    ({ where, found, expected, next, code }) =>
      html`<li><span class="${tone}">${mark}</span> ${where && html`<code>${visible(describePlace(where), limits.characters)}</code> `}${visible(found, 2 * limits.characters)}${expected !== undefined && html`; expected ${visible(expected, 2 * limits.characters)}`}. ${next !== undefined && visible(next, 2 * limits.characters)} <code class="soft">${code}</code></li>`,
  )}</ul>${rest > 0 && html`<p>… and ${rest} more; <code>trunkline validate</code> lists them all.</p>`}`;
}

function profileTable(
  { profile, championProfile, evaluation }: HtmlReportInput,
  limits: Limits,
): Markup | null {
  if (!profile) return null;
  const names = Object.keys(profile.columns);
  const shown = names.slice(0, limits.profileColumns);
  const against = championProfile && evaluation?.champion ? evaluation.champion.version : null;
  const columns: Column[] = [
    { head: "Column" },
    { head: "Type" },
    { head: "Missing", kind: "number" },
    { head: "Distinct", kind: "number" },
    { head: "Mean", kind: "number" },
    { head: "5 % to 95 %" },
    ...(against !== null ? [{ head: `Mean against ${against}`, kind: "number" as const }] : []),
    { head: "Most frequent" },
  ];
  return html`<details><summary>The ${count(profile.rows, "training row")}, column by column</summary>${
    shown.length < names.length &&
    html`<p class="soft">${names.length - shown.length} more columns are not shown.</p>`
  }${longTable({
    caption: "Columns of the training rows",
    columns,
    rows: shown.map((name) => ({
      cells: profileCells(
        name,
        profile.columns[name]!,
        against !== null ? (ownColumn(championProfile, name) ?? null) : undefined,
      ),
    })),
    id: "profile-table",
  })}</details>`;
}

/** A column may be called like something that every object has. */
function ownColumn(profile: Profile | null, name: string): ColumnProfile | undefined {
  return profile && Object.hasOwn(profile.columns, name) ? profile.columns[name] : undefined;
}

/** `before`: the champion's column; null where it had none, undefined where nothing is compared. */
function profileCells(
  name: string,
  column: ColumnProfile,
  before: ColumnProfile | null | undefined,
): (Cell | string | number)[] {
  const { mean, quantiles, top, rows, missing, distinct, type } = column;
  const decimals = decimalsFor([mean ?? 0, ...(quantiles ?? [])]);
  const range =
    quantiles && quantiles.length > 1
      ? `${figure(quantiles[0]!, decimals)} to ${figure(quantiles.at(-1)!, decimals)}`
      : "";
  const share = rows > 0 ? missing / rows : 0;
  const moved = before === undefined ? [] : [shift(column, before)];
  return [
    visible(name, 80) || "(empty)",
    type,
    { body: percent(Number(share.toFixed(4))), value: share },
    distinct,
    mean === undefined ? "" : { body: figure(mean, decimals), value: mean },
    range,
    ...moved,
    (top ?? [])
      .slice(0, 3)
      .map(([value, number]) => `${visible(value, 30)} (${number})`)
      .join(", "),
  ];
}

/** How far the mean has moved, in the champion's deviations: comparable between columns. */
function shift({ mean }: ColumnProfile, before: ColumnProfile | null): Cell {
  if (before === null) return { body: "new" };
  if (mean === undefined || before.mean === undefined || !before.deviation) return { body: "" };
  const moved = (mean - before.mean) / before.deviation;
  return { body: `${signed(moved, 2)} σ`, value: moved };
}
