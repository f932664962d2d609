import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, SAY_PEAK, SAY_PEAK_IN_PYTHON } from "./large-table.js";
import { median } from "./measure.js";
import { root } from "./workbench.js";

const PACKAGE = "vega-datasets@3.2.1";
const ROUNDS = 3;

// The figures of a profile, as one writes them with pandas.
const pandas = `
import sys, numpy, pandas
frame = pandas.read_parquet(sys.argv[1])
frame.describe(include="all")
for name in frame:
    column = frame[name]
    column.value_counts().head(10), column.nunique(), column.isna().sum()
    if column.dtype.kind in "iM":
        present = column.astype("int64")
        present.quantile([.01, .05, .1, .25, .5, .75, .9, .95, .99]), numpy.histogram(present, bins=20)
    else:
        column.str.len().describe()
${SAY_PEAK_IN_PYTHON}`;

/** A real Parquet file of 3,000,000 flights, which npm brings: seconds and memory of its profile, beside pandas. */
export function flights() {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-bench-flights-"));
  try {
    const words = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE];
    const installed = spawnSync("npm", words, { encoding: "utf8" });
    if (installed.status !== 0) throw new Error(`npm ${words.join(" ")}: ${installed.stderr}`);
    const file = join(folder, "node_modules/vega-datasets/data/flights-3m.parquet");
    const python = process.env.PYTHON;
    const subjects = {
      ours: [
        process.execPath,
        ["--import", SAY_PEAK, join(root, "dist", "cli.js"), "profile", file, "--json"],
      ],
      ...(python && { theirs: [python, ["-c", pandas, file]] }),
    };
    // In turn, so that what else the machine does hits both.
    const rounds = Array.from({ length: ROUNDS }, () =>
      Object.fromEntries(Object.entries(subjects).map(([name, subject]) => [name, run(...subject)])),
    );
    const middle = (name, figure) => median(rounds.map((round) => round[name][figure]));
    const shown = (name) =>
      `${middle(name, "seconds").toFixed(1)} s, ${middle(name, "megabytes").toFixed(0)} MB`;
    const beside = python
      ? `pandas with the same figures: ${shown("theirs")}`
      : "no pandas here to measure against: set PYTHON to a Python that has it and pyarrow";
    return [
      {
        what: "trunkline profile, 3,000,000 flights x 5 columns, 13 MB Parquet",
        measured: `${shown("ours")} (${beside})`,
        bar: "in less than half of pandas' memory",
        held: !python || 2 * middle("ours", "megabytes") < middle("theirs", "megabytes"),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
