import type { FilePredictions } from "../../../records/predictions.ts";
import type { WeakSlice, WeakSlices } from "../../../records/slices.ts";
import type { CodedColumn } from "../slices/coded-column.ts";
import { type Candidate, candidatesOf, contains } from "./candidates.ts";
import { type Question, whereWorse, whereWorst } from "./questions.ts";

export interface WeakInput {
  /** Over the rows of the truth, in their order. */
  readonly columns: readonly CodedColumn[];
  /** Where each row of the truth stands, by its key. */
  readonly places: ReadonlyMap<string, number>;
  readonly whole: FilePredictions;
  readonly shared: readonly [FilePredictions, FilePredictions] | null;
  readonly confidence: number;
}

/** Of each question so many are told, the surest first. */
const MOST_TOLD = 5;

/**
 * Searches all slices of one and of two columns for those where the challenger is worse than elsewhere, and worse than the champion. Each
 * p-value is multiplied by the number of slices that were looked at and by the two questions (Bonferroni), so that of tables without a
 * weak slice at most 1 - `confidence` raise any warning.
 */
export function weakSlices({ columns, places, whole, shared, confidence }: WeakInput): WeakSlices {
  const over = ({ keys }: FilePredictions) => onRows(columns, keys, places);
  const level = (1 - confidence) / 2;
  const own = search(over(whole), whereWorst(whole), level);
  const both = shared && search(over(shared[0]), whereWorse(...shared), level);
  const figure = (loss: number) => (whole.task === "classification" ? 1 - loss : loss);
  const told = (found: readonly Weak[]): WeakSlice[] =>
    found.map(({ candidate, loss, against, p }) => ({
      conditions: [...candidate.conditions],
      rows: candidate.rows,
      figure: figure(loss),
      against: figure(against),
      adjusted_p_value: Math.min(1, 2 * p),
    }));
  return {
    measure: whole.task === "classification" ? "accuracy" : "mae",
    columns: columns.length,
    searched: own.searched,
    worst: told(own.found),
    worse: told(both?.found ?? []),
  };
}

/** The columns for the rows of some predictions. */
function onRows(
  columns: readonly CodedColumn[],
  keys: readonly string[],
  places: ReadonlyMap<string, number>,
): CodedColumn[] {
  const at = Int32Array.from(keys, (key) => places.get(key)!);
  return columns.map((column) => ({ ...column, codes: at.map((place) => column.codes[place]!) }));
}

interface Weak {
  readonly candidate: Candidate;
  readonly loss: number;
  readonly against: number;
  /** After correction for all slices of the search. */
  readonly p: number;
}

function search(columns: readonly CodedColumn[], question: Question, level: number) {
  const candidates = candidatesOf(columns, question.values);
  const found = candidates.flatMap((candidate): Weak[] => {
    const answer = question.answer(candidate);
    const p = answer ? answer.p * candidates.length : 1;
    return answer && p <= level ? [{ candidate, ...answer, p }] : [];
  });
  found.sort((a, b) => a.p - b.p || b.candidate.rows - a.candidate.rows);
  return { searched: candidates.length, found: apart(columns, found) };
}

/** Of slices that share most of their rows the surest is enough. */
function apart(columns: readonly CodedColumn[], found: readonly Weak[]): Weak[] {
  const told: Weak[] = [];
  for (const weak of found) {
    if (told.length === MOST_TOLD) break;
    if (!told.some((other) => shareMost(columns, weak.candidate, other.candidate))) told.push(weak);
  }
  return told;
}

function shareMost(columns: readonly CodedColumn[], left: Candidate, right: Candidate): boolean {
  const rows = columns[0]!.codes.length;
  let common = 0;
  for (let row = 0; row < rows; row++)
    if (contains(columns, left, row) && contains(columns, right, row)) common++;
  return common > Math.min(left.rows, right.rows) / 2;
}
