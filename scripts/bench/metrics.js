import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { milliseconds } from "./measure.js";
import { environment, root } from "./workbench.js";

const ROWS = 1_000_000;
const ROUNDS = 1000;
/** A resample takes scikit-learn seconds: some are timed, and the rest is multiplied. */
const TIMED_ROUNDS = 5;

/** Every metric of a million predictions, with intervals from 1,000 bootstrap rounds. Beside it scikit-learn doing the same. */
export function metrics() {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-bench-"));
  const file = join(folder, "predictions.csv");
  try {
    writeFileSync(file, predictions());
    const words = [join(root, "dist", "cli.js"), "metrics", file, "--json", "--quiet"];
    const run = (...more) =>
      milliseconds({ command: process.execPath, words: [...words, ...more], cwd: folder, env: environment });
    const plain = run() / 1000;
    const took = run("--resamples", String(ROUNDS)) / 1000;
    const { other, once, beside } = besideScikitLearn(file);
    return [
      {
        what: `trunkline metrics, ${ROWS.toLocaleString("en-US")} predictions, ${ROUNDS.toLocaleString("en-US")} bootstrap rounds`,
        measured: `${took.toFixed(0)} s, without rounds ${plain.toFixed(1)} s (${beside})`,
        bar: "faster than scikit-learn, with rounds and without",
        held: other === null || (took < other && plain < once),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function besideScikitLearn(file) {
  const python = process.env.PYTHON ?? "python3";
  const script = fileURLToPath(new URL("metrics.py", import.meta.url));
  if (spawnSync(python, ["-c", "import sklearn, pandas"]).status !== 0)
    return {
      other: null,
      once: null,
      beside: "no scikit-learn and pandas here to measure against: set PYTHON to a python that has them",
    };
  const done = spawnSync(python, [script, file, String(TIMED_ROUNDS)], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${python} ${script} ended with ${done.status}: ${done.stderr}`);
  const { once, round } = JSON.parse(done.stdout);
  const other = once + ROUNDS * round;
  const beside = `scikit-learn ${other.toFixed(0)} s, from ${TIMED_ROUNDS} rounds of ${round.toFixed(1)} s; without rounds ${once.toFixed(1)} s`;
  return { other, once, beside };
}

/** Scores with many digits, in no order, that are right more often than not. */
function predictions() {
  const lines = ["id,y_true,y_pred,score"];
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let row = 0; row < ROWS; row++) {
    const truth = next() < 0.4 ? 1 : 0;
    const score = 0.3 * truth + 0.7 * next();
    lines.push(`${row},${truth},${score >= 0.5 ? 1 : 0},${score}`);
  }
  return `${lines.join("\n")}\n`;
}
