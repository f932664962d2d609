import type { Command } from "./command.ts";
import type { KeptComment } from "./demo/stage.ts";

export const demo: Command = {
  usage: "",
  about:
    "Plays the whole loop on the iris example in a temporary folder, with a bare remote and a local GitHub API: push, pull requests, merge, revert. Leaves nothing behind; --json has the comments.",
  options: {},
  help: {},
  positionals: { least: 0, most: 0 },
  async run({ json }) {
    const [{ openWorkshop }, { startLocalGitHub }, { openStage }, { playStory }] = await Promise.all([
      import("./demo/workshop.ts"),
      import("./demo/local-github/index.ts"),
      import("./demo/stage.ts"),
      import("./demo/story.ts"),
    ]);
    const begun = Date.now();
    const comments: KeptComment[] = [];
    const github = await startLocalGitHub();
    try {
      const workshop = await openWorkshop();
      try {
        // Told while it happens: a person watches.
        const say = (text: string) => void (json ? process.stderr : process.stdout).write(`${text}\n`);
        await playStory(openStage(workshop, github, say, (comment) => void comments.push(comment)));
      } finally {
        await workshop.close();
      }
    } finally {
      await github.close();
    }
    return { text: NEXT, json: { passed: true, seconds: (Date.now() - begun) / 1000, comments }, exit: 0 };
  },
};

const NEXT = `
All of it held: one version a recipe, one comment a pull request, and a revert as the rollback.

Next, in a repository of your own with a CSV file:
  npx trunkline init --target COLUMN    writes trunkline.yaml and two workflows
  npx trunkline run                     validates, trains, evaluates and prints the report
  git add -A && git commit && git push  the workflows do the rest
`;
