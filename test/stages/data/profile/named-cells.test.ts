import { expect, test } from "vitest";
import { type Random, seededRandom } from "../../../../src/core/random.ts";
import { CellList } from "../../../../src/stages/data/cell-list.ts";
import { TableProfiler } from "../../../../src/stages/data/profile/table-profiler.ts";
import { CellWriter } from "../../../../src/stages/data/write-cells.ts";

const encoder = new TextEncoder();
const POOLS: readonly ((random: Random) => unknown)[] = [
  (random) => random.below(40) - 20,
  (random) => random.below(1e9),
  (random) => BigInt(random.below(9)) * 9_007_199_254_740_993n,
  (random) => Math.exp(20 * random.next() - 10),
  (random) => [Number.NaN, -0, 0, Infinity, -1e300, 5e-324][random.below(6)],
  (random) => new Date(1e9 * random.below(3000)).toISOString().slice(0, random.below(2) === 0 ? 10 : 24),
  (random) => ["true", "FALSE", "NA", "", " ", " 7 ", "\u00a07", "nan", "São Paulo"][random.below(9)],
  (random) => `${"AB-é".slice(random.below(3))}${"x".repeat(random.below(80))}${random.below(300)}`,
];

/** A column of values from one pool or two, of which some or none are missing. */
function column(random: Random, rows: number): unknown[] {
  const pools = Array.from({ length: 1 + random.below(2) }, () => POOLS[random.below(POOLS.length)]!);
  const gaps = random.below(2) * random.next();
  return Array.from({ length: rows }, () =>
    random.next() < gaps ? null : pools[random.below(20) === 0 ? pools.length - 1 : 0]!(random),
  );
}

/** What reads a dictionary: each different value once, or now and then again, and no row's cell without a value. */
function named(values: readonly unknown[], random: Random) {
  const list = new CellList();
  const known = new Map<unknown, number>();
  const cells = values.map((value) => {
    if (value === null) return random.below(2) === 0 ? null : undefined;
    const before = known.get(value);
    if (before !== undefined && random.below(50) > 0) return before;
    const cell = typeof value === "string" ? list.addText(encoder.encode(value)) : list.add(value);
    known.set(value, cell);
    return cell;
  });
  // One that no row names.
  list.add("never there");
  return { list, cells };
}

test("rows that name cells have the same profile as rows that hold them", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 60; round++) {
    const missing = random.below(2) === 0 ? ["", "NA"] : ["-"];
    const profilers = [new TableProfiler(missing), new TableProfiler(missing)] as const;
    for (const profiler of profilers) profiler.begin("data.parquet", ["c"]);
    let first = 1;
    for (let group = 0; group < 3; group++) {
      const values = column(random, 1 + random.below(round % 10 === 0 ? 9000 : 400));
      for (const batch of new CellWriter().batches(values, first)) profilers[0].addColumn(batch, 0);
      const { list, cells } = named(values, random);
      profilers[1].addNamed(list, cells, first, 0);
      for (const profiler of profilers) profiler.countRows(values.length);
      first += values.length;
    }
    expect(profilers[1].profile()).toEqual(profilers[0].profile());
  }
});
