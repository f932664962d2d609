import { terminalConsole } from "../adapters/terminal-console.ts";
import { openWorld } from "../adapters/world.ts";
import type { Invocation, Values } from "./command.ts";

/** Binds a command to the place where it was called. */
export function invocation(values: Values, positionals: readonly string[]): Invocation {
  const folder = callersFolder();
  const console = terminalConsole(process.stderr, values.quiet === true);
  return {
    values,
    positionals,
    folder,
    json: values.json === true,
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    world: (options) =>
      openWorld({
        folder,
        console,
        token: process.env.GITHUB_TOKEN || process.env.GH_TOKEN,
        repository: process.env.GITHUB_REPOSITORY,
        apiUrl: process.env.GITHUB_API_URL || "https://api.github.com",
        serverUrl: process.env.GITHUB_SERVER_URL || "https://github.com",
        mayRunCommands: options?.mayRunCommands ?? true,
      }),
  };
}

/** `npm run trunkline` starts at the package's root; the person stands where npm was called. */
function callersFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: caller } = process.env;
  return script === "trunkline" && caller ? caller : process.cwd();
}
