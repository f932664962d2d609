import { rollbackText } from "../pipeline/report.ts";
import { rollback as prepareRollback } from "../pipeline/rollback.ts";
import { type Command, SPEC_HELP, SPEC_OPTION, textOf } from "./command.ts";
import { openProject } from "./open-project.ts";

export const rollback: Command = {
  usage: "STAGE [--to VERSION] [--pull-request] [--spec FILE]",
  about:
    "Prepares the commit that takes a stage back to an earlier version; the pipeline does the rest when it lands on the default branch.",
  options: { ...SPEC_OPTION, to: { type: "string" }, "pull-request": { type: "boolean" } },
  help: {
    ...SPEC_HELP,
    to: "the version to go back to (default: what the stage held before)",
    "pull-request": "on a branch of its own, pushed, with a pull request",
  },
  positionals: { least: 1, most: 1 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const to = textOf(invocation.values, "to");
    const pullRequest = invocation.values["pull-request"] === true;
    const done = await prepareRollback(world, project, {
      stage: invocation.positionals[0]!,
      pullRequest,
      ...(to && { to }),
    });
    return { text: rollbackText(project.spec.model, done), json: done, exit: 0 };
  },
};
