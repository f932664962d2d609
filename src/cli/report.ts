import { check } from "../pipeline/check.ts";
import { checkPassed, reportMarkdown } from "../pipeline/report.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const report: Command = {
  usage: "[--spec FILE] [--sync]",
  about: "Prints the comment that a pull request of this commit would get, as Markdown.",
  options: { ...SPEC_OPTION, sync: { type: "boolean" } },
  help: { ...SPEC_HELP, sync: "bring the registry from origin first" },
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const checked = await check(world, project, { sync: invocation.values.sync === true });
    const head = await world.git.head();
    const { comment, input } = reportMarkdown(checked, {
      commit: head?.commit ?? "(not committed)",
      candidateStored: true,
    });
    return { text: comment, json: { ...input, comment }, exit: checkPassed(checked) ? 0 : 1 };
  },
};
