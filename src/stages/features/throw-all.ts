import { type Problem, TrunklineError } from "../../core/errors.ts";

/** Throws all problems as one error (bad input); returns when there are none. */
export function throwAll(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first !== undefined) throw new TrunklineError(2, [first, ...others]);
}
