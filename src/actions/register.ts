import { register as registerModel } from "../pipeline/register.ts";
import { registrationText } from "../pipeline/report.ts";
import { takeOver } from "../pipeline/training/hand-over.ts";
import { openProject, type Shell } from "./shell.ts";

export async function register(shell: Shell): Promise<void> {
  const world = await shell.world({ mayRunCommands: false });
  const project = await openProject(shell, world);
  const { model } = project.spec;
  const handed = shell.flag("download") ? await takeOver(world, await shell.artifacts(), model) : null;
  const registration = await registerModel(world, project, { push: true, ...(handed && { handed }) });
  const text = registrationText(model, registration);
  shell.console.say(text);
  await shell.summary(text);
  shell.output("outcome", registration.outcome);
  shell.output("version", registration.version);
  shell.output("commit", registration.commit);
}
