import { badInput, type Problem } from "../../core/errors.ts";
import { showPath } from "../../core/show-text.ts";
import type { World } from "../../ports/world.ts";
import { LOCK_NAME, type Lock, parseLock } from "../../records/lock.ts";
import { fromRoot, type Project } from "../project.ts";

/** Beside the spec. */
export function lockPath({ folder }: Pick<Project, "folder">): string {
  return folder === "" ? LOCK_NAME : `${folder}/${LOCK_NAME}`;
}

/** What was collected; nothing where nothing ever was. */
export async function readLock(world: World, project: Project): Promise<Lock> {
  const path = lockPath(project);
  const bytes = await world.files.read(`${world.git.root}/${path}`);
  return bytes === null ? { format: 1, sources: [] } : parseLock(path, bytes);
}

/** Holds the data against the lock: a snapshot that was not collected is not what a reviewer saw in the lock. */
export function lockProblems(
  lock: Lock,
  project: Project,
  sources: readonly { readonly path: string; readonly digest: string }[],
): Problem[] {
  return sources.flatMap(({ path, digest }): Problem[] => {
    const locked = lock.sources.find(({ to }) => to === path);
    const collected = project.spec.collect?.find(({ to }) => fromRoot(project, to) === path);
    if (locked === undefined) return collected ? [notLocked(project, collected.name, path)] : [];
    if (locked.digest === digest) return [];
    return [
      {
        code: "data-lock-differs",
        found: `${showPath(path)} with another content than ${showPath(lockPath(project))} says of ${locked.name}`,
        where: { file: path },
        expected: "the snapshot that was collected, and the lock of the same moment",
        next: `Run \`trunkline collect ${locked.name}\` and commit both, or take both from one commit: \`git checkout HEAD -- ${showPath(path)} ${showPath(lockPath(project))}\`.`,
      },
    ];
  });
}

/** The file is there, and nobody can tell from where it came. */
function notLocked(project: Project, name: string, path: string): Problem {
  const lock = showPath(lockPath(project));
  return {
    code: "data-not-locked",
    found: `${showPath(path)}, which is the snapshot of ${name}, without a word of it in ${lock}`,
    where: { file: project.path },
    expected: "the lock that was written with the snapshot",
    next: `Run \`trunkline collect ${name}\`, or the workflow that collects, and commit both.`,
  };
}

/** What to do about a file that is not there but can be collected. */
export function collectable({ spec, ...project }: Project, path: string): Problem | null {
  const source = spec.collect?.find(({ to }) => fromRoot(project, to) === path);
  if (source === undefined) return null;
  return badInput({
    code: "data-not-collected",
    found: `no file ${showPath(path)}, the snapshot of ${source.name}`,
    where: { file: project.path },
    expected: "the snapshot, committed with its lock",
    next: `Run \`trunkline collect ${source.name}\`, look at what came, and commit it.`,
  }).problems[0];
}
