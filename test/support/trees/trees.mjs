import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Predicts a CSV by the model file of XGBoost, walking its trees as XGBoost documents them, and writes predictions.csv. */
export function predictFile(path, model) {
  const { TRUNKLINE_OUTPUT, TRUNKLINE_KEY } = process.env;
  const [header, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const columns = header.split(",");
  const rows = lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((name, at) => [name, cells[at]]));
  });
  const { learner } = model;
  const { trees } = learner.gradient_booster.model;
  const share = JSON.parse(learner.learner_model_param.base_score)[0];
  const classes = learner.objective.name === "binary:logistic";
  const said = rows.map((row) => {
    const sum = trees.reduce((total, tree) => total + leafOf(tree, row, learner.feature_names), 0);
    if (!classes) return `${row[TRUNKLINE_KEY]},${share + sum}\n`;
    const yes = 1 / (1 + Math.exp(-sum - Math.log(share / (1 - share))));
    return `${row[TRUNKLINE_KEY]},${yes > 0.5 ? "yes" : "no"},${1 - yes},${yes}\n`;
  });
  const more = classes ? ",probability_no,probability_yes" : "";
  writeFileSync(
    join(TRUNKLINE_OUTPUT, "predictions.csv"),
    `${TRUNKLINE_KEY},prediction${more}\n${said.join("")}`,
  );
}

function leafOf(tree, row, names) {
  let node = 0;
  while (tree.left_children[node] !== -1) {
    const cell = row[names[tree.split_indices[node]]];
    const left =
      cell === ""
        ? tree.default_left[node] === 1
        : Math.fround(Number(cell)) < Math.fround(tree.split_conditions[node]);
    node = (left ? tree.left_children : tree.right_children)[node];
  }
  return tree.split_conditions[node];
}
