import { explainProject } from "../pipeline/explain.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const explain: Command = {
  usage: "[--spec FILE]",
  about: "Prints the spec with every default filled in, in the order of the life cycle.",
  options: SPEC_OPTION,
  help: SPEC_HELP,
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    return { text: await explainProject(project), json: project.spec, exit: 0 };
  },
};
