import { validatedAlone } from "../pipeline/check.ts";
import { annotate } from "./check-run.ts";
import { openProject, type Shell } from "./shell.ts";

/** Every failing row becomes an annotation on the data file's own line, unless a later job says so. */
export async function validate(shell: Shell): Promise<void> {
  const shown = shell.flag("annotate");
  const world = await shell.world({ mayRunCommands: false });
  const project = await openProject(shell, world);
  const validation = await validatedAlone(world, project, { sync: true, toUse: true });
  annotate(shell, validation, !shown);
  shell.output("rows", validation.rows);
  shell.output("problems", validation.problems.length);
  shell.output("warnings", validation.warnings.length);
  shell.output("passed", validation.problems.length === 0);
  if (validation.problems.length > 0) shell.fail();
  else
    shell.console.say(
      `${validation.rows} rows, ${validation.checks} checks: all passed${validation.warnings.length > 0 ? `, ${validation.warnings.length} warnings` : ""}.`,
    );
}
