// Loaded before the command (`node --import`): ends it by SIGKILL at the Nth moment at which it changes something outside, either
// just before or, for Git, when Git has done it and the command has not heard yet. With KILL_AT=0 it counts the moments into KILL_COUNT.
import childProcess from "node:child_process";
import fs from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const at = Number(process.env.KILL_AT);
let moments = 0;

function moment() {
  moments++;
  if (moments === at) process.kill(process.pid, "SIGKILL");
}

for (const name of ["mkdir", "open", "rename", "rm", "symlink"]) {
  const real = promises[name];
  promises[name] = (...given) => {
    moment();
    return real(...given);
  };
}

const WRITES = new Set(["hash-object", "mktree", "mktag", "update-ref", "push", "fetch", "commit", "add"]);
const realSpawn = childProcess.spawn;
childProcess.spawn = (command, words, options) => {
  const writes = command === "git" && words.some((word) => WRITES.has(word));
  if (writes) moment();
  const child = realSpawn(command, words, options);
  if (writes) child.on("close", moment);
  return child;
};
syncBuiltinESMExports();

if (at === 0) process.on("exit", () => fs.writeFileSync(process.env.KILL_COUNT, String(moments)));
