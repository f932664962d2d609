import { withoutPersonalData } from "../../../core/personal-data.ts";
import type { Random } from "../../../core/random.ts";
import type { Truth } from "../../../records/bundle.ts";
import type { ExplainedRow, Explanation } from "../../../records/explanation.ts";
import { type AskedModel, askAll, takeRows } from "../asking/asked-table.ts";
import { sampleOf } from "../asking/sample-rows.ts";
import { askingWay } from "./asking-way.ts";
import { type Disagreement, largestDisagreements } from "./disagreements.ts";
import type { ExplainInput } from "./explain-input.ts";
import type { ShapleyRow } from "./shapley-rows.ts";
import type { ShapleyWay } from "./shapley-way.ts";
import { treesBeside, treeWay } from "./tree-way.ts";

const MOST_PARTS = 10;
/** Rows of the holdout among which the models' disagreements are looked for. */
const MOST_COMPARED = 2000;

/**
 * The rows on which the models differ most, each with what every column adds to what either model says. `ranked` are all columns, those
 * first that are to have a value of their own where there is no time for all.
 */
export async function explainRows(
  input: ExplainInput,
  champion: AskedModel,
  ranked: readonly string[],
  questions: number,
  random: Random,
): Promise<{ rows: ExplainedRow[]; shapley: Explanation["shapley"] } | null> {
  const { task, table, challenger, training } = input;
  const way = treeWay(challenger, champion) ?? askingWay(challenger, champion, ranked, questions, random);
  if (!way) return null;
  const places = sampleOf([...input.holdout.keys()], Math.min(MOST_COMPARED, questions), random);
  const values = places.map((at) => input.truth.values[at]!) as string[] | number[];
  const truth: Truth = { keys: places.map((at) => input.truth.keys[at]!), values };
  const rowOf = (at: number) => input.holdout[places[at]!]!;
  const [own, other] = await Promise.all(
    [challenger, champion].map(async (model) => {
      const names = model.inputs.map(({ name }) => name);
      return (
        await askAll(model, [
          takeRows(
            table,
            names,
            truth.keys.map((_, at) => rowOf(at)),
          ),
        ])
      )[0]!;
    }),
  );
  const found = largestDisagreements(task, truth, own!, other!, way.rows);
  if (found.length === 0) return null;
  const rows = found.map(({ at, challenger: said }) => ({
    row: rowOf(at),
    class: task === "regression" ? null : String(said),
  }));
  const background = sampleOf(training, way.background, random);
  const [mine, theirs] = await Promise.all(
    (["challenger", "champion"] as const).map((side) => way.values(side, { table, rows, background })),
  );
  const names = challenger.inputs.map(({ name }) => name);
  const near = await input.nearest?.(
    takeRows(
      table,
      names,
      rows.map(({ row }) => row),
    ),
  );
  const why = way.found.trees ? null : (input.notTrees ?? treesBeside(challenger, champion));
  return {
    rows: found.map((each, at) => {
      const sides = { challenger: mine![at]!, champion: theirs![at]! };
      const nearest = near?.[at];
      return {
        ...explainedRow(each, truth, rows[at]!.class, sides, way.columns),
        ...(nearest && { nearest: [...nearest] }),
      };
    }),
    shapley: { ...way.found, background: background.length, ...(why !== null && { not_trees: why }) },
  };
}

function explainedRow(
  { at, champion, challenger, truth }: Disagreement,
  { keys }: Truth,
  name: string | null,
  sides: { readonly challenger: ShapleyRow; readonly champion: ShapleyRow },
  named: ShapleyWay["columns"],
): ExplainedRow {
  const partOf = (side: "challenger" | "champion", column: string): number => {
    const place = named[side].indexOf(column);
    return place < 0 ? 0 : sides[side].values[place]!;
  };
  const columns = [...new Set([...named.challenger, ...named.champion])];
  const parts = columns
    .map((column) => ({
      column,
      champion: partOf("champion", column),
      challenger: partOf("challenger", column),
    }))
    .sort((a, b) => apart(b) - apart(a) || (a.column < b.column ? -1 : 1));
  return {
    key: withoutPersonalData(keys[at]!),
    truth,
    champion,
    challenger,
    class: name,
    output: { champion: sides.champion.output, challenger: sides.challenger.output },
    base: { champion: sides.champion.base, challenger: sides.challenger.base },
    parts: parts.slice(0, MOST_PARTS),
  };
}

function apart({ champion, challenger }: { champion: number; challenger: number }): number {
  return Math.abs(challenger - champion);
}
