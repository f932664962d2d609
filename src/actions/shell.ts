import type { WorkflowConsole } from "../adapters/workflow-console.ts";
import { loadProject, type Project } from "../pipeline/project.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { World } from "../ports/world.ts";
import type { RunContext } from "./context.ts";

/** What every action's shell is handed. */
export interface Shell {
  readonly run: RunContext;
  readonly console: WorkflowConsole;
  input(name: string): string;
  flag(name: string): boolean;
  output(name: string, value: string | number | boolean | null): void;
  summary(markdown: string): Promise<void>;
  /** Marks the step as failed without an annotation of its own. */
  fail(): void;
  /** Whether this run can keep artifacts at all. */
  readonly mayUpload: boolean;
  artifacts(): Promise<Artifacts>;
  world(options: { readonly mayRunCommands: boolean }): Promise<World>;
}

export async function openProject(shell: Shell, world: World): Promise<Project> {
  return loadProject(world, shell.input("spec").replace(/^\.\//, ""));
}
