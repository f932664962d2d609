import { withoutPersonalData } from "../../../core/personal-data.ts";
import type { Random } from "../../../core/random.ts";
import type { ShapleyPlan } from "../../../core/shapley/coalitions.ts";
import { shapleyPlan } from "../../../core/shapley/shapley-plan.ts";
import type { Truth } from "../../../records/bundle.ts";
import type { ExplainedRow, Explanation } from "../../../records/explanation.ts";
import { type AskedModel, askAll, takeRows } from "../asking/asked-table.ts";
import { sampleOf } from "../asking/sample-rows.ts";
import { type Disagreement, largestDisagreements } from "./disagreements.ts";
import type { ExplainInput } from "./explain-input.ts";
import { type ShapleyRow, shapleyRows } from "./shapley-rows.ts";

const MOST_ROWS = 5;
const MOST_COALITIONS = 256;
const BACKGROUND = { least: 5, most: 30 };
const MOST_PARTS = 10;
/** Rows of the holdout among which the models' disagreements are looked for. */
const MOST_COMPARED = 2000;

interface Plans {
  readonly challenger: ShapleyPlan;
  readonly champion: ShapleyPlan;
  readonly background: number;
  readonly rows: number;
}

/** The rows on which the models differ most, each with what every column adds to what either model says. */
export async function explainRows(
  input: ExplainInput,
  champion: AskedModel,
  questions: number,
  random: Random,
): Promise<{ rows: ExplainedRow[]; shapley: Explanation["shapley"] } | null> {
  const { task, table, challenger, training } = input;
  const plans = plansInTime(challenger, champion, questions, random);
  if (!plans) return null;
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
  const found = largestDisagreements(task, truth, own!, other!, plans.rows);
  if (found.length === 0) return null;
  const rows = found.map(({ at, challenger: said }) => ({
    row: rowOf(at),
    class: task === "regression" ? null : String(said),
  }));
  const background = sampleOf(training, plans.background, random);
  const [mine, theirs] = await Promise.all(
    (["challenger", "champion"] as const).map((side) => {
      const model = side === "challenger" ? challenger : champion;
      const columns = model.inputs.map(({ name }) => name);
      return shapleyRows({ table, rows, background, columns, plan: plans[side], model });
    }),
  );
  const names = challenger.inputs.map(({ name }) => name);
  const near = await input.nearest?.(
    takeRows(
      table,
      names,
      rows.map(({ row }) => row),
    ),
  );
  const coalitions = Math.max(plans.challenger.coalitions.length, plans.champion.coalitions.length);
  return {
    rows: found.map((each, at) => {
      const sides = { challenger: mine![at]!, champion: theirs![at]! };
      const nearest = near?.[at];
      return {
        ...explainedRow(each, truth, rows[at]!.class, sides, { challenger, champion }),
        ...(nearest && { nearest: [...nearest] }),
      };
    }),
    shapley: {
      exact: plans.challenger.exact && plans.champion.exact,
      coalitions,
      background: background.length,
    },
  };
}

/** As many rows, coalitions and background rows as there is time for; null where not even one row would fit. */
function plansInTime(
  challenger: AskedModel,
  champion: AskedModel,
  questions: number,
  random: Random,
): Plans | null {
  const room = (rows: number) => Math.floor(questions / (rows * BACKGROUND.least));
  for (let rows = MOST_ROWS; rows >= 1; rows--) {
    const most = Math.min(MOST_COALITIONS, room(rows));
    const [own, other] = [challenger, champion].map(({ inputs }) => shapleyPlan(inputs.length, most, random));
    const coalitions = Math.max(own!.coalitions.length, other!.coalitions.length);
    if (coalitions > room(rows)) continue;
    const background = Math.min(BACKGROUND.most, Math.floor(questions / (rows * coalitions)));
    return { challenger: own!, champion: other!, background, rows };
  }
  return null;
}

function explainedRow(
  { at, champion, challenger, truth }: Disagreement,
  { keys }: Truth,
  name: string | null,
  sides: { readonly challenger: ShapleyRow; readonly champion: ShapleyRow },
  models: { readonly challenger: AskedModel; readonly champion: AskedModel },
): ExplainedRow {
  const partOf = (side: "challenger" | "champion", column: string): number => {
    const place = models[side].inputs.findIndex((input) => input.name === column);
    return place < 0 ? 0 : sides[side].values[place]!;
  };
  const inputs = [...models.challenger.inputs, ...models.champion.inputs];
  const columns = [...new Set(inputs.map((input) => input.name))];
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
