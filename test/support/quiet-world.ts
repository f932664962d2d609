import { openWorld } from "../../src/adapters/world.ts";
import type { World } from "../../src/ports/world.ts";

/** The real outside of a folder in a repository, with nobody to tell and no GitHub to reach. */
export function quietWorld(folder: string, mayRunCommands = false): Promise<World> {
  return openWorld({
    folder,
    console: { say: () => {}, progress: () => {}, annotate: () => {} },
    apiUrl: "http://127.0.0.1:1",
    serverUrl: "http://127.0.0.1:1",
    mayRunCommands,
  });
}
