import { deploy as deployModel } from "../pipeline/deploy.ts";
import { deploymentText } from "../pipeline/report.ts";
import { openProject, type Shell } from "./shell.ts";

export async function deploy(shell: Shell): Promise<void> {
  const world = await shell.world({ mayRunCommands: false });
  const project = await openProject(shell, world);
  const { branch } = shell.run;
  const stage = shell.input("stage");
  const result = await deployModel(world, project, { stage, push: true, ...(branch && { follow: branch }) });
  const text = deploymentText(project.spec.model, result);
  shell.console.say(text);
  await shell.summary(text);
  shell.output("outcome", result.outcome);
  shell.output("version", result.outcome === "superseded" ? "" : result.version);
  shell.output("tag", result.outcome === "superseded" ? "" : result.tag);
}
