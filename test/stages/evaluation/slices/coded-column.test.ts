import { expect, test } from "vitest";
import type { Column } from "../../../../src/records/table.ts";
import { codeColumn } from "../../../../src/stages/evaluation/slices/coded-column.ts";

const text = (...values: (string | null)[]): Column => ({ type: "text", values });
const numbers = (...values: (number | null)[]): Column => ({ type: "number", values });
const code = (column: Column) => codeColumn("x", column, [...column.values.keys()]);
const times = <V>(count: number, value: V): V[] => Array(count).fill(value);
const sizes = ({ labels, codes }: ReturnType<typeof code>) =>
  Object.fromEntries(labels.map((label, index) => [label, codes.filter((each) => each === index).length]));

test("each value is a category, and so is a missing cell", () => {
  const found = code(text(...times(6, "a"), ...times(5, "b"), ...times(7, null)));
  expect(sizes(found)).toEqual({ "x = a": 6, "x = b": 5, "x is missing": 7 });
  expect(found.unnamed).toBeNull();
});

test("only the given rows count", () => {
  const column = text(...times(6, "a"), ...times(6, "b"));
  expect(sizes(codeColumn("x", column, [0, 1, 2, 3, 4, 5, 6]))).toEqual({ "x = a": 6 });
});

test("what fewer than five rows have is counted and never named", () => {
  const found = code(text(...times(9, "a"), ...times(4, "Ada Lovelace"), "Grace Hopper"));
  expect(found.labels).toEqual(["x = a"]);
  expect(found.unnamed).toEqual({ column: "x", values: 2, rows: 5 });
  expect([...found.codes.slice(9)]).toEqual(times(5, -1));
});

test("of very many categories the largest fifty are named", () => {
  const found = code(text(...Array.from({ length: 60 }, (_, index) => times(5 + index, `c${index}`)).flat()));
  expect(found.labels).toHaveLength(50);
  expect(found.labels).not.toContain("x = c9");
  expect(found.labels).toContain("x = c10");
  expect(found.unnamed).toEqual({ column: "x", values: 10, rows: 95 });
});

test("what is personal in itself is not shown, however often it comes", () => {
  expect(code(text(...times(9, "ada@example.com"))).labels).toEqual(["x = (e-mail address)"]);
});

test("few different numbers are categories in their order; many are quarters", () => {
  expect(code(numbers(...times(5, 10), ...times(5, 9), ...times(5, -1))).labels).toEqual([
    "x = -1",
    "x = 9",
    "x = 10",
  ]);
  const ages = Array.from({ length: 100 }, (_, index) => index + 1);
  // NumPy 2.4: quantile(arange(1, 101), [.25, .5, .75]) is 25.75, 50.5, 75.25; with three digits 25.8, 50.5, 75.3.
  expect(Object.entries(sizes(code(numbers(...ages, ...times(5, null)))))).toEqual([
    ["x ≤ 25.8", 25],
    ["25.8 < x ≤ 50.5", 25],
    ["50.5 < x ≤ 75.3", 25],
    ["x > 75.3", 25],
    ["x is missing", 5],
  ]);
});

test("the edge of a quarter is no one's own number, and neither is an end", () => {
  const salaries = Array.from({ length: 101 }, (_, index) => 41_237 + 1_003 * index);
  const { labels } = code(numbers(...salaries));
  expect(labels).toHaveLength(4);
  const named = labels.flatMap((label) => label.match(/\d+/g)!.map(Number));
  for (const number of named) expect(salaries).not.toContain(number);
});

test("where most are the same there are fewer quarters, and none is empty", () => {
  const most = (value: number) => [
    ...times(80, value),
    ...Array.from({ length: 20 }, (_, index) => index + 1),
  ];
  expect(sizes(code(numbers(...most(0))))).toEqual({ "x ≤ 0": 80, "x > 0": 20 });
  expect(sizes(code(numbers(...most(99))))).toEqual({ "x is known": 100 });
});
