import { check } from "../pipeline/check.ts";
import { publishComment } from "../pipeline/publishing/publish-comment.ts";
import { shareCandidate } from "../pipeline/registry/share-candidate.ts";
import { checkPassed, type ReportRun, reportMarkdown } from "../pipeline/report.ts";
import { takeOver } from "../pipeline/training/hand-over.ts";
import type { World } from "../ports/world.ts";
import { annotate, showCheck } from "./check-run.ts";
import type { RunContext } from "./context.ts";
import { leaveReport } from "./html-report.ts";
import { openProject, type Shell } from "./shell.ts";

/** A run that somebody started by hand speaks to the pull request of the branch that it runs on. */
async function pullRequestOfBranch({ run }: Shell, { github }: World): Promise<RunContext["pullRequest"]> {
  if (run.event !== "workflow_dispatch" || run.branch === null) return null;
  const open = await github?.pullRequestFrom(run.branch);
  return open ? { number: open.number, head: run.commit, fork: false } : null;
}

/**
 * The action `report`, and `pipeline`, which is the same without a job before it: validates, takes the model (stored, handed over
 * by the training job, or trained here when no command is needed), evaluates, stores the candidate, writes the check run and the comment.
 * It runs no code of the team's, so its job may hold a token that can write.
 */
export async function report(shell: Shell): Promise<void> {
  const [download, comments, checks] = [shell.flag("download"), shell.flag("comment"), shell.flag("check")];
  const world = await shell.world({ mayRunCommands: false });
  const project = await openProject(shell, world);
  const pullRequest = shell.run.pullRequest ?? (await pullRequestOfBranch(shell, world));
  const handed = download ? await takeOver(world, await shell.artifacts(), project.spec.model) : null;
  const checked = await check(world, project, { sync: true, ...(handed && { handed }) });
  const stored = await shareCandidate(world, checked, pullRequest?.fork ?? false);
  const run: ReportRun = { commit: shell.run.commit, url: shell.run.runUrl, candidateStored: stored };
  const page = await leaveReport(shell, world, checked, run);
  const { comment, marker, summary, checkRun } = reportMarkdown(checked, { ...run, report: page });
  await shell.summary(summary);
  const shown = checks && !pullRequest?.fork && (await showCheck(shell, world, checkRun));
  annotate(shell, checked.validation, shown);
  if (pullRequest && comments) {
    const { number, head, fork } = pullRequest;
    const done = fork
      ? ({ outcome: "read-only", url: null } as const)
      : await publishComment(world, { pullRequest: number, head, marker, body: comment });
    if (done.outcome === "read-only")
      shell.console.say(
        "The token may only read here (a fork's pull request?): the report is in the job summary.",
      );
    if (done.outcome === "outdated")
      shell.console.say("The pull request has a newer commit: its own run writes the comment.");
    shell.output("comment-url", done.url ?? "");
  }
  shell.output("report", page ?? "");
  const passed = checkPassed(checked);
  shell.output("verdict", checked.evaluation?.verdict ?? "");
  shell.output("passed", passed);
  if (!passed) shell.fail();
}
