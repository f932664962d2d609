import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { median } from "./measure.js";
import { environment, root } from "./workbench.js";

const SIZES = [500_000, 2_000_000];
const ROUNDS = 3;

// Not the kernel's own figure for a child, which may be that of the parent it came from.
const PEAK = "VmHWM:.*";
const ourPeak = `import fs from "node:fs"; process.on("exit", () => process.stderr.write(fs.readFileSync("/proc/self/status", "utf8").match(/${PEAK}/)[0]));`;
const pandas = (figures) => `
import re, sys, numpy, pandas
frame = pandas.read_csv(sys.argv[1])
frame.describe(include="all")
${figures}
sys.stderr.write(re.search("${PEAK}", open("/proc/self/status").read())[0])`;
// What a profile says beyond \`describe\`: distinct and frequent values, more quantiles, histograms, lengths, dates.
const SAME_FIGURES = `
for name in frame:
    column = frame[name]
    column.value_counts().head(10), column.nunique(), column.isna().sum()
    if name == "day":
        column = pandas.to_datetime(column)
    if column.dtype.kind in "ifM":
        present = column.dropna().astype("int64" if column.dtype.kind == "M" else "float64")
        present.quantile([.01, .05, .1, .25, .5, .75, .9, .95, .99]), numpy.histogram(present, bins=20)
    else:
        column.str.len().describe()`;

/** Profiling CSV of two sizes: seconds and memory, beside pandas: `read_csv` and `describe` alone, and with the same figures. */
export function profile() {
  const python = process.env.PYTHON;
  const files = SIZES.map((rows) => join(tmpdir(), `trunkline-bench-${process.pid}-${rows}.csv`));
  try {
    const found = SIZES.map((rows, index) => {
      const file = files[index];
      writeTable(file, rows);
      const importing = `data:text/javascript,${encodeURIComponent(ourPeak)}`;
      const ours = [
        process.execPath,
        ["--import", importing, join(root, "dist", "cli.js"), "profile", file, "--json"],
      ];
      const subjects = { ours };
      if (python) {
        subjects.describe = [python, ["-c", pandas(""), file]];
        subjects.theirs = [python, ["-c", pandas(SAME_FIGURES), file]];
      }
      // In turn, so that what else the machine does hits all of them.
      const rounds = Array.from({ length: ROUNDS }, () =>
        Object.fromEntries(Object.entries(subjects).map(([name, subject]) => [name, run(...subject)])),
      );
      const middles = Object.keys(subjects).map((name) => [name, middle(rounds.map((each) => each[name]))]);
      return { rows, size: statSync(file).size, ...Object.fromEntries(middles) };
    });
    const [small, large] = found;
    const growth = large.ours.megabytes / small.ours.megabytes;
    return [
      ...found.map(({ rows, size, ours, describe, theirs }) => ({
        what: `trunkline profile, ${rows.toLocaleString("en")} rows x 10 columns, ${(size / 1e6).toFixed(0)} MB CSV`,
        measured: `${shown(ours)} (${theirs ? `pandas with the same figures: ${shown(theirs)}; read_csv and describe alone: ${shown(describe)}` : "no pandas here to measure against: set PYTHON to a Python that has it"})`,
        bar:
          rows === large.rows
            ? "faster than pandas with the same figures, in a quarter of its memory"
            : "in a quarter of the memory",
        held:
          !theirs ||
          ((rows < large.rows || ours.seconds < theirs.seconds) && 4 * ours.megabytes < theirs.megabytes),
      })),
      {
        what: "memory of trunkline profile as rows grow, 2,000,000 over 500,000",
        measured: `${growth.toFixed(2)} ×`,
        bar: "under 1.2 ×",
        held: growth < 1.2,
      },
    ];
  } finally {
    for (const file of files) rmSync(file, { force: true });
  }
}

/** A program's seconds, and the most memory that it held, which it says itself as its last line of errors. */
function run(command, words) {
  const begun = performance.now();
  const done = spawnSync(command, words, {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const seconds = (performance.now() - begun) / 1000;
  const peak = /VmHWM:\s*(\d+) kB\s*$/.exec(done.stderr)?.[1];
  if (done.status !== 0 || peak === undefined)
    throw new Error(`${command} ${words.join(" ")} ended with ${done.status}: ${done.stderr}`);
  return { seconds, megabytes: Number(peak) / 1024 };
}

/** Ten columns: a row's number, six kinds of numbers (one with gaps), two of text, a date. The same bytes in every run. */
function writeTable(file, rows) {
  let state = 1;
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

const middle = (runs) => ({
  seconds: median(runs.map(({ seconds }) => seconds)),
  megabytes: median(runs.map(({ megabytes }) => megabytes)),
});

const shown = ({ seconds, megabytes }) => `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`;
