// A training command as a team would write it, in a few lines: the nearest centroid. Refuses to run when it is shown a
// credential, or the answers.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nearest, readTable } from "./centroid.mjs";

const { TRUNKLINE_TRAIN, TRUNKLINE_HOLDOUT, TRUNKLINE_OUTPUT, TRUNKLINE_PARAMS } = process.env;
const { TRUNKLINE_KEY, TRUNKLINE_TARGET } = process.env;
const shown = Object.entries(process.env).filter(([name, value]) => /TOKEN|^INPUT_/.test(name) && value);
if (shown.length > 0) throw new Error(`this command can see ${shown.map(([name]) => name)}`);
const holdout = readTable(TRUNKLINE_HOLDOUT);
if (holdout.columns.includes(TRUNKLINE_TARGET)) throw new Error("this command can see the answers");

const training = readTable(TRUNKLINE_TRAIN);
const features = training.columns.filter((column) => column !== TRUNKLINE_KEY && column !== TRUNKLINE_TARGET);
const { skip = [] } = JSON.parse(readFileSync(TRUNKLINE_PARAMS, "utf8"));
const used = features.filter((column) => !skip.includes(column));
const centroids = {};
for (const name of [...new Set(training.rows.map((row) => row[TRUNKLINE_TARGET]))].sort()) {
  const own = training.rows.filter((row) => row[TRUNKLINE_TARGET] === name);
  centroids[name] = used.map((column) => own.reduce((sum, row) => sum + Number(row[column]), 0) / own.length);
}
const model = { used, centroids };
writeFileSync(join(TRUNKLINE_OUTPUT, "centroids.json"), JSON.stringify(model));
const lines = holdout.rows.map((row) => `${row[TRUNKLINE_KEY]},${nearest(model, row)}\n`);
writeFileSync(join(TRUNKLINE_OUTPUT, "predictions.csv"), `${TRUNKLINE_KEY},prediction\n${lines.join("")}`);
