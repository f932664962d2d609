import { check } from "../pipeline/check.ts";
import { checkJson, checkPassed, checkText } from "../pipeline/report.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const evaluate: Command = {
  usage: "[--spec FILE] [--sync]",
  about:
    "Compares the model of this commit with the champion on the same rows; the gate decides (exit code 1 when it says no).",
  options: { ...SPEC_OPTION, sync: { type: "boolean" } },
  help: { ...SPEC_HELP, sync: "bring the registry from origin first" },
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const checked = await check(world, project, { sync: invocation.values.sync === true, trainedOnly: true });
    const json = checkJson(checked);
    return { text: checkText(checked, invocation.colour), json, exit: checkPassed(checked) ? 0 : 1 };
  },
};
