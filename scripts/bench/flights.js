import { spawnSync } from "node:child_process";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, SAY_PEAK, SAY_PEAK_IN_PYTHON } from "./large-table.js";
import { median } from "./measure.js";
import { environment, root } from "./workbench.js";

const PACKAGE = "vega-datasets@3.2.1";
const ROUNDS = 3;

const SPEC = `model: bench
problem: { task: regression, target: delay }
data:
  sources: [flights.parquet]
  expect:
    date: { type: date, after: 2000-12-31, before: 2002-01-01, missing: 0 }
    delay: { type: integer, min: -2000, max: 2000, missing: 0 }
    distance: { type: integer, min: 0, max: 5000, missing: 0 }
    origin: { pattern: '[A-Z]{3}', missing: 0 }
    destination: { pattern: '[A-Z]{3}', missing: 0 }
train: { algorithm: knn }
`;

// The same figures as one writes them with pandas, and no others: distinct, missing and frequent values of every column; of
// numbers and moments least, largest, mean, deviation, quantiles and histogram; of texts their lengths and patterns.
// With a second file also the same expectations, repeated rows, and the tests of drift.
const pandas = `
import sys, numpy, pandas
from scipy import stats
SHARES = [.01, .05, .1, .25, .5, .75, .9, .95, .99]

def profile(frame):
    for name in frame:
        column = frame[name]
        frequent = column.value_counts()
        frequent.head(10), len(frequent), column.isna().sum()
        if column.dtype.kind in "iM":
            present = column.dropna().astype("int64")
            present.min(), present.max(), present.mean(), present.std(ddof=0)
            present.quantile(SHARES), numpy.histogram(present, bins=20)
        else:
            lengths = column.dropna().str.len()
            lengths.min(), lengths.max(), lengths.mean(), lengths.std(ddof=0)
            shapes = column.dropna()
            for letters, shown in [("[A-Z]", "A"), ("[a-z]", "a"), ("[0-9]", "9")]:
                shapes = shapes.str.replace(letters, shown, regex=True)
            shapes.value_counts().head(5)

frame = pandas.read_parquet(sys.argv[1])
if len(sys.argv) > 2:
    for name in frame:
        assert frame[name].notna().all()
    assert frame["date"].between("2000-12-31", "2002-01-01").all() and frame["delay"].dtype.kind == "i"
    assert frame["delay"].between(-2000, 2000).all() and frame["distance"].between(0, 5000).all()
    assert frame["origin"].str.fullmatch("[A-Z]{3}").all() and frame["destination"].str.fullmatch("[A-Z]{3}").all()
    frame.duplicated().sum()
profile(frame)
if len(sys.argv) > 2:
    other = pandas.read_parquet(sys.argv[2])
    profile(other)
    for name in frame:
        before, now = frame[name], other[name]
        if before.dtype.kind in "iM":
            before, now = before.dropna().astype("int64"), now.dropna().astype("int64")
            stats.ks_2samp(before, now), stats.wasserstein_distance(before, now)
        else:
            counts = pandas.concat([before.value_counts(), now.value_counts()], axis=1).fillna(0)
            stats.chi2_contingency(counts.T)
${SAY_PEAK_IN_PYTHON}`;

/**
 * A real Parquet file of 3,000,000 flights, which npm brings: seconds and memory of its profile, and of validation, profile and
 * drift (against itself), beside pandas and SciPy.
 */
export function flights() {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-bench-flights-"));
  try {
    const file = fetchInto(folder);
    const python = process.env.PYTHON;
    const ours = (...words) =>
      run(
        process.execPath,
        ["--import", SAY_PEAK, join(root, "dist", "cli.js"), ...words, "--json"],
        0,
        folder,
      );
    const together = () => {
      const parts = [ours("validate"), ours("profile", file), ours("drift", file, file)];
      return {
        seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
        megabytes: Math.max(...parts.map(({ megabytes }) => megabytes)),
      };
    };
    const subjects = {
      ours: () => ours("profile", file),
      ...(python && { theirs: () => run(python, ["-c", pandas, file]) }),
      all: together,
      ...(python && { theirAll: () => run(python, ["-c", pandas, file, file]) }),
    };
    // In turn, so that what else the machine does hits both.
    const rounds = Array.from({ length: ROUNDS }, () =>
      Object.fromEntries(Object.entries(subjects).map(([name, subject]) => [name, subject()])),
    );
    const middle = (name, figure) => median(rounds.map((round) => round[name][figure]));
    const shown = (name) =>
      `${middle(name, "seconds").toFixed(1)} s, ${middle(name, "megabytes").toFixed(0)} MB`;
    const beside = (name, what) =>
      python
        ? `${what}: ${shown(name)}`
        : "no pandas here to measure against: set PYTHON to a Python that has it, pyarrow and SciPy";
    const better = (mine, its) =>
      !python ||
      (middle(mine, "seconds") < middle(its, "seconds") &&
        2 * middle(mine, "megabytes") < middle(its, "megabytes"));
    return [
      {
        what: "trunkline profile, 3,000,000 flights x 5 columns, 13 MB Parquet",
        measured: `${shown("ours")} (${beside("theirs", "pandas with the same figures")})`,
        bar: "faster than pandas with the same figures, in less than half of its memory",
        held: better("ours", "theirs"),
      },
      {
        what: "validate, profile and drift, 3,000,000 flights x 5 columns",
        measured: `${shown("all")} (${beside("theirAll", "pandas and SciPy, each table read once")})`,
        bar: "faster than pandas and SciPy, in less than half of their memory",
        held: better("all", "theirAll"),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Has npm bring the file, and puts it into a project of its own. */
function fetchInto(folder) {
  const words = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE];
  const installed = spawnSync("npm", words, { encoding: "utf8" });
  if (installed.status !== 0) throw new Error(`npm ${words.join(" ")}: ${installed.stderr}`);
  const file = join(folder, "flights.parquet");
  renameSync(join(folder, "node_modules/vega-datasets/data/flights-3m.parquet"), file);
  writeFileSync(join(folder, "trunkline.yaml"), SPEC);
  for (const git of [["init"], ["add", "trunkline.yaml", "flights.parquet"], ["commit", "--message", "Data"]])
    spawnSync("git", git, { cwd: folder, env: environment });
  return file;
}
