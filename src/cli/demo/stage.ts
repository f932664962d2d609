import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { TrunklineError } from "../../core/errors.ts";
import type { LocalGitHub } from "./local-github/index.ts";
import type { Workshop } from "./workshop.ts";

/** What the story plays on. */
export interface Stage {
  readonly workshop: Workshop;
  readonly github: LocalGitHub;
  title(text: string): void;
  say(text: string): void;
  /** A pull request's comment, for whoever wants it as it is. */
  keep(comment: KeptComment): void;
  /** The demo proves what it tells: a step that goes otherwise ends it. */
  expect(held: boolean, what: string): void;
  /** One digest over all files that are deployed now. */
  deployed(): Promise<string>;
}

export interface KeptComment {
  readonly number: number;
  readonly title: string;
  /** Markdown, as it was read back from GitHub. */
  readonly comment: string;
}

export function openStage(
  workshop: Workshop,
  github: LocalGitHub,
  say: (text: string) => void,
  keep: (comment: KeptComment) => void,
): Stage {
  return {
    keep,
    workshop,
    github,
    say,
    title: (text) => say(`\n${"─".repeat(78)}\n${text}\n${"─".repeat(78)}`),
    expect: (held, what) => {
      if (!held) throw brokenPromise(what);
    },
    deployed: async () => {
      const hash = createHash("sha256");
      const current = join(workshop.server, "current");
      const entries = await readdir(current, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      for (const path of paths.sort()) hash.update(path).update(await readFile(path));
      return hash.digest("hex");
    },
  };
}

function brokenPromise(what: string): TrunklineError {
  return new TrunklineError(1, {
    code: "demo-broken",
    found: `not so: ${what}`,
    expected: "the demo to do what it says",
    next: "Please report this with the output above.",
  });
}
