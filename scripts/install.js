// Makes `npm run demo` and `npm test` work first on a fresh clone: installs the locked packages when they are
// not there, or when the lock file is newer than what was installed. Does nothing otherwise.
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

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

if (!installed()) {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  process.stderr.write(`Installing the packages that this checkout needs (Node ${engines.node}) …\n`);
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ["npm"];
  const result = spawnSync(command, [...first, "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  process.exitCode = result.status ?? 1;
}
