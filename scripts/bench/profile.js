import { rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, SAY_PEAK, SAY_PEAK_IN_PYTHON, writeTable } from "./large-table.js";
import { median } from "./measure.js";
import { root } from "./workbench.js";

const SIZES = [500_000, 2_000_000];
const ROUNDS = 3;

const pandas = (figures) => `
import sys, numpy, pandas
frame = pandas.read_csv(sys.argv[1])
frame.describe(include="all")
${figures}
${SAY_PEAK_IN_PYTHON}`;
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
      const ours = [
        process.execPath,
        ["--import", SAY_PEAK, join(root, "dist", "cli.js"), "profile", file, "--json"],
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

const middle = (runs) => ({
  seconds: median(runs.map(({ seconds }) => seconds)),
  megabytes: median(runs.map(({ megabytes }) => megabytes)),
});

const shown = ({ seconds, megabytes }) => `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`;
