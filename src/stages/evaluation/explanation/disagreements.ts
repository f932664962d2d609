import type { Truth } from "../../../records/bundle.ts";
import type { Task } from "../../../records/spec.ts";
import { type Answers, outputOf } from "../asking/asked-table.ts";

export interface Disagreement {
  /** The place in the list of rows. */
  readonly at: number;
  readonly champion: string | number;
  readonly challenger: string | number;
  readonly truth: string | number;
}

/**
 * The rows on which two models differ most: of classes those with another class, first where both are surest of theirs; of numbers
 * those that are furthest apart.
 */
export function largestDisagreements(
  task: Task,
  truth: Truth,
  challenger: Answers,
  champion: Answers,
  most: number,
): Disagreement[] {
  const rows = truth.keys.map((_, at) => ({
    at,
    champion: champion.predicted[at]!,
    challenger: challenger.predicted[at]!,
    truth: truth.values[at]!,
  }));
  const differing = rows.filter((row) => row.champion !== row.challenger);
  const size = (row: Disagreement): number =>
    task === "regression"
      ? Math.abs(Number(row.challenger) - Number(row.champion))
      : surenessOf(challenger, row.at) + surenessOf(champion, row.at);
  return differing
    .map((row) => ({ row, size: size(row) }))
    .sort((a, b) => b.size - a.size || a.row.at - b.row.at)
    .slice(0, most)
    .map(({ row }) => row);
}

function surenessOf(answers: Answers, at: number): number {
  const one: Answers = {
    predicted: [answers.predicted[at]!] as Answers["predicted"],
    classes: answers.classes,
    probabilities: answers.probabilities && [answers.probabilities[at]!],
  };
  return outputOf(one, String(answers.predicted[at]))[0]!;
}
