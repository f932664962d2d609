import { withoutSecrets } from "../../core/safe-text.ts";
import type { Console } from "../../ports/console.ts";
import type { Origins } from "../../ports/origins.ts";

export interface OriginSurroundings {
  readonly console: Console;
  readonly environment: NodeJS.ProcessEnv;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Servers and databases, as this machine reaches them. Each client is loaded by the first source that needs it. */
export function realOrigins({ console, environment, sleep = pause }: OriginSurroundings): Origins {
  // Whatever was handed out as a secret is taken out of everything that is said.
  const secrets: string[] = [];
  const show = (text: string) => withoutSecrets(text, secrets);
  const say = (line: string) => console.say(line);
  return {
    variable: (name) => {
      // The runner's own, the token that may write among them, are for no server that a spec names.
      const value = /^(?:INPUT|ACTIONS)_/i.test(name) ? undefined : environment[name] || undefined;
      if (value !== undefined) secrets.push(value);
      return value;
    },
    get: async (request) => (await import("./web.ts")).getFromWeb(request, { say, show, sleep }),
    postgres: async (address, request) =>
      (await import("./postgres.ts")).queryPostgres(address, request, show),
    sqlite: async (path, request) => (await import("./sqlite.ts")).querySqlite(path, request),
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
