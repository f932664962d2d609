// Makes `npm run demo` and `npm test` work first on a fresh clone: installs the locked packages when they are not
// there, or when the lock file is newer than what was installed, and with --with-node-24 the Node that runs actions,
// for the tests. Does nothing otherwise.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { folder, node24, packageName, version } from "./node-24.js";

const root = fileURLToPath(new URL("..", import.meta.url));

function installed() {
  try {
    const marker = statSync(`${root}node_modules/.package-lock.json`);
    return marker.mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

function npm(words) {
  const path = process.env.npm_execpath;
  const [command, ...first] = path ? [process.execPath, path] : ["npm"];
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const result = spawnSync(command, [...first, ...words, ...quiet], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

if (!installed()) {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  process.stderr.write(`Installing the packages that this checkout needs (Node ${engines.node}) …\n`);
  npm(["ci"]);
}
if (process.argv.includes("--with-node-24") && !existsSync(node24)) {
  process.stderr.write(`Installing Node ${version} for the tests of the actions …\n`);
  npm(["install", "--no-save", "--prefix", folder, `${packageName}@${version}`]);
}
