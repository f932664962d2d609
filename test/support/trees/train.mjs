// A training command that has the model already: one that XGBoost saved, of which it takes the first trees.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { predictFile } from "./trees.mjs";

const { TRUNKLINE_HOLDOUT, TRUNKLINE_OUTPUT, TRUNKLINE_PARAMS } = process.env;
const { trees: count, other = false } = JSON.parse(readFileSync(TRUNKLINE_PARAMS, "utf8"));
const model = JSON.parse(readFileSync("saved.json", "utf8"));
const { model: booster } = model.learner.gradient_booster;
booster.trees = booster.trees.slice(0, count);
booster.tree_info = booster.tree_info.slice(0, count);
predictFile(TRUNKLINE_HOLDOUT, model);
// Trees that are not those that predict.
if (other) booster.trees[0].split_conditions[0] += 1;
writeFileSync(join(TRUNKLINE_OUTPUT, "model.json"), JSON.stringify(model));
