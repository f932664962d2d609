import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TrunklineError } from "../../src/core/errors.ts";
import { mutations } from "../support/mutate.ts";
import { KINDS } from "./kinds.ts";

/**
 * A process of its own that reads spoiled files, one after the other: `worker KIND FIRST COUNT FOLDER SAMPLE…`. Each file is
 * written down before it is read, so that it is there when the process is gone. Tells the parent of each when it begins.
 */
export interface Outcome {
  readonly answers: number;
  readonly refusals: number;
  /** The most memory that the process ever held, in bytes. */
  readonly peak: number;
  /** How often each code was said. */
  readonly codes: Readonly<Record<string, number>>;
}

const [kind = "", first = "0", count = "0", folder = "", ...samples] = process.argv.slice(2);
const { path, read, tokens, most } = KINDS[kind as keyof typeof KINDS];
const sources = samples.map((sample) => readFileSync(sample));
const file = join(folder, path);
let [answers, refusals] = [0, 0];
const codes: Record<string, number> = {};

for (let index = Number(first); index < Number(first) + Number(count); index++) {
  process.send?.(index);
  const bytes = mutations(sources, index, tokens, most)();
  writeFileSync(file, bytes);
  try {
    await read(folder, bytes);
    answers += 1;
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    refusals += 1;
    for (const problem of error.problems) {
      const said = [problem.code, problem.found, problem.expected ?? "", problem.next].join(" ");
      if (problem.found === "" || /undefined|\[object/.test(said) || !problem.where || !problem.next)
        throw new Error(`not a clear error: ${JSON.stringify(problem)}`);
      codes[problem.code] = (codes[problem.code] ?? 0) + 1;
    }
  }
}
const outcome: Outcome = { answers, refusals, codes, peak: process.resourceUsage().maxRSS * 1024 };
process.send?.(outcome);
