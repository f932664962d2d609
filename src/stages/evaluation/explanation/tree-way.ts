import { treeShapley } from "../../../core/shapley/tree-shapley.ts";
import { type AskedModel, type AskedTrees, takeRows } from "../asking/asked-table.ts";
import type { ShapleyRow } from "./shapley-rows.ts";
import { FEWEST_BACKGROUND, MOST_ROWS, type ShapleyQuestion, type ShapleyWay } from "./shapley-way.ts";

const MOST_BACKGROUND = 100;
/** Nodes that may be visited: about a second. */
const MOST_VISITS = 2e8;

/**
 * From the trees themselves, where both models are made of some that know the same classes: in log odds, since a probability is no sum
 * over trees, and two models must be told in the same unit. Null where they are not.
 */
export function treeWay(challenger: AskedModel, champion: AskedModel): ShapleyWay | null {
  const [own, other] = [challenger.trees, champion.trees];
  if (!own || !other || own.classes?.some((name) => !other.classes?.includes(name))) return null;
  const nodes = own.ensemble.left.length + other.ensemble.left.length;
  const inTime = Math.floor(MOST_VISITS / (MOST_ROWS * nodes));
  const named = ({ inputs }: AskedModel) => inputs.map(({ name }) => name);
  return {
    rows: MOST_ROWS,
    background: Math.max(FEWEST_BACKGROUND, Math.min(MOST_BACKGROUND, inTime)),
    columns: { challenger: named(challenger), champion: named(champion) },
    found: { exact: true, trees: own.classes ? "log odds" : "amount" },
    values: (side, question) =>
      side === "challenger" ? treeRows(challenger, own, question) : treeRows(champion, other, question),
  };
}

/** Why trees are not used that one of two models has. */
export function treesBeside({ trees: own }: AskedModel, { trees: other }: AskedModel): string | null {
  if (own && other) return "The change names classes that the champion's trees do not know.";
  if (own) return "Only this change is made of trees that can be read, not the champion.";
  return other ? "Only the champion is made of trees that can be read, not this change." : null;
}

async function treeRows(
  { inputs }: AskedModel,
  trees: AskedTrees,
  { table, rows, background: others }: ShapleyQuestion,
): Promise<ShapleyRow[]> {
  const { ensemble, players } = trees;
  const names = inputs.map(({ name }) => name);
  const own = rows.map(({ row }) => row);
  const features = await trees.rows(takeRows(table, names, [...own, ...others]));
  const background = features.slice(own.length);
  return rows.map(({ class: name }, at) =>
    treeShapley(
      { ensemble, weights: trees.weights(name), players, count: inputs.length, background },
      features[at]!,
    ),
  );
}
