import { check } from "../pipeline/check.ts";
import { checkPassed, reportMarkdown } from "../pipeline/report.ts";
import { openProject, type Shell } from "./shell.ts";

/** Compares what `train` found or made, in the same job, with the champion; fails when the gate says no. */
export async function evaluate(shell: Shell): Promise<void> {
  const world = await shell.world({ mayRunCommands: true });
  const project = await openProject(shell, world);
  const checked = await check(world, project, { sync: true, trainedOnly: true });
  const { summary } = reportMarkdown(checked, {
    commit: shell.run.commit,
    url: shell.run.runUrl,
    candidateStored: false,
  });
  await shell.summary(summary);
  const passed = checkPassed(checked);
  shell.output("verdict", checked.evaluation?.verdict ?? "");
  shell.output("passed", passed);
  if (!passed) shell.fail();
}
