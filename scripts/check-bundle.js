// Is the committed bundle what the sources give? Bundles afresh, compares names and bytes both ways, and asks Git for
// files of the bundle that are not committed as they are.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, root } from "./bundle.js";

/** What is wrong with the folder, one line a file. `fresh` is what a build gives, by name. */
export function differences(folder, fresh) {
  const there = readdirSync(folder, { withFileTypes: true })
    .map(({ name }) => name)
    .sort();
  const wrong = [...fresh].flatMap(([name, contents]) => {
    if (!there.includes(name)) return [`missing        ${name}`];
    return readFileSync(join(folder, name)).equals(contents) ? [] : [`differs        ${name}`];
  });
  const extra = there.filter((name) => !fresh.has(name)).map((name) => `left over      ${name}`);
  return [...wrong, ...extra, ...uncommitted(folder)];
}

function uncommitted(folder) {
  const args = ["status", "--porcelain", "--ignored", "--untracked-files=all", "--", "."];
  const git = spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  // A released package has no repository around it: then the comparison above says all there is to say.
  if (git.status !== 0) return [];
  return git.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => `not committed  ${line}`);
}

async function main() {
  const fresh = await bundle();
  const wrong = differences(join(root, "dist"), fresh);
  if (wrong.length === 0) {
    console.log(`dist is what the sources give (${fresh.size} files).`);
    return;
  }
  console.error(`The committed bundle is not what the sources give:\n${wrong.join("\n")}`);
  console.error("Run `npm run build` and commit the folder dist.");
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
