import * as v from "valibot";
import type { TreeEnsemble } from "../core/shapley/tree-ensemble.ts";
import { showText } from "../core/show-text.ts";

/** What a model file of trees gives: how its outputs become answers, and the trees themselves. */
export interface TreeModel {
  /** `logistic`: one output, the log odds of the second class. `softmax`: one a class. `identity`: the answer itself. */
  readonly link: "identity" | "logistic" | "softmax";
  /** The names of the features; null where the file has none, and they go by their order. */
  readonly names: readonly string[] | null;
  readonly ensemble: TreeEnsemble;
  /** The same up to the round that early stopping chose, where it chose one. */
  readonly stopped: TreeEnsemble | null;
}

/** A model of that kind, or why it cannot be read, as the end of a sentence; null for a document of another kind. */
export type ReadTrees = TreeModel | { readonly why: string } | null;

/** More than these are no model that a report could be made of in time. */
const MOST_NODES = 4_000_000;
const MOST_DEPTH = 512;

const LINKS: Readonly<Record<string, TreeModel["link"]>> = {
  "reg:squarederror": "identity",
  "reg:absoluteerror": "identity",
  "reg:pseudohubererror": "identity",
  "reg:squaredlogerror": "identity",
  "binary:logistic": "logistic",
  "multi:softprob": "softmax",
  "multi:softmax": "softmax",
};

// A schema of each element would take longer than all else: a large model has millions.
// What 32 bits cannot hold would become infinite.
const Numbers = v.custom<number[]>(
  (value) => Array.isArray(value) && value.every((each) => Number.isFinite(each) && Math.abs(each) < 3.4e38),
  "Expected finite numbers",
);
const Flags = v.custom<(number | boolean)[]>(
  (value) => Array.isArray(value) && value.every((each) => [0, 1, false, true].includes(each)),
  "Expected 0 and 1",
);
const Tree = v.object({
  left_children: Numbers,
  right_children: Numbers,
  split_indices: Numbers,
  /** Thresholds; of leaves the value. */
  split_conditions: Numbers,
  default_left: Flags,
  /** 1: by categories. Absent before XGBoost 1.5. */
  split_type: v.optional(Flags),
  tree_param: v.optional(v.object({ size_leaf_vector: v.optional(v.string()) })),
});
type Tree = v.InferOutput<typeof Tree>;

const Whole = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number));
const Learner = v.object({
  attributes: v.optional(v.record(v.string(), v.string()), {}),
  feature_names: v.optional(v.array(v.string()), []),
  learner_model_param: v.object({ base_score: v.string(), num_class: Whole, num_feature: Whole }),
  objective: v.object({ name: v.string() }),
  gradient_booster: v.object({
    model: v.object({
      trees: v.array(v.unknown()),
      tree_info: Numbers,
      iteration_indptr: v.optional(Numbers),
      gbtree_model_param: v.optional(v.object({ num_parallel_tree: v.optional(Whole) })),
    }),
  }),
});
const Named = v.object({
  learner: v.object({
    objective: v.object({ name: v.string() }),
    gradient_booster: v.object({ name: v.string() }),
  }),
});

/** Reads what XGBoost's `save_model("model.json")` writes (schema: XGBoost, "Introduction to Model IO"). Believes nothing of it. */
export function readXgboostModel(text: string): ReadTrees {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return null;
  }
  const kind = v.safeParse(Named, document);
  if (!kind.success) return null;
  const { objective, gradient_booster: booster } = kind.output.learner;
  const link = Object.hasOwn(LINKS, objective.name) ? LINKS[objective.name]! : null;
  if (booster.name !== "gbtree") return { why: `its booster is ${showText(booster.name)}, not "gbtree"` };
  if (!link) return { why: `the objective ${showText(objective.name)} is not read` };
  const parsed = v.safeParse(Learner, (document as { learner: unknown }).learner);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { why: `learner.${v.getDotPath(issue) ?? ""}: ${showText(issue.message, 120)}` };
  }
  return ensemblesOf(parsed.output, link);
}

function ensemblesOf(learner: v.InferOutput<typeof Learner>, link: TreeModel["link"]): ReadTrees {
  const { learner_model_param: params, feature_names: names } = learner;
  const { trees: documents, tree_info: info } = learner.gradient_booster.model;
  const outputs = link === "softmax" ? params.num_class : 1;
  if (outputs < 1 || outputs > 10_000) return { why: `it has ${outputs} classes` };
  if (names.length > 0 && names.length !== params.num_feature)
    return { why: `it names ${names.length} of ${params.num_feature} features` };
  if (info.length !== documents.length) return { why: "tree_info is not as long as the list of trees" };
  if (!info.every((each) => Number.isInteger(each) && each >= 0 && each < outputs))
    return { why: "a tree belongs to no output" };
  const base = basesOf(params.base_score, outputs, link);
  if (!base) return { why: `base_score is ${showText(params.base_score)}` };
  const trees: Tree[] = [];
  for (const [at, document] of documents.entries()) {
    const parsed = v.safeParse(Tree, document);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      return { why: `tree ${at}: ${v.getDotPath(issue) ?? ""}: ${showText(issue.message, 120)}` };
    }
    trees.push(parsed.output);
  }
  const nodes = trees.reduce((sum, { left_children: left }) => sum + left.length, 0);
  if (nodes > MOST_NODES) return { why: `it has ${nodes} nodes; ${MOST_NODES} are read at the most` };
  let depth = 0;
  for (const [at, tree] of trees.entries()) {
    const found = checkTree(tree, params.num_feature);
    if (typeof found === "string") return { why: `tree ${at}: ${found}` };
    depth = Math.max(depth, found);
  }
  const of = (count: number) =>
    flat(trees.slice(0, count), info.slice(0, count), { base, depth, features: params.num_feature });
  const stop = stoppedAt(learner, outputs);
  return {
    link,
    names: names.length > 0 ? names : null,
    ensemble: of(trees.length),
    stopped: stop === null ? null : of(stop),
  };
}

/** One number for all outputs or one each; probabilities for a logistic objective. XGBoost 3.1 and later write a list. */
function basesOf(text: string, outputs: number, link: TreeModel["link"]): Float64Array | null {
  const parts = text.replace(/^\[(.*)\]$/, "$1").split(",");
  const numbers = parts.map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (numbers.length !== 1 && numbers.length !== outputs) return null;
  const base = Float64Array.from({ length: outputs }, (_, at) => {
    const number = numbers[numbers.length === 1 ? 0 : at]!;
    return link === "logistic" ? Math.log(number / (1 - number)) : number;
  });
  return base.every(Number.isFinite) ? base : null;
}

/** How many trees there are up to the best round of early stopping. */
function stoppedAt(
  { attributes, gradient_booster: { model } }: v.InferOutput<typeof Learner>,
  outputs: number,
): number | null {
  const best = v.safeParse(Whole, attributes.best_iteration);
  if (!best.success) return null;
  const round = (model.gbtree_model_param?.num_parallel_tree ?? 1) * outputs;
  const trees = model.iteration_indptr?.[best.output + 1] ?? (best.output + 1) * round;
  return Number.isInteger(trees) && trees > 0 && trees < model.trees.length ? trees : null;
}

/** The depth of a tree, or what is wrong with it. A node that can be reached twice, as in a circle, is. */
function checkTree(tree: Tree, features: number): number | string {
  const { left_children: left, right_children: right, split_indices: indices } = tree;
  const nodes = left.length;
  if ((tree.tree_param?.size_leaf_vector ?? "1") > "1") return "its leaves have several values";
  const others = [right, indices, tree.split_conditions, tree.default_left, tree.split_type ?? left];
  if (nodes === 0 || others.some(({ length }) => length !== nodes)) return "its lists are not equally long";
  const seen = new Uint8Array(nodes);
  let level = [0];
  let depth = 0;
  for (; ; depth++) {
    const next: number[] = [];
    for (const node of level) {
      if (seen[node]) return `node ${node} is reached twice`;
      seen[node] = 1;
      const [below, above, index] = [left[node]!, right[node]!, indices[node]!];
      if (below === -1 && above === -1) continue;
      for (const child of [below, above])
        if (!Number.isInteger(child) || child < 0 || child >= nodes)
          return `node ${node} has a child ${child} of ${nodes} nodes`;
      if (!Number.isInteger(index) || index < 0 || index >= features)
        return `node ${node} splits by feature ${index} of ${features}`;
      if (tree.split_type && Number(tree.split_type[node]) === 1)
        return `node ${node} splits by categories, which is not read`;
      next.push(below, above);
    }
    if (next.length === 0) return depth;
    if (depth >= MOST_DEPTH) return `it is deeper than ${MOST_DEPTH} splits`;
    level = next;
  }
}

function flat(
  trees: readonly Tree[],
  outputs: readonly number[],
  rest: Pick<TreeEnsemble, "base" | "depth" | "features">,
): TreeEnsemble {
  const nodes = trees.reduce((sum, { left_children: left }) => sum + left.length, 0);
  const [feature, left, right, missing] = [0, 1, 2, 3].map(() => new Int32Array(nodes)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const [threshold, value] = [new Float64Array(nodes), new Float64Array(nodes)];
  const roots = new Int32Array(trees.length);
  let from = 0;
  for (const [at, tree] of trees.entries()) {
    roots[at] = from;
    for (let node = 0; node < tree.left_children.length; node++) {
      const to = from + node;
      const leaf = tree.left_children[node] === -1;
      left[to] = leaf ? -1 : from + tree.left_children[node]!;
      right[to] = leaf ? -1 : from + tree.right_children[node]!;
      missing[to] = tree.default_left[node] ? left[to]! : right[to]!;
      feature[to] = leaf ? 0 : tree.split_indices[node]!;
      // XGBoost compares and adds numbers of 32 bits; the file has them in so many digits as they need.
      const number = Math.fround(tree.split_conditions[node]!);
      if (leaf) value[to] = number;
      else threshold[to] = number;
    }
    from += tree.left_children.length;
  }
  return {
    ...rest,
    feature,
    threshold,
    left,
    right,
    missing,
    value,
    roots,
    outputs: Int32Array.from(outputs),
  };
}
