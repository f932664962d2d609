/** Above this many drawn rows fewer resamples are taken: about ten seconds of one processor. */
const MOST_DRAWS = 4e8;

/** What does not decide may take about half a second beside what does. */
const MOST_OTHER_DRAWS = 5e7;

/** How many resamples are taken where `asked` were wanted of a holdout of `rows` rows. */
export function resamplesFor(rows: number, asked: number, confidence: number): number {
  return within(MOST_DRAWS, rows, asked, confidence);
}

/** Likewise of the metrics that do not decide; `visits` are the rows that one resample looks at, counted each time. */
export function resamplesForOthers(visits: number, asked: number, confidence: number): number {
  return Math.min(asked, within(MOST_OTHER_DRAWS, visits, asked, confidence));
}

/**
 * Never so few that none is expected beyond an end of the interval (200 at 0.99): it would be narrower than its confidence says.
 */
function within(most: number, visits: number, asked: number, confidence: number): number {
  // 1 - 0.99 is a little off in doubles: the allowance keeps 200 at 200.
  const fewest = Math.ceil(2 / (1 - confidence) - 1e-6);
  return Math.max(fewest, Math.min(asked, Math.floor(most / Math.max(visits, 1))));
}
