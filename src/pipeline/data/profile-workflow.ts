import { badInput } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Templates } from "../../ports/templates.ts";
import type { World } from "../../ports/world.ts";
import { fillWorkflow } from "../../stages/problem/fill-workflow.ts";
import { type InitFile, pinned, place } from "../init.ts";

const PATH = ".github/workflows/profile.yml";

/** Writes the workflow that profiles files in a matrix of jobs, each a shard, and merges what they found. */
export async function writeProfileWorkflow(
  world: World,
  templates: Templates,
  files: readonly string[],
  options: { readonly repository: string; readonly pin?: string; readonly force: boolean },
): Promise<InitFile> {
  for (const file of files) checkPlain(file);
  const text = fillWorkflow(await templates.workflow("profile"), {
    ...(await pinned(templates, options)),
    files,
    spec: "",
    branch: "",
    stage: "",
    model: "",
    several: false,
  });
  return { path: PATH, state: await place(world, PATH, text, options.force) };
}

/** A shell parts and fills what the workflow is given, so that nothing else may be in it than paths and patterns. */
function checkPlain(file: string): void {
  if (/^[\w./*?[\]=@%+,-]+$/.test(file) && !file.startsWith("-") && !file.startsWith("/")) return;
  throw badInput({
    code: "profile-workflow-file",
    found: `the file ${showText(file)}`,
    expected:
      "a path from the root of the repository, or a pattern, of letters, digits and . / * ? [ ] = @ % + , - _",
    next: "Rename the file, or name it by a pattern.",
  });
}
