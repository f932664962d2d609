import type { Truth } from "../../../records/bundle.ts";
import type { Column, Table } from "../../../records/table.ts";
import {
  type Answers,
  type AskedModel,
  askAll,
  type Cell,
  columnOf,
  outputOf,
} from "../asking/asked-table.ts";
import type { ColumnFacts } from "./column-facts.ts";
import type { SpoiledTable } from "./spoil-rows.ts";

/**
 * Noise that means harm, a simple adversarial search: every number of a row goes up and down by so many deviations, each alone; then all
 * numbers at once, each to the side that harms more. Of these the row keeps what is worst for its answer: the probability of the true
 * class, or the distance from the true amount. A row that nothing harms stays as it is. For a linear model there is no worse noise of
 * this size; for others it is a bound from below.
 */
export async function worstNoise(
  table: Table,
  columns: readonly ColumnFacts[],
  noise: number,
  truth: Truth,
  model: AskedModel,
): Promise<SpoiledTable> {
  const able = columns.filter(({ type, deviation }) => type === "number" && deviation > 0);
  if (able.length === 0 || table.rows === 0) return { table, changed: 0 };
  const moves = able.flatMap(({ name, deviation }) =>
    [1, -1].map((way) => ({ name, by: way * noise * deviation })),
  );
  const [own, ...alone] = await harmsOf(model, truth, [
    table,
    ...moves.map(({ name, by }) => moved(table, new Map([[name, () => by]]))),
  ]);
  // Of each column up comes first: where both sides are alike it goes up.
  const side = (column: number, row: number) =>
    harmsMore(alone[2 * column + 1]![row]!, alone[2 * column]![row]!)
      ? moves[2 * column + 1]!
      : moves[2 * column]!;
  const together = moved(
    table,
    new Map(able.map(({ name }, column) => [name, (row: number) => side(column, row).by])),
  );
  const [all] = await harmsOf(model, truth, [together]);
  const worst = Array.from(own!, (before, row): "stays" | "together" | number => {
    const harms = alone.map((each) => each[row]!);
    const most = Math.max(...harms, all![row]!);
    if (!harmsMore(most, before)) return "stays";
    return all![row]! >= most ? "together" : harms.indexOf(most);
  });
  const chosen = moved(
    table,
    new Map(
      able.map(({ name }, column) => [
        name,
        (row: number) => {
          const choice = worst[row]!;
          if (choice === "together") return side(column, row).by;
          return choice !== "stays" && moves[choice]!.name === name ? moves[choice]!.by : 0;
        },
      ]),
    ),
  );
  return { table: chosen, changed: worst.filter((choice) => choice !== "stays").length };
}

/** Beside what is told by rounding: else two columns that are alike would go to opposite sides and undo each other. */
function harmsMore(left: number, right: number): boolean {
  return left - right > 1e-9 * Math.max(1, Math.abs(right));
}

/** The table with some numbers moved; missing cells stay, and so does what would leave the range of numbers. */
function moved(table: Table, by: ReadonlyMap<string, (row: number) => number>): Table {
  const columns = [...table.columns].map(([name, { type, values }]): [string, Column] => {
    const step = by.get(name);
    if (!step) return [name, columnOf(type, values)];
    const cells = (values as readonly Cell[]).map((cell, row) => {
      if (cell === null) return null;
      const value = Number(cell) + step(row);
      return Number.isFinite(value) ? value : cell;
    });
    return [name, columnOf(type, cells)];
  });
  return { columns: new Map(columns), rows: table.rows };
}

/** By table and row: how bad the answer is. */
async function harmsOf(
  model: AskedModel,
  { values }: Truth,
  tables: readonly Table[],
): Promise<Float64Array[]> {
  return (await askAll(model, tables)).map((answers) => harmOf(answers, values));
}

function harmOf(answers: Answers, truth: Truth["values"]): Float64Array {
  if (typeof truth[0] === "number") {
    const said = outputOf(answers, null);
    return said.map((value, row) => Math.abs(value - Number(truth[row])));
  }
  const classes = [...new Set(truth.map(String))];
  const outputs = new Map(classes.map((name) => [name, outputOf(answers, name)]));
  return Float64Array.from(truth.map(String), (name, row) => -outputs.get(name)![row]!);
}
