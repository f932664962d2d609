import {
  type CheckRunShown,
  checkRunOf,
  commentOf,
  openPullRequest,
  type PullRequestRun,
  pullRequestRun,
  type Release,
  releaseRun,
} from "./runs.ts";
import type { Stage } from "./stage.ts";

/** The loop, step by step. Each step throws when the product does not do what the demo says it does. */
export async function playStory(stage: Stage): Promise<void> {
  const { workshop, say } = stage;

  stage.title("1. The first push: a version, deployed");
  await workshop.edit("trunkline.yaml", (text) => text.replace("./deployed", workshop.server));
  workshop.commit("Name the species of an iris from its sepals");
  workshop.git("push", "--quiet", "--set-upstream", "origin", "main");
  const first = await releaseRun(stage);
  showRelease(stage, first);
  const firstFiles = await stage.deployed();
  stage.expect(first.version === "v1.0.0", "the first version is v1.0.0");

  stage.title("2. A pull request that improves the model");
  const petals = await pullRequest(stage, "use-petals", "Use the petals, too", async () => {
    await workshop.edit("trunkline.yaml", (text) =>
      text.replace(/\nfeatures:\n(?: {2}.*\n)+/, "\n").replace("min: 0.55", "min: 0.90"),
    );
  });
  stage.expect(petals.passed && petals.check.conclusion === "success", "the gate lets it pass");

  stage.title("3. A pull request with a spoiled row: refused, by file and line");
  const spoiled = await pullRequest(stage, "spoiled", "Add a flower", async () => {
    await workshop.edit("data/iris.csv", (text) => `${text}151,5.1,3.4,151,0.2,setosa\n`);
  });
  stage.expect(
    !spoiled.passed && spoiled.check.annotations[0]?.startsWith("data/iris.csv:152") === true,
    "the row's line is named",
  );

  stage.title("4. A pull request that makes the model worse: refused by the gate");
  const worse = await pullRequest(stage, "worse", "Try the simplest model", async () => {
    await workshop.edit("trunkline.yaml", (text) =>
      text.replace("algorithm: knn\n  params: { k: 5 }", "algorithm: baseline"),
    );
  });
  stage.expect(!worse.passed && worse.check.conclusion === "failure", "the gate refuses it");

  stage.title("5. The good one is merged: what was reviewed is what ships");
  workshop.git("switch", "--quiet", "main");
  workshop.git("merge", "--quiet", "--squash", "use-petals");
  workshop.commit("Use the petals, too (#1)");
  workshop.git("push", "--quiet");
  const merged = await releaseRun(stage);
  showRelease(stage, merged);
  stage.expect(
    merged.training === "candidate" && merged.version === "v2.0.0",
    "the candidate ships without training",
  );
  say("A major version, since it asks for two columns that v1.0.0 did without.");

  stage.title("6. A commit to the documentation: nothing to do");
  await workshop.edit("trunkline.yaml", (text) => `# Asked for by the herbarium.\n${text}`);
  workshop.commit("Say who asked for this");
  workshop.git("push", "--quiet");
  const nothing = await releaseRun(stage);
  showRelease(stage, nothing);
  stage.expect(nothing.outcome === "already", "nothing is done");

  stage.title("7. Something is wrong with v2.0.0: git revert, and nothing else");
  workshop.git("revert", "--no-edit", "HEAD~1");
  workshop.git("push", "--quiet");
  const back = await releaseRun(stage);
  showRelease(stage, back);
  stage.expect(
    back.training === "registered" && back.outcome === "rolled-back",
    "the earlier version is staged again",
  );
  stage.expect(
    (await stage.deployed()) === firstFiles,
    "the deployed files are byte for byte those of the first deployment",
  );
  say(`The deployed files have the digest that they had after step 1: ${firstFiles.slice(0, 16)}…`);

  stage.title("The registry, by plain git");
  say(workshop.git("--git-dir", `${workshop.folder}/origin.git`, "tag", "-n1", "--sort=creatordate"));
}

async function pullRequest(
  stage: Stage,
  branch: string,
  title: string,
  change: () => Promise<void>,
): Promise<PullRequestRun & { readonly check: CheckRunShown }> {
  const { workshop } = stage;
  workshop.git("switch", "--quiet", "--create", branch, "main");
  await change();
  const sha = workshop.commit(title);
  workshop.git("push", "--quiet", "origin", branch);
  const number = await openPullRequest(stage, branch, title);
  const run = await pullRequestRun(stage, branch, number);
  workshop.git("switch", "--quiet", "main");
  const check = await checkRunOf(stage, sha);
  showCheck(stage, check);
  const comment = await commentOf(stage, number);
  stage.say(comment);
  stage.keep({ number, title, comment });
  return { ...run, check };
}

function showRelease({ say }: Stage, release: Release): void {
  for (const line of release.lines) say(line);
}

/** The check as it stands beside the commit, and what it puts on the lines of the changed files. */
function showCheck({ say }: Stage, { name, conclusion, title, annotations }: CheckRunShown): void {
  say([`Check  ${name}: ${conclusion} (${title})`, ...annotations, ""].join("\n"));
}
