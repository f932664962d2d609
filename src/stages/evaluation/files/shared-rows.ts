import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { AnyPredictions, FilePredictions } from "../../../records/predictions.ts";
import { pickRows } from "../pick-rows.ts";

/** Both with the rows whose ids they share, in the order of the ids. */
export interface SharedRows {
  readonly champion: FilePredictions;
  readonly challenger: FilePredictions;
  readonly rows: number;
}

/** Fewer rows than this say nothing. */
const FEWEST_ROWS = 2;

/** The rows that both predicted; or why they cannot be compared. `names` are the files, for messages. */
export function sharedRows(
  champion: FilePredictions,
  challenger: FilePredictions,
  names: readonly [string, string],
): SharedRows | { readonly problem: Problem } {
  const places = placesOf(champion, challenger, names);
  if ("problem" in places) return places;
  const { champion: shared, challenger: there } = places;
  const at = shared.findIndex((row, index) => champion.truth[row] !== challenger.truth[there[index]!]);
  if (at >= 0) return { problem: otherTruth(champion.keys[shared[at]!]!, names) };
  return {
    champion: pickRows(champion, shared),
    challenger: pickRows(challenger, there),
    rows: shared.length,
  };
}

/** Where the rows that both have stand in each, in the order of their ids. */
export function placesOf(
  champion: AnyPredictions,
  challenger: AnyPredictions,
  names: readonly [string, string],
): { readonly champion: number[]; readonly challenger: number[] } | { readonly problem: Problem } {
  const place = new Map(challenger.keys.map((key, row) => [key, row]));
  const shared = [...champion.keys.keys()].filter((row) => place.has(champion.keys[row]!));
  // So that an interval does not depend on the order of the rows in the files.
  shared.sort((a, b) => (champion.keys[a]! < champion.keys[b]! ? -1 : 1));
  if (shared.length < FEWEST_ROWS) return { problem: tooFew(shared.length, champion, challenger, names) };
  return { champion: shared, challenger: shared.map((row) => place.get(champion.keys[row]!)!) };
}

function tooFew(
  shared: number,
  champion: AnyPredictions,
  challenger: AnyPredictions,
  [left, right]: readonly [string, string],
): Problem {
  const like = `${showText(champion.keys[0] ?? "")} in ${left}, ${showText(challenger.keys[0] ?? "")} in ${right}`;
  const what = champion.task === "ranking" ? "query" : "id";
  return {
    code: "compare-too-few-rows",
    found: `${shared === 0 ? "no" : "a single"} ${what} in both files (the first: ${like})`,
    where: { file: right },
    expected: `at least ${FEWEST_ROWS} rows that both models predicted`,
    next: "Let both models predict the same holdout, and write the same ids.",
  };
}

export function otherTruth(key: string, [left, right]: readonly [string, string]): Problem {
  return {
    code: "compare-other-truth",
    found: `for the id ${showText(key)} another y_true than in ${left}`,
    where: { file: right },
    expected: "the same true value for a row in both files",
    next: "Take both files from the same holdout.",
  };
}
