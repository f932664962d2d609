import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { outsideFailed } from "../core/errors.ts";
import type { Templates } from "../ports/templates.ts";

/** The package's own files: beside the bundle, or two folders up from the source. */
export function packageTemplates(): Templates {
  return {
    workflow: async (name) => new TextDecoder().decode(await ownFile(`templates/workflows/${name}.yml`)),
    release: async () => {
      const { version } = JSON.parse(new TextDecoder().decode(await ownFile("package.json"))) as {
        version: string;
      };
      const commit = await releaseCommit();
      return commit && { commit, version };
    },
  };
}

/** A published package carries its commit in `release.json`; a checkout is asked. */
async function releaseCommit(): Promise<string | null> {
  const bytes = await ownFile("release.json").catch(() => null);
  if (bytes) return (JSON.parse(new TextDecoder().decode(bytes)) as { commit: string }).commit;
  const root = await packageRoot();
  const git = spawnSync("git", ["-C", root, "rev-parse", "--show-prefix", "HEAD"], { encoding: "utf8" });
  const [prefix, commit] = git.status === 0 ? git.stdout.split("\n") : [];
  return prefix === "" && commit ? commit : null;
}

async function packageRoot(): Promise<string> {
  for (const up of ["..", "../.."]) {
    const root = fileURLToPath(new URL(up, import.meta.url));
    const found = await readFile(`${root}/package.json`, "utf8").catch(() => null);
    if (found !== null && (JSON.parse(found) as { name?: string }).name === "trunkline") return root;
  }
  throw outsideFailed({
    code: "package-incomplete",
    found: "no package.json of trunkline beside its code",
    expected: "the whole package",
    next: "Install Trunkline again.",
  });
}

async function ownFile(path: string): Promise<Uint8Array> {
  return readFile(`${await packageRoot()}/${path}`);
}
