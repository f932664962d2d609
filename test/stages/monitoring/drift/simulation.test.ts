import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { compareColumns } from "../../../../src/stages/monitoring/drift/compare-columns.ts";
import { DEFAULT_LIMITS } from "../../../../src/stages/monitoring/drift/limits.ts";
import { bareTest, evidently } from "./peer-rules.ts";
import { drawPair, drawSizes, seeded } from "./simulated-tables.ts";

const RULES = ["Trunkline", "Evidently 0.7.23", "KS and chi-squared at p < 0.05"] as const;
type Rule = (typeof RULES)[number];

/** Columns of hundreds of categories: a peer's user would hardly have them compared, so the alarms without them are told, too. */
const WIDE = ["two hundred", "two thousand"];

/** How often a rule raised an alarm: for a certain column, for any, for any but the wide ones, for the table. */
type Alarms = Record<Rule, { column: number; any: number; narrow: number; table: number }>;

const none = (): Alarms =>
  Object.fromEntries(RULES.map((rule) => [rule, { column: 0, any: 0, narrow: 0, table: 0 }])) as Alarms;

function simulate(
  runs: number,
  seed: number,
  sizesOf: typeof drawSizes,
  moved?: { readonly column: string; readonly shift: number },
): Alarms {
  const random = seeded(seed);
  const alarms = none();
  for (let run = 0; run < runs; run++) {
    const pairs = drawPair(random, sizesOf(random, run), moved);
    const ours = compareColumns(pairs, DEFAULT_LIMITS);
    const pValue = (column: number) => ours.columns[column]!.findings[0]!.pValue;
    const found: Record<Rule, readonly boolean[]> = {
      Trunkline: ours.columns.map((column) => column.drifted),
      "Evidently 0.7.23": pairs.map((pair, column) => evidently(pair, pValue(column))),
      "KS and chi-squared at p < 0.05": pairs.map((pair, column) => bareTest(pair, pValue(column))),
    };
    for (const rule of RULES) {
      const columns = found[rule];
      const share = columns.filter(Boolean).length / columns.length;
      const table = rule === "Trunkline" ? ours.drifted : share >= 0.5;
      const column = pairs.some(({ name }, index) => name === moved?.column && columns[index]);
      const narrow = pairs.some(({ name }, index) => !WIDE.includes(name) && columns[index]);
      alarms[rule].column += Number(column) / runs;
      alarms[rule].any += Number(share > 0) / runs;
      alarms[rule].narrow += Number(narrow) / runs;
      alarms[rule].table += Number(table) / runs;
    }
  }
  return alarms;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
/** The rows of docs/drift.md, so that what is written there is what was measured here. */
const docs = readFileSync(new URL("../../../../docs/drift.md", import.meta.url), "utf8");

describe("1,000 pairs of tables without drift, 20 columns, 200 to 20,000 rows", () => {
  let alarms: Alarms;
  beforeAll(() => {
    alarms = simulate(1000, 41, drawSizes);
  }, 120_000);

  test("at most 5 % raise any column's alarm, at most 1 % the table's", () => {
    expect(alarms.Trunkline.any).toBeLessThanOrEqual(0.05);
    expect(alarms.Trunkline.table).toBeLessThanOrEqual(0.01);
  });

  test("which is no small thing: bare tests and the peer's rules alarm most of the time", () => {
    expect(alarms["KS and chi-squared at p < 0.05"].narrow).toBeGreaterThan(0.4);
    expect(alarms["Evidently 0.7.23"].narrow).toBeGreaterThan(0.3);
  });

  test("the docs say the same", () => {
    for (const rule of RULES) {
      const { any, narrow, table } = alarms[rule];
      expect(docs).toContain(`| ${rule} | ${[any, narrow, table].map(percent).join(" | ")} |`);
    }
  });
});

describe("one of 20 columns shifted by 0.25 deviations, 2,000 rows a side", () => {
  const even = () => ({ reference: 2000, current: 2000 });

  test.each(["normal 1", "normal 3", "lognormal 1", "exponential 1", "whole 1", "whole 3"])(
    "%s is found in at least 95 %",
    (column) => {
      const alarms = simulate(100, 43, even, { column, shift: 0.25 });
      expect(alarms.Trunkline.column).toBeGreaterThanOrEqual(0.95);
      expect(alarms.Trunkline.table).toBeGreaterThanOrEqual(0.95);
      const cells = RULES.map((rule) => `${percent(alarms[rule].column)} / ${percent(alarms[rule].table)}`);
      expect(docs).toContain(`| ${column} | ${cells.join(" | ")} |`);
    },
  );
});
