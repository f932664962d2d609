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

interface Game {
  readonly plan: ShapleyPlan;
  /** The columns with a value of their own. */
  readonly columns: readonly string[];
}

interface Plans {
  readonly challenger: Game;
  readonly champion: Game;
  /** How many columns have a value of their own; null where all have. */
  readonly apart: number | null;
  readonly background: number;
  readonly rows: number;
}

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
  const plans = plansInTime(challenger, champion, ranked, questions, random);
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
      return shapleyRows({ table, rows, background, ...plans[side], model });
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
  const games = [plans.challenger.plan, plans.champion.plan];
  return {
    rows: found.map((each, at) => {
      const sides = { challenger: mine![at]!, champion: theirs![at]! };
      const nearest = near?.[at];
      return {
        ...explainedRow(each, truth, rows[at]!.class, sides, plans),
        ...(nearest && { nearest: [...nearest] }),
      };
    }),
    shapley: {
      exact: games.every(({ exact }) => exact),
      coalitions: Math.max(...games.map(({ coalitions }) => coalitions.length)),
      background: background.length,
      ...(plans.apart !== null && { apart: plans.apart }),
    },
  };
}

/**
 * As many rows, coalitions and background rows as there is time for. Where not even one row would fit, the first columns have a value of
 * their own and all others one together; null where that would be fewer than two columns.
 */
function plansInTime(
  challenger: AskedModel,
  champion: AskedModel,
  ranked: readonly string[],
  questions: number,
  random: Random,
): Plans | null {
  const room = (rows: number) => Math.floor(questions / (rows * BACKGROUND.least));
  const planned = (rows: number, named: readonly string[]): Plans | null => {
    const most = Math.min(MOST_COALITIONS, room(rows));
    const [own, other] = [challenger, champion].map(({ inputs }): Game => {
      const columns = named.filter((name) => inputs.some((input) => input.name === name));
      const players = columns.length + (columns.length < inputs.length ? 1 : 0);
      return { columns, plan: shapleyPlan(players, most, random) };
    });
    const coalitions = Math.max(own!.plan.coalitions.length, other!.plan.coalitions.length);
    if (coalitions > room(rows)) return null;
    const background = Math.min(BACKGROUND.most, Math.floor(questions / (rows * coalitions)));
    const apart = named.length < ranked.length ? named.length : null;
    return { challenger: own!, champion: other!, apart, background, rows };
  };
  for (let rows = MOST_ROWS; rows >= 1; rows--) {
    const found = planned(rows, ranked);
    if (found) return found;
  }
  // Two coalitions a player, nobody and everybody; one player is all other columns.
  const named = Math.floor(Math.min(MOST_COALITIONS, room(1)) / 2) - 2;
  return named < 2 ? null : planned(1, ranked.slice(0, named));
}

function explainedRow(
  { at, champion, challenger, truth }: Disagreement,
  { keys }: Truth,
  name: string | null,
  sides: { readonly challenger: ShapleyRow; readonly champion: ShapleyRow },
  games: Plans,
): ExplainedRow {
  const partOf = (side: "challenger" | "champion", column: string): number => {
    const place = games[side].columns.indexOf(column);
    return place < 0 ? 0 : sides[side].values[place]!;
  };
  const columns = [...new Set([...games.challenger.columns, ...games.champion.columns])];
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
