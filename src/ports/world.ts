import type { Clock } from "./clock.ts";
import type { Console } from "./console.ts";
import type { Files } from "./files.ts";
import type { Git } from "./git.ts";
import type { GitHub } from "./github.ts";
import type { Machine } from "./machine.ts";
import type { ModelStore } from "./model-store.ts";
import type { Process } from "./process.ts";

/** Everything outside, handed to every use case. */
export interface World {
  readonly git: Git;
  readonly files: Files;
  readonly clock: Clock;
  readonly machine: Machine;
  readonly console: Console;
  readonly process: Process;
  readonly store: ModelStore;
  /** Null without a token, or where there is no such server. */
  readonly github: GitHub | null;
  /** The remote that holds the registry; null when the repository has none, or nothing outside may be asked. */
  readonly remote: string | null;
  /** Whether the team's own commands may run here: not in a job that holds a token that can write. */
  readonly mayRunCommands: boolean;
}
