import { badInput } from "../../core/errors.ts";
import type { Templates } from "../../ports/templates.ts";
import type { World } from "../../ports/world.ts";
import { fillWorkflow, workflowPath } from "../../stages/problem/fill-workflow.ts";
import { type InitFile, pinned, place } from "../init.ts";
import type { Project } from "../project.ts";

/** Writes the workflow that collects on a schedule; its step gets the variables that the spec names from the repository's secrets. */
export async function writeCollectWorkflow(
  world: World,
  templates: Templates,
  { spec, path, folder }: Project,
  options: { readonly repository: string; readonly pin?: string; readonly force: boolean },
): Promise<InitFile> {
  const origins = spec.collect?.map(({ from }) => from) ?? [];
  if (origins.length === 0) {
    throw badInput({
      code: "collect-nothing",
      found: "a spec without sources to collect",
      where: { file: path },
      expected: "`collect`, with a name, an origin and a snapshot for each source",
      next: "Add the section, then run this again.",
    });
  }
  const variables = origins.flatMap(({ token, headers = {}, postgres }) =>
    [token, postgres, ...Object.values(headers)].filter((name) => name !== undefined),
  );
  const blanks = {
    ...(await pinned(templates, options)),
    spec: path,
    branch: "",
    stage: "",
    model: spec.model,
    several: folder !== "",
    variables: [...new Set(variables)],
  };
  const text = fillWorkflow(await templates.workflow("collect"), blanks);
  const to = workflowPath("collect", blanks);
  return { path: to, state: await place(world, to, text.replace(/\n\n$/, "\n"), options.force) };
}
