import { validatedToUse } from "../pipeline/check.ts";
import { dataRefused } from "../pipeline/data/read-data.ts";
import { trainingJson, trainingText } from "../pipeline/report.ts";
import { train as trainModel } from "../pipeline/train.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const train: Command = {
  usage: "[--spec FILE] [--sync]",
  about:
    "Looks the recipe up (registered version, stored candidate), else trains, and keeps the bundle as a candidate.",
  options: { ...SPEC_OPTION, sync: { type: "boolean" } },
  help: { ...SPEC_HELP, sync: "bring the registry from origin first" },
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const { inputs, registry, validation, data } = await validatedToUse(
      world,
      project,
      invocation.values.sync === true,
    );
    if (validation.problems.length > 0) throw dataRefused(validation);
    const training = await trainModel(world, inputs, registry.artifact, async () => data);
    return { text: trainingText(training), json: trainingJson(training), exit: 0 };
  },
};
