import { relative, resolve, sep } from "node:path";
import { loadProject, outside, type Project } from "../pipeline/project.ts";
import type { World } from "../ports/world.ts";
import { type Invocation, textOf } from "./command.ts";

/** The spec that the invocation names, by its path from the repository's root. */
export async function openProject(invocation: Invocation, world: World): Promise<Project> {
  return loadProject(world, await specPath(invocation, world));
}

export async function specPath(invocation: Invocation, world: World): Promise<string> {
  const given = textOf(invocation.values, "spec") ?? "trunkline.yaml";
  // The root that Git tells has its links resolved, so the folder must have, too.
  const folder = (await world.files.real(invocation.folder)) ?? invocation.folder;
  const path = relative(world.git.root, resolve(folder, given)).split(sep).join("/");
  if (path === ".." || path.startsWith("../")) throw outside(given, given);
  return path;
}
