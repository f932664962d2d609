import { badInput, type SpecKey } from "../core/errors.ts";
import type { World } from "../ports/world.ts";
import type { Spec } from "../records/spec.ts";
import { readSpec, specMissing } from "../stages/problem/read-spec.ts";

/** A spec and where it stands. All paths are from the root of the repository, with `/`. */
export interface Project {
  readonly spec: Spec;
  readonly path: string;
  readonly folder: string;
  readonly text: string;
}

/** Reads the spec at a path from the repository's root. */
export async function loadProject(world: World, path: string): Promise<Project> {
  const bytes = await world.files.read(`${world.git.root}/${path}`);
  if (bytes === null) throw specMissing(path);
  const spec = await readSpec(bytes, path);
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  return { spec, path, folder, text: new TextDecoder().decode(bytes) };
}

/**
 * A path of the spec as a path from the root. Refuses one that leaves the repository, by `..` here,
 * or by a link (checked where the file is read).
 */
export function fromRoot(project: Pick<Project, "folder" | "path">, path: string, key?: SpecKey): string {
  const parts: string[] = [];
  for (const part of `${project.folder}/${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) throw outside(project.path, path, key);
  }
  return parts.join("/");
}

export function outside(file: string, path: string, key?: SpecKey) {
  return badInput({
    code: "spec-path-outside",
    ...(key && { key }),
    found: `the path ${JSON.stringify(path)}, which leaves the repository`,
    where: { file },
    expected: "a path inside the repository, relative to the spec",
    next: "Copy the file into the repository, or correct the path.",
  });
}
