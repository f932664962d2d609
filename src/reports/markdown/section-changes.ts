import type { Validation } from "../../records/validation.ts";
import type { ReportInput } from "../report-input.ts";
import { bars } from "../terminal/drift.ts";
import { changeText } from "../words/data-change-text.ts";
import { count } from "../words/figures.ts";
import { predictionDriftText } from "../words/prediction-drift-text.ts";
import { list } from "./blocks.ts";
import { codeSpan, markdownText } from "./escape.ts";
import type { Extent } from "./extent.ts";
import type { Section } from "./fit.ts";

const MOST_FILES = 5;
const MOST_NAMES = 5;

/** The kinds of a recipe's change by how its line begins, in the order in which they are read. */
const KINDS: readonly (readonly [name: string, begins: RegExp])[] = [
  ["Data", /^data[ .]/],
  ["Features", /^features\./],
  ["Parameters", /^train\.(?:params\.)?/],
  ["Code", /^code /],
  ["Problem", /^problem\./],
];

/** What differs from the champion, kind by kind: the data with their drift, the features, the parameters, the code. */
export function changesSection(
  input: ReportInput,
  extent: Pick<Extent, "changes">,
  characters = 120,
): Section {
  const { evaluation, recipeChanges } = input;
  const of = (kind: string): string[] => recipeChanges.filter((line) => kindOf(line) === kind);
  const spans = (kind: string): string => {
    const [, begins] = KINDS.find(([name]) => name === kind) ?? [];
    const lines = of(kind);
    const shown = lines
      .slice(0, extent.changes)
      .map((line) => codeSpan(begins ? line.replace(begins, "") : line, characters));
    const rest = lines.length - shown.length;
    return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  };
  const lines = [
    `**Data** ${dataText(input)}${of("Data").length > 0 ? ` ${spans("Data")}` : ""}`,
    driftText(input),
    predictionText(input),
    ...["Features", "Parameters", "Code", "Problem", "Other"].map((kind) =>
      of(kind).length > 0 ? `**${kind}** ${spans(kind)}` : "",
    ),
  ].filter((line) => line !== "");
  const champion = evaluation?.champion?.version;
  const title = champion === undefined ? "" : `**What changed** since ${markdownText(champion)}\n\n`;
  return {
    name: "changes",
    rank: 5,
    text: champion === undefined ? lines.join("\n\n") : `${title}${list(lines)}`,
    ...(extent.changes > 3 && { shorter: () => changesSection(input, { changes: 3 }, 60) }),
  };
}

function kindOf(line: string): string {
  return KINDS.find(([, begins]) => begins.test(line))?.[0] ?? "Other";
}

/** What the data are, and how they differ from those of the champion. */
function dataText({ validation, evaluation }: ReportInput): string {
  const facts = `${filesText(validation)}.`;
  const change = evaluation?.data;
  if (!change) return facts;
  const text = changeText(change, (name) => codeSpan(name, 60));
  return `${facts} ${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function filesText({ files, rows, columns, checks, problems, warnings }: Validation): string {
  const paths = files.slice(0, MOST_FILES).map((file) => codeSpan(file.path, 200));
  const more = files.length > MOST_FILES ? ` and ${files.length - MOST_FILES} more` : "";
  const told = warnings.length > 0 ? ` with ${count(warnings.length, "warning")}` : "";
  const checked = problems.length === 0 ? `, ${count(checks, "check")} passed${told}` : "";
  return `${paths.join(", ")}${more}: ${count(rows, "row")}, ${count(columns.length, "column")}${checked}`;
}

/** In one line; the table of what drifted is folded away. */
function driftText({ drift }: ReportInput): string {
  if (!drift || drift.columns.length === 0) return "";
  const drifted = drift.columns.filter((column) => column.drifted);
  const apart = drift.classifier?.drifted
    ? " ⚠️, but a classifier tells the two tables apart: what has moved is how columns go together"
    : "";
  if (drifted.length === 0) return `**Drift** none in ${count(drift.columns.length, "column")}${apart}`;
  const named = drifted.slice(0, MOST_NAMES).map(({ name }) => codeSpan(name, 60));
  const rest = drifted.length - named.length;
  const whole = drift.drifted ? ", and so has the table" : "";
  return `**Drift** ⚠️ ${drifted.length} of ${count(drift.columns.length, "column")} drifted${whole}: ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** Whether the answers to the same rows are distributed otherwise; nothing where all are the same. */
function predictionText({ predictionDrift, evaluation }: ReportInput): string {
  const column = predictionDrift?.columns[0];
  if (!predictionDrift || !column?.changed) return "";
  const { histogram } = column;
  const [before, now] = [histogram.reference, histogram.current].map((each) => bars(each, histogram));
  const champion = markdownText(evaluation?.champion?.version ?? "the champion");
  const pictures = `${champion} ${codeSpan(before!, 60)}, this change ${codeSpan(now!, 60)}`;
  const mark = column.drifted ? "⚠️ " : "";
  return `**Predictions** ${mark}${markdownText(predictionDriftText(predictionDrift))}; ${pictures}`;
}
