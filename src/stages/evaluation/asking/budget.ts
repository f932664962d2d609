import type { AskedModel } from "./asked-table.ts";

/** Numbers that models may look at in all, and questions that they may be asked: together a second or two. */
const LEAST_WORK = 1.2e9;
const MOST_WORK = 6e9;
const MOST_QUESTIONS = 60_000;

/**
 * How many questions there is time for, asked of each of the models. Where predicting the holdout took longer than a second or two, what
 * is found out by asking may take as long again, up to five times that.
 */
export function questionsInTime(models: readonly (AskedModel | null)[], holdout: number): number {
  const works = models.map((model) => model?.work ?? 0);
  const work = works.reduce((sum, each) => sum + each, 0);
  const room = Math.min(MOST_WORK, Math.max(LEAST_WORK, holdout * Math.max(...works)));
  return Math.floor(Math.min(MOST_QUESTIONS, room / Math.max(work, 1)));
}

/** Fewer rows than this make no interval that is worth reading. */
const ENOUGH_ROWS = 100;
const FEWEST_ROWS = 20;

export interface Rounds {
  readonly rows: number;
  readonly rounds: number;
}

/** Fewer rounds first, then fewer rows, until all columns of all rows fit. */
export function roundsInTime(questions: number, columns: number, wanted: Rounds): Rounds {
  const rowsFor = (rounds: number) => Math.floor(questions / (1 + columns * rounds));
  let { rounds } = wanted;
  while (rounds > 1 && rowsFor(rounds) < Math.min(wanted.rows, ENOUGH_ROWS)) rounds--;
  const rows = Math.max(Math.min(wanted.rows, FEWEST_ROWS), rowsFor(rounds));
  return { rounds, rows: Math.min(wanted.rows, rows) };
}
