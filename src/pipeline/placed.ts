import { type Problem, TrunklineError } from "../core/errors.ts";
import { placeProblems } from "../stages/problem/place-problems.ts";
import type { Project } from "./project.ts";

/** Does what reads the spec beside the data; what it throws of a key of the spec says the line on which the key stands. */
export async function placed<T>(project: Project, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TrunklineError) || error.problems.every(({ key }) => !key)) throw error;
    const problems = await placeProblems(project.text, project.path, error.problems);
    throw new TrunklineError(error.exit, problems as [Problem, ...Problem[]], { cause: error });
  }
}
