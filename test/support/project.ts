import { openWorld } from "../../src/adapters/world.ts";
import { type Check, check, type Handed } from "../../src/pipeline/check.ts";
import { loadProject } from "../../src/pipeline/project.ts";
import { register } from "../../src/pipeline/register.ts";
import type { World } from "../../src/ports/world.ts";
import { temporaryRepository } from "./git.ts";

/** A real repository with a spec and data, and what the command line does there. */
export interface TemporaryProject {
  /** What was said while it ran. */
  readonly said: string[];
  commit(files: Readonly<Record<string, string>>): void;
  check(options?: { readonly mayRunCommands?: boolean; readonly handed?: Handed }): Promise<Check>;
  world(): Promise<World>;
  register(): Promise<void>;
  remove(): void;
}

export function temporaryProject(files: Readonly<Record<string, string>>): TemporaryProject {
  const repository = temporaryRepository(files);
  const said: string[] = [];
  const open = async (mayRunCommands = true) => {
    const console = {
      say: (line: string) => void said.push(line),
      annotate: (_: string, { found }: { readonly found: string }) => void said.push(found),
    } as never;
    const none = "https://api.example.invalid";
    const world = await openWorld({
      folder: repository.path,
      console,
      apiUrl: none,
      serverUrl: none,
      mayRunCommands,
    });
    return { world, project: await loadProject(world, "trunkline.yaml") };
  };
  return {
    said,
    commit: (changed) => void repository.commit(changed, "Change"),
    async check({ mayRunCommands, handed } = {}) {
      const { world, project } = await open(mayRunCommands);
      return check(world, project, { sync: false, ...(handed && { handed }) });
    },
    world: async () => (await open()).world,
    async register() {
      const { world, project } = await open();
      await register(world, project, { push: false });
    },
    remove: () => repository.remove(),
  };
}
