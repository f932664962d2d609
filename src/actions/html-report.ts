import { TrunklineError } from "../core/errors.ts";
import type { Check } from "../pipeline/check.ts";
import type { ReportRun } from "../pipeline/report.ts";
import type { World } from "../ports/world.ts";
import type { Shell } from "./shell.ts";

/** Leaves the HTML report with the run; where it is, or null. The gate does not depend on it, so a failure is told and no more. */
export async function leaveReport(
  shell: Shell,
  world: World,
  checked: Check,
  run: ReportRun,
): Promise<string | null> {
  if (!shell.flag("html") || !shell.mayUpload) return null;
  const { reportHtml, uploadReport } = await import("../pipeline/publishing/html-report.ts");
  const page = reportHtml(checked, run);
  try {
    const number = await uploadReport(
      world,
      await shell.artifacts(),
      checked.inputs.project.spec.model,
      page,
    );
    return number === null || run.url == null ? null : `${run.url}/artifacts/${number}`;
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    for (const problem of error.problems) shell.console.annotate("warning", problem);
    return null;
  }
}
