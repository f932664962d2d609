import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, SAY_PEAK, SAY_PEAK_IN_PYTHON, writeTable } from "./large-table.js";
import { median } from "./measure.js";
import { environment, root } from "./workbench.js";

const SIZES = [500_000, 2_000_000];
const ROUNDS = 3;

const SPEC = `model: bench
problem: { task: regression, target: even }
data:
  sources: [data.csv]
  key: id
  expect:
    id: { type: integer, unique: true, missing: 0 }
    normal: { type: number, min: -10, max: 10, missing: 0 }
    waiting: { type: number, min: 0, missing: 0 }
    percent: { type: integer, min: 0, max: 100, missing: 0 }
    even: { type: number, min: -1000, max: 1000, missing: 0 }
    skewed: { type: number, min: 0, missing: 0 }
    city: { in: [Lisbon, Porto, Recife, São Paulo, Berlin], missing: 0 }
    code: { pattern: '[A-Z]{2}-[0-9]{3}', missing: 0 }
    day: { type: date, after: 2019-01-01, missing: 0 }
    gaps: { type: number, missing: 0.1 }
train: { algorithm: knn }
`;

// The same expectations, profile and drift, as one writes them with pandas and SciPy.
const theirs = `
import sys, numpy, pandas
from scipy import stats
frame = pandas.read_csv(sys.argv[1])
numbers = ["id", "normal", "waiting", "percent", "even", "skewed", "gaps"]
assert frame["id"].is_unique and frame["id"].dtype.kind == "i"
for name in frame:
    assert frame[name].isna().mean() <= (0.1 if name == "gaps" else 0)
assert frame["normal"].between(-10, 10).all() and frame["percent"].between(0, 100).all()
assert frame["even"].between(-1000, 1000).all() and (frame["waiting"] >= 0).all() and (frame["skewed"] >= 0).all()
assert frame["city"].isin(["Lisbon", "Porto", "Recife", "São Paulo", "Berlin"]).all()
assert frame["code"].str.fullmatch("[A-Z]{2}-[0-9]{3}").all()
frame["day"] = pandas.to_datetime(frame["day"])
assert (frame["day"] >= "2019-01-01").all()
assert not frame.duplicated(subset=[name for name in frame if name != "id"]).any()
if len(sys.argv) > 2:
    def profile(table):
        table.describe(include="all")
        for name in table:
            column = table[name]
            column.value_counts().head(10), column.nunique(), column.isna().sum()
            if column.dtype.kind in "ifM":
                present = column.dropna().astype("int64" if column.dtype.kind == "M" else "float64")
                present.quantile([.01, .05, .1, .25, .5, .75, .9, .95, .99]), numpy.histogram(present, bins=20)
            else:
                column.str.len().describe()
    other = pandas.read_csv(sys.argv[2])
    other["day"] = pandas.to_datetime(other["day"])
    profile(frame), profile(other)
    for name in frame:
        before, now = frame[name], other[name]
        if before.dtype.kind in "ifM":
            before, now = (column.dropna().astype("int64" if column.dtype.kind == "M" else "float64") for column in (before, now))
            stats.ks_2samp(before, now), stats.wasserstein_distance(before, now)
        else:
            counts = pandas.concat([before.value_counts(), now.value_counts()], axis=1).fillna(0)
            stats.chi2_contingency(counts.T)
${SAY_PEAK_IN_PYTHON}`;

/** Validation of two sizes, and validation, profile and drift of two million rows, beside pandas and SciPy doing the same. */
export function validate() {
  const python = process.env.PYTHON;
  const folder = mkdtempSync(join(tmpdir(), "trunkline-bench-validate-"));
  try {
    const other = join(folder, "other.csv");
    writeTable(other, SIZES[1], 2);
    const ours = (project, words, exit = 0) =>
      run(
        process.execPath,
        ["--import", SAY_PEAK, join(root, "dist", "cli.js"), ...words, "--json"],
        exit,
        project,
      );
    const projects = SIZES.map((rows) => {
      const project = join(folder, String(rows));
      mkdirSync(project);
      writeTable(join(project, "data.csv"), rows);
      writeFileSync(join(project, "trunkline.yaml"), SPEC);
      for (const words of [["init"], ["add", "."], ["commit", "--message", "Data"]])
        spawnSync("git", words, { cwd: project, env: environment });
      return project;
    });
    const [small, large] = projects;
    const csv = join(large, "data.csv");
    const together = () => {
      const parts = [
        ours(large, ["validate"]),
        ours(large, ["profile", csv]),
        ours(large, ["drift", csv, other]),
      ];
      return {
        seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
        megabytes: Math.max(...parts.map(({ megabytes }) => megabytes)),
      };
    };
    const subjects = {
      small: () => ours(small, ["validate"]),
      large: () => ours(large, ["validate"]),
      ...(python && { theirs: () => run(python, ["-c", theirs, csv]) }),
      all: together,
      ...(python && { theirAll: () => run(python, ["-c", theirs, csv, other]) }),
    };
    // In turn, so that what else the machine does hits all of them.
    const rounds = Array.from({ length: ROUNDS }, () =>
      Object.fromEntries(Object.entries(subjects).map(([name, subject]) => [name, subject()])),
    );
    const middle = (name, figure) => median(rounds.map((round) => round[name][figure]));
    const shown = (name) =>
      `${middle(name, "seconds").toFixed(1)} s, ${middle(name, "megabytes").toFixed(0)} MB`;
    const beside = (name, what) =>
      python
        ? `${what}: ${shown(name)}`
        : "no SciPy here to measure against: set PYTHON to a Python that has it and pandas";
    const better = (mine, its) =>
      !python ||
      (middle(mine, "seconds") < middle(its, "seconds") &&
        middle(mine, "megabytes") < middle(its, "megabytes"));
    const growth = middle("large", "megabytes") / middle("small", "megabytes");
    return [
      {
        what: "trunkline validate, 2,000,000 rows x 10 columns, 20 rules and 12 checks of integrity",
        measured: `${shown("large")} (${beside("theirs", "pandas, the rules and repeated rows alone")})`,
        bar: "in less memory than pandas",
        held: !python || middle("large", "megabytes") < middle("theirs", "megabytes"),
      },
      {
        what: "memory of trunkline validate as rows grow, 2,000,000 over 500,000",
        measured: `${growth.toFixed(2)} ×`,
        bar: "under 1.2 ×",
        held: growth < 1.2,
      },
      {
        what: "validate, profile and drift (against as many rows), 2,000,000 rows x 10 columns",
        measured: `${shown("all")} (${beside("theirAll", "pandas and SciPy, read once")})`,
        bar: "faster than pandas and SciPy, in less memory",
        held: better("all", "theirAll"),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
