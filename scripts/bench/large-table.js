import { spawnSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { environment } from "./workbench.js";

// Not the kernel's own figure for a child, which may be that of the parent it came from.
export const PEAK = "VmHWM:.*";
const ourPeak = `import fs from "node:fs"; process.on("exit", () => process.stderr.write(fs.readFileSync("/proc/self/status", "utf8").match(/${PEAK}/)[0]));`;
/** For `node --import`: makes a program of Node say its peak. */
export const SAY_PEAK = `data:text/javascript,${encodeURIComponent(ourPeak)}`;
/** The same for Python, as its last line. */
export const SAY_PEAK_IN_PYTHON = `import re, sys; sys.stderr.write(re.search("${PEAK}", open("/proc/self/status").read())[0])`;

/** A program's seconds, and the most memory that it held, which it says itself as its last line of errors. */
export function run(command, words, exit = 0, cwd = process.cwd()) {
  const begun = performance.now();
  const done = spawnSync(command, words, {
    cwd,
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const seconds = (performance.now() - begun) / 1000;
  const peak = /VmHWM:\s*(\d+) kB\s*$/.exec(done.stderr)?.[1];
  if (done.status !== exit || peak === undefined)
    throw new Error(`${command} ${words.join(" ")} ended with ${done.status}: ${done.stderr}`);
  return { seconds, megabytes: Number(peak) / 1024 };
}

/** Ten columns: a row's number, six kinds of numbers (one with gaps), two of text, a date. The same bytes in every run. */
export function writeTable(file, rows, seed = 1) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const cities = ["Lisbon", "Porto", "Recife", "São Paulo", "Berlin"];
  const output = openSync(file, "w");
  writeSync(output, "id,normal,waiting,percent,even,skewed,city,code,day,gaps\n");
  let lines = [];
  for (let row = 0; row < rows; row++) {
    const day = new Date(1.58e12 + Math.floor(next() * 1500) * 86_400_000).toISOString().slice(0, 10);
    lines.push(
      `${row},${normal().toFixed(6)},${(-100 * Math.log(1 - next())).toFixed(3)},${Math.floor(next() * 100)},${(2000 * next() - 1000).toFixed(4)},${Math.exp(2 * normal()).toFixed(5)},${cities[Math.floor(next() * 5)]},AB-${100 + Math.floor(next() * 900)},${day},${next() < 0.02 ? "" : (50 + 10 * normal()).toFixed(2)}\n`,
    );
    if (lines.length === 10_000 || row === rows - 1) {
      writeSync(output, lines.join(""));
      lines = [];
    }
  }
  closeSync(output);
}
