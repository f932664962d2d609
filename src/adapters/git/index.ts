import { spawnSync } from "node:child_process";
import type { Git } from "../../ports/git.ts";
import { commandGit } from "./command-git.ts";

export interface OpenGitOptions {
  readonly token?: string;
  readonly serverUrl?: string;
  /** Which adapter; default: the `git` command where there is one. */
  readonly adapter?: "command" | "isomorphic";
}

/** The repository around a folder; null when there is none. */
export async function openGit(folder: string, options: OpenGitOptions = {}): Promise<Git | null> {
  if (options.adapter === "command") return commandGit(folder, options);
  if (options.adapter === undefined) {
    try {
      return await commandGit(folder, options);
    } catch (error) {
      // No git command on this machine is the one case that the other adapter is for.
      if (hasGitCommand()) throw error;
    }
  }
  const { isomorphicGit } = await import("./isomorphic-git.ts");
  return isomorphicGit(folder, options);
}

function hasGitCommand(): boolean {
  return spawnSync("git", ["--version"], { stdio: "ignore" }).status === 0;
}
