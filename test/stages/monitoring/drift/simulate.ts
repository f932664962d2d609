import { compareColumns } from "../../../../src/stages/monitoring/drift/compare-columns.ts";
import { DEFAULT_LIMITS } from "../../../../src/stages/monitoring/drift/limits.ts";
import { bareTest, evidently } from "./peer-rules.ts";
import { drawPair, drawSizes, seeded } from "./simulated-tables.ts";

/** The figures of docs/drift.md: how often each rule raises an alarm on tables whose truth is known. Seeded. */
export const RULES = ["Trunkline", "Evidently 0.7.23", "KS and chi-squared at p < 0.05"] as const;
type Rule = (typeof RULES)[number];

/** Columns of hundreds of categories: a peer's user would hardly have them compared, so the alarms without them are told, too. */
const WIDE = ["two hundred", "two thousand"];

/** How often a rule raised an alarm: for a certain column, for any, for any but the wide ones, for the table. */
export type Alarms = Record<Rule, { column: number; any: number; narrow: number; table: number }>;

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
    const ours = compareColumns(pairs, { limits: DEFAULT_LIMITS });
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
/** 1,000 pairs of tables without drift, 20 columns, 200 to 20,000 rows. */
export const withoutDrift = (): Alarms => simulate(1000, 41, drawSizes);

export const MOVED = ["normal 1", "normal 3", "lognormal 1", "exponential 1", "whole 1", "whole 3"] as const;

/** 100 pairs of 2,000 rows a side, of whose 20 columns one is shifted by 0.25 deviations. */
export const withShift = (column: (typeof MOVED)[number]): Alarms =>
  simulate(100, 43, () => ({ reference: 2000, current: 2000 }), { column, shift: 0.25 });

/** The lines of the first table: any column, any but the wide ones, the table. */
export function linesWithoutDrift(alarms: Alarms): string[] {
  return RULES.map((rule) => {
    const { any, narrow, table } = alarms[rule];
    return `| ${rule} | ${[any, narrow, table].map(percent).join(" | ")} |`;
  });
}

/** A line of the second table: found for the column, for the table, by each rule. */
export function lineWithShift(column: string, alarms: Alarms): string {
  const cells = RULES.map((rule) => `${percent(alarms[rule].column)} / ${percent(alarms[rule].table)}`);
  return `| ${column} | ${cells.join(" | ")} |`;
}
