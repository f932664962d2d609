import { validatedToUse } from "../pipeline/check.ts";
import { dataRefused } from "../pipeline/data/read-data.ts";
import { championPredictionsByCommand } from "../pipeline/evaluation/champion.ts";
import { checkExpectations, findingsByCommand } from "../pipeline/evaluation/findings.ts";
import { trainingText } from "../pipeline/report.ts";
import { train as trainModel } from "../pipeline/train.ts";
import { handOver } from "../pipeline/training/hand-over.ts";
import { openProject, type Shell } from "./shell.ts";

/** The one action that may run the team's own code; its job needs no token that can write, and must not have one. */
export async function train(shell: Shell): Promise<void> {
  const upload = shell.flag("upload");
  const world = await shell.world({ mayRunCommands: true });
  const project = await openProject(shell, world);
  const { inputs, registry, validation, data } = await validatedToUse(world, project, true);
  if (validation.problems.length > 0) throw dataRefused(validation);
  await checkExpectations(project, data.table);
  const training = await trainModel(world, inputs, registry.artifact, async () => data);
  const championPredictions = await championPredictionsByCommand(world, inputs, registry.artifact, data);
  if (upload) {
    const bundle = training.outcome === "trained" ? training.bundle : null;
    const findings = await findingsByCommand(world, inputs, registry.artifact, training.bundle, data);
    const handed = { bundle, championPredictions, findings };
    await handOver(world, await shell.artifacts(), project.spec.model, handed);
  }
  shell.console.say(trainingText(training));
  shell.output("outcome", training.outcome);
  shell.output("recipe", inputs.digest);
  shell.output("bundle", training.bundle.digest);
  shell.output("version", training.version?.version ?? "");
}
