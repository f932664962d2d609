import { deploy as deployModel } from "../pipeline/deploy.ts";
import { deploymentText } from "../pipeline/report.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const deploy: Command = {
  usage: "STAGE [--spec FILE] [--push]",
  about:
    "Puts the version of this commit on a stage of the spec: target first, checked, then the stage's tag.",
  options: { ...SPEC_OPTION, push: { type: "boolean" } },
  help: { ...SPEC_HELP, push: "write the stage's tag to origin, not only to this clone" },
  positionals: { least: 1, most: 1 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const stage = invocation.positionals[0]!;
    const deployment = await deployModel(world, project, { stage, push: invocation.values.push === true });
    return { text: deploymentText(project.spec.model, deployment), json: deployment, exit: 0 };
  },
};
