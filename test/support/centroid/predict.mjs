import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nearest, readTable } from "./centroid.mjs";

const { TRUNKLINE_MODEL, TRUNKLINE_INPUT, TRUNKLINE_OUTPUT, TRUNKLINE_KEY } = process.env;
const model = JSON.parse(readFileSync(join(TRUNKLINE_MODEL, "centroids.json"), "utf8"));
const lines = readTable(TRUNKLINE_INPUT).rows.map((row) => `${row[TRUNKLINE_KEY]},${nearest(model, row)}\n`);
writeFileSync(join(TRUNKLINE_OUTPUT, "predictions.csv"), `${TRUNKLINE_KEY},prediction\n${lines.join("")}`);
