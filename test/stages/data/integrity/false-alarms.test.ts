import { expect, test } from "vitest";
import { allFound, type Cells, COMMAND, draws, specWith, times } from "./columns-of.ts";

const TABLES = 500;
const LEAKAGE = new Set([
  "data-identifier",
  "data-row-order",
  "data-target-copy",
  "data-target-proxy",
  "data-overlap",
  "data-time-order",
]);

/**
 * A table without a mistake: an identifier, measures of several shapes, counts, categories, dates, and a target that
 * some of them help to tell, as they should; rows in no order or in that of time.
 */
function cleanTable(seed: number) {
  const { normal, uniform, below, pick } = draws(seed);
  const rows = 30 + below(1500);
  const regression = below(2) === 0;
  const hidden = times(rows, () => normal());
  const missing = below(2) * 0.1;
  const some = <T>(values: readonly T[]) => values.map((value) => (uniform() < missing ? null : value));
  const kinds = times(2 + below(9), (index) => String.fromCharCode(97 + index));
  const score = hidden.map((each) => each + normal() * (0.3 + uniform()));
  const classes = 2 + below(4);
  // From even classes to a rare one.
  const limits = times(classes - 1, () => normal() * 1.2).sort((a, b) => a - b);
  const cells: Cells = {
    id: times(rows, (row) => row + 1),
    reference: times(rows, () => `R${below(1e9)}`),
    signal: some(hidden.map((each) => Number((each * 3 + 50).toFixed(below(3) + 1)))),
    skewed: some(times(rows, () => Math.exp(normal()).toFixed(3))),
    count: some(times(rows, () => Math.floor(-Math.log(1 - uniform()) * 4))),
    kind: some(times(rows, () => pick(kinds))),
    flag: hidden.map((each) => (each + normal() > 0 ? "yes" : "no")),
    day: times(rows, (row) => new Date(Date.UTC(2020, 0, 1 + (row >> 1))).toISOString().slice(0, 10)),
    y: regression
      ? score.map((each) => each.toFixed(4))
      : score.map((each) => `class ${limits.filter((limit) => each > limit).length}`),
  };
  const spec = specWith({
    task: regression ? "regression" : "classification",
    data: { ...(below(2) === 0 && { key: "id" }), expect: { day: { type: "date" } } },
    ...(below(2) === 0 && { train: COMMAND }),
  });
  return { cells, spec };
}

test(`of ${TABLES} clean tables at most one in a hundred is accused of leakage, and hardly one of anything`, () => {
  const alarms = times(TABLES, (seed) => {
    const { cells, spec } = cleanTable(seed);
    const { problems, warnings } = allFound(cells, spec);
    return [...problems, ...warnings].map(({ code }) => code);
  });
  const leaking = alarms.filter((codes) => codes.some((code) => LEAKAGE.has(code)));
  expect(leaking.length, JSON.stringify(leaking)).toBeLessThanOrEqual(TABLES / 100);
  const any = alarms.filter((codes) => codes.length > 0);
  expect(any.length, JSON.stringify(any)).toBeLessThanOrEqual(TABLES / 50);
}, 60_000);

test("the same tables with a mistake in them are accused of it", () => {
  const missed = times(100, (seed) => {
    const { cells, spec } = cleanTable(seed);
    const rows = cells.y!.length;
    if (rows < 300) return [];
    const classes = new Map([...new Set(cells.y!)].map((label, index) => [label, index] as const));
    const regression = spec.problem.task === "regression";
    const copy = cells.y!.map((label) => (regression ? Number(label) * 100 : classes.get(label)!));
    const counts = times(classes.size, (code) => copy.filter((each) => each === code).length);
    // Nearly all rows of one class: nothing can be told, or the one row that differs is too large a share of the rest.
    if (!regression && rows - Math.max(...counts) < 100) return [];
    // So large that the order of the numbers is another, and too small for their correlation to suffer.
    const slip = regression ? 30 : 1;
    const order = times(rows, (row) => row).sort((a, b) => copy[a]! - copy[b]!);
    const leaked = { ...cells, copy, near: copy.map((each, row) => (row === 5 ? each + slip : each)) };
    const sorted = Object.fromEntries(
      Object.entries(cells).map(([name, values]) => [
        name,
        name === "id" ? values : order.map((row) => values[row]!),
      ]),
    );
    const codes = (table: Cells) => {
      const { problems, warnings } = allFound(table, spec);
      return [...problems, ...warnings].map(({ code }) => code);
    };
    const told = codes(leaked);
    const seesId = spec.data.key === undefined || "command" in spec.train;
    return [
      ...["data-target-copy", "data-target-proxy"].filter((code) => !told.includes(code)),
      ...(seesId && !codes(sorted).includes("data-identifier") ? ["data-identifier"] : []),
    ].map((code) => `${code} of ${seed}`);
  });
  expect(missed.flat()).toEqual([]);
}, 60_000);
