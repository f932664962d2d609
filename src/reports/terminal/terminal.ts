import { shortDigest } from "../../core/digest.ts";
import { describePlace, type Problem } from "../../core/errors.ts";
import type { Evaluation, Gate } from "../../records/evaluation.ts";
import { inHeadline } from "../../records/metric-table.ts";
import type { Validation } from "../../records/validation.ts";
import type { ReportInput } from "../report-input.ts";
import { comparisonNotes, conclude, gatedFirst } from "../words/conclusion.ts";
import { changeText } from "../words/data-change-text.ts";
import { count, differenceText, figure, percent, rowDecimals } from "../words/figures.ts";
import { reasonsInOrder, reasonText, resultOf, waiverNotes, wearNotes } from "../words/gate-text.ts";
import { operationRows } from "../words/operations.ts";
import { OWN_METRICS_NOTE, ownMetricCells } from "../words/own-metrics.ts";
import { repeatLines } from "../words/repeats-text.ts";
import { terminalDrift } from "./section-drift.ts";
import { explanationLines } from "./section-explanation.ts";
import { fairnessLines } from "./section-fairness.ts";
import { robustnessLines } from "./section-robustness.ts";
import { sliceLines, weakLines } from "./section-slices.ts";
import { aligned, painter, shorten, WIDTH, wrap } from "./text-layout.ts";

export interface TerminalOptions {
  readonly colour: boolean;
}

type Paint = ReturnType<typeof painter>;

/** The report as plain aligned text, at most 100 columns; paragraphs are parted by empty lines, the end has no line break. */
export function terminal(input: ReportInput, { colour }: TerminalOptions): string {
  const paint = painter(colour);
  const { validation, evaluation, gate, recipeChanges } = input;
  return blocks([
    verdict(input, paint),
    gate ? gateLines(gate, paint) : [],
    validation.problems.flatMap((problem) => problemLines(problem, paint)),
    validation.warnings.flatMap((problem) => problemLines(problem, paint, "⚠ ", "yellow")),
    evaluation ? evaluationLines(evaluation, paint) : [],
    evaluation ? sliceLines(evaluation, paint) : [],
    evaluation ? fairnessLines(evaluation, paint) : [],
    evaluation ? weakLines(evaluation, paint) : [],
    evaluation ? ownMetricLines(evaluation, paint) : [],
    operationLines(input),
    evaluation ? explanationLines(evaluation, paint) : [],
    evaluation ? repeatLines(evaluation, paint) : [],
    evaluation ? robustnessLines(evaluation, paint) : [],
    dataLines(input),
    terminalDrift(input, paint),
    recipeChanges.length > 0 ? ["Recipe changes", ...recipeChanges.flatMap((line) => wrap(line, "  "))] : [],
    evaluation ? origin(input, evaluation) : [],
  ]);
}

/** What validation found, every failed check with its place. */
export function terminalValidation(validation: Validation, { colour }: TerminalOptions): string {
  const paint = painter(colour);
  const { problems } = validation;
  const words = problems.length === 0 ? "data accepted" : "data refused";
  const { length: warned } = validation.warnings;
  const told = warned > 0 ? `, ${count(warned, "warning")}` : "";
  const found = `${problems.length === 0 ? "all passed" : `${count(problems.length, "problem")} found`}${told}`;
  const head = paint(
    `${problems.length === 0 ? "✔" : "✖"} ${words}`,
    "bold",
    problems.length === 0 ? "green" : "red",
  );
  return blocks([
    [head],
    [
      `${count(validation.checks, "check")} of ${count(validation.rows, "row")} and ${count(validation.columns.length, "column")}: ${found}.`,
    ],
    aligned(
      validation.files.map(({ path, rows }) => [`  ${path}`, count(rows, "row")]),
      [1],
      70,
    ),
    problems.flatMap((problem) => problemLines(problem, paint)),
    validation.warnings.flatMap((problem) => problemLines(problem, paint, "⚠ ", "yellow")),
  ]);
}

/** One evaluation on its own: the table and what limits it. */
export function terminalEvaluation(evaluation: Evaluation, { colour }: TerminalOptions): string {
  const paint = painter(colour);
  const verdict = evaluation.verdict === "first" ? "first version" : evaluation.verdict;
  return blocks([
    [paint(shorten(`${evaluation.model}: ${verdict}`, WIDTH), "bold", toneOf(verdict))],
    evaluationLines(evaluation, paint),
    sliceLines(evaluation, paint),
    fairnessLines(evaluation, paint),
    weakLines(evaluation, paint),
    explanationLines(evaluation, paint),
    repeatLines(evaluation, paint),
    robustnessLines(evaluation, paint),
  ]);
}

function blocks(parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function toneOf(verdict: string): "red" | "green" | "yellow" {
  if (verdict === "regressed") return "red";
  return verdict === "inconclusive" ? "yellow" : "green";
}

function verdict(input: ReportInput, paint: Paint): string[] {
  const { verdict, mayMerge, sentences } = conclude(input);
  const line = `${mayMerge ? "✔" : "✖"} ${input.model}: ${verdict}, ${mayMerge ? "may merge" : "must not merge"}`;
  const tone = mayMerge ? toneOf(verdict) : "red";
  return [...wrap(line).map((each) => paint(each, "bold", tone)), ...wrap(sentences.join(" "))];
}

const RESULTS = {
  pass: ["  ✔ ", "green"],
  fail: ["  ✖ ", "red"],
  waived: ["  ⚠ waived: ", "yellow"],
} as const;

function gateLines(gate: Gate, paint: Paint): string[] {
  const lines = reasonsInOrder(gate).flatMap((reason) => {
    const [mark, colour] = RESULTS[resultOf(reason)];
    const [first = "", ...rest] = wrap(reasonText(reason), mark);
    return [paint(first, colour), ...rest];
  });
  const notes = waiverNotes(gate).flatMap((note) => wrap(note, "  ⚠ ").map((line) => paint(line, "yellow")));
  const wear = wearNotes(gate).flatMap((note) => wrap(note, "  "));
  return lines.length > 0 ? ["Gate", ...lines, ...notes, ...wear] : [];
}

function problemLines(
  { code, where, found, expected, next }: Problem,
  paint: Paint,
  mark = "✖ ",
  colour: "red" | "yellow" = "red",
): string[] {
  const place = where ? ` at ${describePlace(where)}` : "";
  return [
    ...wrap(`${code}${place}`, mark).map((line) => paint(line, colour)),
    ...wrap(found, "  found     "),
    ...(expected ? wrap(expected, "  expected  ") : []),
    ...(next ? wrap(next, "  next      ") : []),
  ];
}

function evaluationLines(evaluation: Evaluation, paint: Paint): string[] {
  const { champion, rows } = evaluation;
  const metrics = gatedFirst(evaluation.metrics.filter(inHeadline));
  const whole = champion !== null && champion.rows < rows;
  const head = champion
    ? [
        "metric",
        `champion ${champion.version}`,
        "this change",
        `difference (${percent(evaluation.confidence)} interval)`,
        "verdict",
      ]
    : ["metric", "this change"];
  const body = metrics.map((metric) => {
    const decimals = rowDecimals(metric);
    const name = `${metric.metric} ${metric.direction === "higher" ? "↑" : "↓"}${metric.gated ? " *" : ""}`;
    const all = figure(metric.challenger, decimals);
    if (!champion || !metric.compared) return champion ? [name, "", all, "", "not compared"] : [name, all];
    const { compared } = metric;
    const shown = [figure(compared.champion, decimals), figure(compared.challenger, decimals)];
    return [name, ...shown, differenceText(compared, decimals), compared.verdict];
  });
  const [first = "", ...lines] = aligned([head, ...body], [1, 2, 3], 34);
  const decide = metrics.some((metric) => metric.gated) ? " * decides." : "";
  const legend = `${count(champion?.rows ?? rows, "holdout row")}.${decide} ↑ higher is better, ↓ lower is better.`;
  // In a sentence, since one more column would not fit.
  const onAll = metrics.map((metric) => `${metric.metric} ${figure(metric.challenger, rowDecimals(metric))}`);
  const notes = [legend, ...comparisonNotes(evaluation)];
  if (whole) notes.push(`On all ${rows} holdout rows this change has ${onAll.join(", ")}.`);
  const more = evaluation.metrics.length - metrics.length;
  if (more > 0) notes.push(`--json has ${count(more, "more metric")}.`);
  return [paint(first, "dim"), ...lines, ...wrap(notes.join(" "))];
}

/** What the training command says of itself. */
function ownMetricLines({ own_metrics = [], champion }: Evaluation, paint: Paint): string[] {
  if (own_metrics.length === 0) return [];
  const head = champion
    ? ["own metric", "champion", "this change", "difference"]
    : ["own metric", "this change"];
  const rows = own_metrics.map((metric) => {
    const { name, arrow, gated, champion: before, challenger, difference } = ownMetricCells(metric);
    const label = `${shorten(name, 40)} ${arrow}${gated ? " *" : ""}`;
    return champion ? [label, before, challenger, difference] : [label, challenger];
  });
  const [first = "", ...lines] = aligned([head, ...rows], [1, 2, 3], 48);
  return [paint(first, "dim"), ...lines, ...wrap(OWN_METRICS_NOTE)];
}

/** In one sentence: `--json` and the other forms have the champion beside it. */
function operationLines({ operations }: ReportInput): string[] {
  if (!operations || operations.figures.length === 0) return [];
  const parts = operationRows(operations).map(
    ([name, champion, own]) => `${name} ${own}${champion ? ` (champion ${champion})` : ""}`,
  );
  return wrap(`${parts.join("; ")}.`, "Costs   ");
}

/** The columns that have moved since the champion's data; `trunkline drift` tells more. */
function dataLines({ validation, evaluation }: ReportInput): string[] {
  const { files, rows, columns } = validation;
  const paths = files.map((file) => file.path).join(", ");
  const change = evaluation?.data
    ? ` Against ${evaluation.champion?.version ?? "the champion"}: ${changeText(evaluation.data, (name) => name)}.`
    : "";
  return wrap(`${paths}: ${count(rows, "row")}, ${count(columns.length, "column")}.${change}`, "Data    ");
}

function origin({ training, candidateStored }: ReportInput, { recipe, bundle }: Evaluation): string[] {
  const how = {
    trained: "trained now",
    candidate: "trained before",
    registered: `the bytes of ${training?.version ?? "a version"}`,
  };
  const made = training ? `, ${training.algorithm}, ${how[training.outcome]}` : "";
  const stored = candidateStored === true ? ", candidate stored" : "";
  return wrap(`${shortDigest(bundle)}, recipe ${shortDigest(recipe)}${made}${stored}`, "Bundle  ");
}
