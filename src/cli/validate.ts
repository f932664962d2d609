import { validatedAlone } from "../pipeline/check.ts";
import { validationText } from "../pipeline/report.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const validate: Command = {
  usage: "[--spec FILE]",
  about:
    "Reads the data and checks every expectation of the spec. Names each row that fails by file and line.",
  options: SPEC_OPTION,
  help: SPEC_HELP,
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const validation = await validatedAlone(world, project, { sync: false, toUse: false });
    const passed = validation.problems.length === 0;
    return {
      text: validationText(validation, invocation.colour),
      json: { passed, ...validation },
      exit: passed ? 0 : 1,
    };
  },
};
