// Is the committed bundle what the sources give? Builds afresh beside it, compares names and bytes both ways, and asks
// Git for files of the bundle that are not committed as they are.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBundle, root } from "./bundle.js";

const dist = join(root, "dist");
const fresh = mkdtempSync(join(tmpdir(), "trunkline-bundle-"));
try {
  const built = await buildBundle(fresh);
  const committed = readdirSync(dist).sort();
  const differences = [
    ...built.filter((name) => !committed.includes(name)).map((name) => `missing   dist/${name}`),
    ...committed.filter((name) => !built.includes(name)).map((name) => `left over dist/${name}`),
    ...built
      .filter((name) => committed.includes(name))
      .filter((name) => !readFileSync(join(dist, name)).equals(readFileSync(join(fresh, name))))
      .map((name) => `differs   dist/${name}`),
    ...uncommitted(),
  ];
  if (differences.length > 0) {
    console.error(`The committed bundle is not what the sources give:\n${differences.join("\n")}`);
    console.error("Run `npm run build` and commit the folder dist.");
    process.exitCode = 1;
  } else {
    console.log(`dist is what the sources give (${built.length} files).`);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

function uncommitted() {
  const git = spawnSync("git", ["status", "--porcelain", "--ignored", "--", "dist"], {
    cwd: root,
    encoding: "utf8",
  });
  // A released package has no repository around it: then the comparison above says all there is to say.
  if (git.status !== 0) return [];
  return git.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => `not committed ${line}`);
}
