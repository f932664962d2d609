import type { Random } from "../../../core/random.ts";
import type { ShapleyPlan } from "../../../core/shapley/coalitions.ts";
import { shapleyPlan } from "../../../core/shapley/shapley-plan.ts";
import type { AskedModel } from "../asking/asked-table.ts";
import { shapleyRows } from "./shapley-rows.ts";
import { FEWEST_BACKGROUND, MOST_ROWS, type ShapleyWay } from "./shapley-way.ts";

const MOST_COALITIONS = 256;
const MOST_BACKGROUND = 30;

interface Game {
  readonly plan: ShapleyPlan;
  /** The columns with a value of their own. */
  readonly columns: readonly string[];
}

/**
 * By asking about rows that are mixed: as many rows, coalitions and background rows as there is time for. Where not even one row would
 * fit, the first columns have a value of their own and all others one together; null where that would be fewer than two columns.
 */
export function askingWay(
  challenger: AskedModel,
  champion: AskedModel,
  ranked: readonly string[],
  questions: number,
  random: Random,
): ShapleyWay | null {
  const room = (rows: number) => Math.floor(questions / (rows * FEWEST_BACKGROUND));
  const planned = (rows: number, named: readonly string[]): ShapleyWay | null => {
    const most = Math.min(MOST_COALITIONS, room(rows));
    const [own, other] = [challenger, champion].map(({ inputs }): Game => {
      const columns = named.filter((name) => inputs.some((input) => input.name === name));
      const players = columns.length + (columns.length < inputs.length ? 1 : 0);
      return { columns, plan: shapleyPlan(players, most, random) };
    }) as [Game, Game];
    const coalitions = Math.max(own.plan.coalitions.length, other.plan.coalitions.length);
    if (coalitions > room(rows)) return null;
    return {
      rows,
      background: Math.min(MOST_BACKGROUND, Math.floor(questions / (rows * coalitions))),
      columns: { challenger: own.columns, champion: other.columns },
      found: {
        exact: own.plan.exact && other.plan.exact,
        coalitions,
        ...(named.length < ranked.length && { apart: named.length }),
      },
      values: (side, question) =>
        side === "challenger"
          ? shapleyRows({ ...question, ...own, model: challenger })
          : shapleyRows({ ...question, ...other, model: champion }),
    };
  };
  for (let rows = MOST_ROWS; rows >= 1; rows--) {
    const found = planned(rows, ranked);
    if (found) return found;
  }
  // Two coalitions a player, nobody and everybody; one player is all other columns.
  const named = Math.floor(Math.min(MOST_COALITIONS, room(1)) / 2) - 2;
  return named < 2 ? null : planned(1, ranked.slice(0, named));
}
