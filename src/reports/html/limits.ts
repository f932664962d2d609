/** How much of everything long is shown; what is left out is counted. */
export interface Limits {
  readonly disagreements: number;
  /** Columns of a row on which the models disagree. */
  readonly inputs: number;
  readonly points: number;
  readonly profileColumns: number;
  readonly problems: number;
  /** Classes that get curves of their own. */
  readonly curves: number;
  readonly characters: number;
}

const GENEROUS: Limits = {
  disagreements: 200,
  inputs: 12,
  points: 300,
  profileColumns: 300,
  problems: 200,
  curves: 6,
  characters: 200,
};

/** From generous to meagre: the first that keeps the page below its size is taken. */
export const LIMITS: readonly Limits[] = [1, 0.5, 0.25, 0.1].map((share) => ({
  disagreements: GENEROUS.disagreements * share,
  inputs: Math.ceil(GENEROUS.inputs * share),
  points: GENEROUS.points * share,
  profileColumns: GENEROUS.profileColumns * share,
  problems: GENEROUS.problems * share,
  curves: Math.ceil(GENEROUS.curves * share),
  characters: GENEROUS.characters * share,
}));
