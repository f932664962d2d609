import { badInput } from "../core/errors.ts";
import type { Console } from "../ports/console.ts";
import type { GitHub } from "../ports/github.ts";
import type { World } from "../ports/world.ts";
import { systemClock } from "./clock.ts";
import { nodeFiles } from "./files.ts";
import { openGit } from "./git/index.ts";
import { thisMachine } from "./machine.ts";
import { gitStore } from "./model-store/git-store.ts";
import { shellProcess } from "./process.ts";

export interface Surroundings {
  /** An absolute path inside the repository. */
  readonly folder: string;
  readonly console: Console;
  readonly token?: string | undefined;
  /** `owner/name`. */
  readonly repository?: string | undefined;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly mayRunCommands: boolean;
}

const REMOTE = "origin";

/** The real outside, as every shell hands it to its use case. */
export async function openWorld(surroundings: Surroundings): Promise<World> {
  const { folder, console, token, serverUrl } = surroundings;
  const git = await openGit(folder, { serverUrl, ...(token && { token }) });
  if (git === null) {
    throw badInput({
      code: "git-no-repository",
      found: `${folder} is in no Git repository`,
      expected: "a repository: Git is where Trunkline keeps everything",
      next: "Run `git init`, or go to your repository.",
    });
  }
  const remote = (await git.hasRemote(REMOTE)) ? REMOTE : null;
  return {
    git,
    files: nodeFiles(),
    clock: systemClock(),
    machine: thisMachine(),
    console,
    process: shellProcess(),
    store: gitStore(git, { remote }),
    github: githubOf(surroundings),
    remote,
    mayRunCommands: surroundings.mayRunCommands,
  };
}

/** GitHub's client is the heaviest thing to load, so it is loaded by the first call, and most runs make none. */
function githubOf({ token, repository, apiUrl, console }: Surroundings): GitHub | null {
  const [owner, name] = repository?.split("/") ?? [];
  if (!token || !owner || !name) return null;
  const load = async () => {
    const { githubApi } = await import("./github/index.ts");
    return githubApi({ token, repository: `${owner}/${name}`, apiUrl, say: (line) => console.say(line) });
  };
  return lazily<GitHub>({ repository: { owner, name } }, load);
}

/** An object all of whose methods are asynchronous, made by the first call of one of them. */
function lazily<T extends object>(known: Partial<T>, load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined;
  return new Proxy(known as T, {
    get(target, property) {
      if (property in target || property === "then") return Reflect.get(target, property);
      return async (...given: unknown[]) => {
        loaded ??= load();
        const object = await loaded;
        return (Reflect.get(object, property) as (...all: unknown[]) => unknown).apply(object, given);
      };
    },
  });
}
