import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { Templates } from "../ports/templates.ts";
import { packageRoot } from "./package-root.ts";

/** The package's own files: beside the bundle, or two folders up from the source. */
export function packageTemplates(): Templates {
  return {
    workflow: async (name) => new TextDecoder().decode(await ownFile(`templates/workflows/${name}.yml`)),
    release: async () => {
      const { version } = JSON.parse(new TextDecoder().decode(await ownFile("package.json"))) as {
        version: string;
      };
      return { commit: await releaseCommit(), version };
    },
  };
}

/** A published package carries its commit in `release.json`; a checkout is asked. */
async function releaseCommit(): Promise<string | null> {
  const bytes = await ownFile("release.json").catch(() => null);
  if (bytes) return (JSON.parse(new TextDecoder().decode(bytes)) as { commit: string }).commit;
  const root = packageRoot();
  const git = spawnSync("git", ["-C", root, "rev-parse", "--show-prefix", "HEAD"], { encoding: "utf8" });
  const [prefix, commit] = git.status === 0 ? git.stdout.split("\n") : [];
  return prefix === "" && commit ? commit : null;
}

async function ownFile(path: string): Promise<Uint8Array> {
  return readFile(`${packageRoot()}/${path}`);
}
