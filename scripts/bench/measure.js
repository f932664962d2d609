import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

/** Runs a program to its end and returns its milliseconds; throws when it ends with another exit code than the one that is expected. */
export function milliseconds({ command, words, cwd, env, exit = 0 }) {
  const begun = performance.now();
  const done = spawnSync(command, words, { cwd, env, encoding: "utf8", maxBuffer: 1 << 28 });
  const took = performance.now() - begun;
  if (done.status !== exit)
    throw new Error(`${command} ${words.join(" ")} ended with ${done.status}: ${done.stderr}${done.stdout}`);
  return took;
}

/**
 * Times several things in turn, round after round, so that what else the machine does hits all of them alike. The first
 * round warms the caches and does not count. Returns the median of each, by name.
 */
export function inTurn(rounds, subjects) {
  const times = new Map(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const [name, subject] of Object.entries(subjects)) {
      const took = subject(round);
      if (round > 0) times.get(name).push(took);
    }
  return new Map([...times].map(([name, each]) => [name, median(each)]));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
