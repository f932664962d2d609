import { realOrigins } from "../adapters/origins/index.ts";
import { collect as collectSources } from "../pipeline/collect.ts";
import {
  collectionBody,
  obsoleteProposal,
  proposeCollection,
} from "../pipeline/collection/propose-collection.ts";
import { openProject, type Shell } from "./shell.ts";

/** Signs where Git knows no user. */
const NAME = "github-actions[bot]";
const EMAIL = "41898282+github-actions[bot]@users.noreply.github.com";

/** Collects, and keeps one pull request that brings what is new. A source that fails makes the step red, and keeps back no other. */
export async function collect(shell: Shell): Promise<void> {
  const { env } = process;
  for (const who of ["AUTHOR", "COMMITTER"]) {
    env[`GIT_${who}_NAME`] ||= NAME;
    env[`GIT_${who}_EMAIL`] ||= EMAIL;
  }
  const world = await shell.world({ mayRunCommands: false });
  const project = await openProject(shell, world);
  const origins = realOrigins({ console: shell.console, environment: env });
  const collection = await collectSources(world, origins, project);
  const proposal = await proposeCollection(world, project, collection);
  shell.output("changed", proposal !== null);
  shell.output("pull-request", proposal?.pullRequest?.number ?? "");
  shell.output("url", proposal?.pullRequest?.url ?? "");
  for (const problem of collection.failed.flatMap(({ problems }) => problems))
    shell.console.annotate("error", problem);
  if (collection.failed.length > 0) shell.fail();
  if (proposal === null) {
    shell.console.say("Nothing new.");
    const left = await obsoleteProposal(world, project, collection);
    if (left !== null)
      shell.console.annotate("warning", {
        code: "collect-obsolete",
        found: `${left.url}, which is open though the sources have what this branch has already`,
        next: "Close it: its data have come by another way, or the sources have taken them back.",
      });
    return;
  }
  await shell.summary(collectionBody(collection));
  if (proposal.pullRequest) {
    shell.console.say(`${proposal.pullRequest.url} brings the new data.`);
    return;
  }
  shell.console.annotate("error", {
    code: "collect-no-pull-request",
    found: `new data on the branch ${proposal.branch}, and a token that may not open a pull request`,
    expected: "`pull-requests: write`, and a repository that lets Actions open pull requests",
    next: "Open it by hand; then look at Settings, Actions, General, or pass an App's token.",
  });
  shell.fail();
}
