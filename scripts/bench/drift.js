import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, SAY_PEAK, SAY_PEAK_IN_PYTHON, writeTable } from "./large-table.js";
import { median } from "./measure.js";
import { root } from "./workbench.js";

const ROWS = 1_000_000;
const ROUNDS = 3;

// What one writes with pandas and SciPy: read both files, a two-sample test for each column, both tables described.
const scipy = `
import sys, pandas
from scipy import stats
reference, current = (pandas.read_csv(path) for path in sys.argv[1:3])
reference.describe(include="all"), current.describe(include="all")
for name in reference:
    before, now = reference[name], current[name]
    if name == "day":
        before, now = (pandas.to_datetime(column).astype("int64") for column in (before, now))
    if before.dtype.kind in "if":
        stats.ks_2samp(before.dropna(), now.dropna()), stats.wasserstein_distance(before.dropna(), now.dropna())
    else:
        counts = pandas.concat([before.value_counts(), now.value_counts()], axis=1).fillna(0)
        stats.chi2_contingency(counts.T)
${SAY_PEAK_IN_PYTHON}`;

/** Two large CSV files compared: reading, profiles of both, and drift, beside pandas and SciPy doing the same. */
export function drift() {
  const python = process.env.PYTHON;
  const files = [1, 2].map((seed) => join(tmpdir(), `trunkline-bench-drift-${process.pid}-${seed}.csv`));
  try {
    for (const [index, file] of files.entries()) writeTable(file, ROWS, index + 1);
    const ours = () =>
      run(process.execPath, [
        "--import",
        SAY_PEAK,
        join(root, "dist", "cli.js"),
        "drift",
        ...files,
        "--json",
      ]);
    const theirs = () => run(python, ["-c", scipy, ...files]);
    const rounds = Array.from({ length: ROUNDS }, () => ({
      ours: ours(),
      ...(python && { theirs: theirs() }),
    }));
    const middle = (name, figure) => median(rounds.map((round) => round[name][figure]));
    const shown = (name) =>
      `${middle(name, "seconds").toFixed(1)} s, ${middle(name, "megabytes").toFixed(0)} MB`;
    const beside = python
      ? `pandas and SciPy: ${shown("theirs")}`
      : "no SciPy here to measure against: set PYTHON to a Python that has it and pandas";
    const faster = () =>
      middle("ours", "seconds") < middle("theirs", "seconds") &&
      middle("ours", "megabytes") < middle("theirs", "megabytes");
    return [
      {
        what: `profile and drift of two CSV files, ${ROWS.toLocaleString("en")} rows x 10 columns each`,
        measured: `${shown("ours")} (${beside})`,
        bar: "faster than pandas and SciPy, in less memory",
        held: !python || faster(),
      },
    ];
  } finally {
    for (const file of files) rmSync(file, { force: true });
  }
}
