import { TrunklineError } from "../../core/errors.ts";
import type { World } from "../../ports/world.ts";
import type { CheckRunReport } from "../../reports/markdown/check-run.ts";

export interface CheckRunRequest {
  /** The commit that the report speaks of. */
  readonly commit: string;
  /** Where the run's log is. */
  readonly url: string | null;
  readonly report: CheckRunReport;
}

/** `read-only`: the token may not, or the server has no such thing; `failed`: GitHub did not answer, as a warning told. */
export type CheckRunOutcome = "written" | "read-only" | "failed";

/** Puts the gate's conclusion among the commit's checks. The gate does not depend on it, so a failure is told and no more. */
export async function publishCheck(
  { github, console }: Pick<World, "github" | "console">,
  { commit, url, report }: CheckRunRequest,
): Promise<CheckRunOutcome> {
  if (github === null) return "read-only";
  try {
    const written = await github.createCheckRun({ ...report, sha: commit, url });
    return written === null ? "read-only" : "written";
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    for (const problem of error.problems) console.annotate("warning", problem);
    return "failed";
  }
}
