import { describeProblem, type Problem } from "../core/errors.ts";
import { publishCheck } from "../pipeline/publishing/publish-check.ts";
import type { World } from "../ports/world.ts";
import type { Validation } from "../records/validation.ts";
import type { Shell } from "./shell.ts";

type Report = Parameters<typeof publishCheck>[1]["report"];

/** The gate's conclusion among the commit's checks; whether it is there. */
export async function showCheck(shell: Shell, world: World, report: Report): Promise<boolean> {
  const { commit, runUrl } = shell.run;
  if (world.github === null || commit === "") return false;
  const outcome = await publishCheck(world, { commit, url: runUrl, report });
  if (outcome === "read-only")
    shell.console.say(
      "The token may not write check runs here: with `checks: write` in the job's permissions the gate's conclusion stands among the checks.",
    );
  return outcome === "written";
}

/**
 * What is wrong with the data, on its lines, by this step; where something else has shown it (a check run, a later job) this step
 * only says it in its log, so that no line bears the same twice.
 */
export function annotate(shell: Shell, { problems, warnings }: Validation, shownElsewhere: boolean): void {
  if (shownElsewhere) {
    for (const problem of [...problems, ...warnings]) shell.console.say(describeProblem(problem));
    return;
  }
  for (const problem of kindsFirst(problems)) shell.console.annotate("error", problem);
  for (const problem of kindsFirst(warnings)) shell.console.annotate("warning", problem);
}

/** GitHub shows ten of a step: the first of each kind before more of the same. */
function kindsFirst(problems: readonly Problem[]): Problem[] {
  const first = new Map<string, Problem>();
  for (const problem of problems) if (!first.has(problem.code)) first.set(problem.code, problem);
  const shown = new Set(first.values());
  return [...shown, ...problems.filter((problem) => !shown.has(problem))];
}
