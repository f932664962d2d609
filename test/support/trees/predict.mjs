import { readFileSync } from "node:fs";
import { join } from "node:path";
import { predictFile } from "./trees.mjs";

const { TRUNKLINE_MODEL, TRUNKLINE_INPUT } = process.env;
predictFile(TRUNKLINE_INPUT, JSON.parse(readFileSync(join(TRUNKLINE_MODEL, "model.json"), "utf8")));
