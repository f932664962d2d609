import type { Evaluation } from "../../records/evaluation.ts";
import { aloneNote, importanceNote, importanceTexts, withInterval } from "../words/explanation-text.ts";
import { count } from "../words/figures.ts";
import { aligned, type painter, wrap } from "./text-layout.ts";

const MOST_COLUMNS = 8;
const MOVED = { more: "▲", less: "▼", "": "" } as const;

/** Which columns matter to the models, the most important first. */
export function explanationLines(evaluation: Evaluation, paint: ReturnType<typeof painter>): string[] {
  const { explanation, champion } = evaluation;
  if (!explanation || explanation.importance.length === 0) return [];
  const texts = importanceTexts(explanation);
  const against = explanation.champion && champion;
  const head = against
    ? ["importance of", `champion ${champion.version}`, "this change", "change", ""]
    : ["importance of", "this change"];
  const body = texts
    .slice(0, MOST_COLUMNS)
    .map(({ column, champion: before, challenger, change, moved }) =>
      against
        ? [column, before.figure, challenger.figure, withInterval(change), MOVED[moved]]
        : [column, withInterval(challenger)],
    );
  const [first = "", ...lines] = aligned([head, ...body], [1, 2, 3], 34);
  const rest = texts.length - body.length;
  const notes = [importanceNote(explanation), ...aloneNote(evaluation)];
  if (rest > 0) notes.push(`--json has ${count(rest, "more column")}.`);
  return [paint(first, "dim"), ...lines, ...wrap(notes.join(" "))];
}
