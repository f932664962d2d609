import { register as registerModel } from "../pipeline/register.ts";
import { registrationText } from "../pipeline/report.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const register: Command = {
  usage: "[--spec FILE] [--push]",
  about:
    "Gives the model of this commit its version, if it passes the gate. A recipe that is a version already changes nothing.",
  options: { ...SPEC_OPTION, push: { type: "boolean" } },
  help: { ...SPEC_HELP, push: "write to origin, not only to this clone" },
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const registration = await registerModel(world, project, { push: invocation.values.push === true });
    return { text: registrationText(project.spec.model, registration), json: registration, exit: 0 };
  },
};
