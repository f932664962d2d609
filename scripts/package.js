// Puts into build/package what is published: the bundle and its files, and no dependency, since the bundle needs none.
// `release.json` tells `trunkline init` the commit that workflows pin the actions at. Publish with `npm publish build/package`.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes the package for a commit into a folder, which is emptied first. */
export function writePackage(folder, commit) {
  const { scripts, dependencies, devDependencies, overrides, ...rest } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of rest.files) cpSync(join(root, part), join(folder, part), { recursive: true });
  const manifest = { ...rest, files: [...rest.files, "release.json"] };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, "release.json"), `${JSON.stringify({ commit })}\n`);
}

function git(...words) {
  const { status, stdout, stderr } = spawnSync("git", ["-C", root, ...words], { encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
  return stdout.trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (git("status", "--porcelain") !== "") {
    process.stderr.write("There is work that is not committed: a release is of a commit. Commit it first.\n");
    process.exit(1);
  }
  const folder = join(root, "build", "package");
  writePackage(folder, git("rev-parse", "HEAD"));
  process.stdout.write(`${folder} is ready for \`npm publish\`.\n`);
}
