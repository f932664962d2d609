import { check } from "../pipeline/check.ts";
import { checkJson, checkPassed, checkText } from "../pipeline/report.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const run: Command = {
  usage: "[--spec FILE] [--sync]",
  about:
    "Validates, trains (or finds what was trained), evaluates and gates, as a pull request would; prints the report.",
  options: { ...SPEC_OPTION, sync: { type: "boolean" } },
  help: { ...SPEC_HELP, sync: "bring the registry from origin first" },
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const checked = await check(world, project, { sync: invocation.values.sync === true });
    const json = checkJson(checked);
    return { text: checkText(checked, invocation.colour), json, exit: checkPassed(checked) ? 0 : 1 };
  },
};
