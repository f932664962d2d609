import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../../../src/core/random.ts";
import type { FilePredictions } from "../../../../src/records/predictions.ts";
import type { Column } from "../../../../src/records/table.ts";
import { codeColumn } from "../../../../src/stages/evaluation/slices/coded-column.ts";
import { candidatesOf } from "../../../../src/stages/evaluation/weak/candidates.ts";
import { weakSlices } from "../../../../src/stages/evaluation/weak/weak-slices.ts";

const every = (rows: number) => Array.from({ length: rows }, (_, row) => row);
const keysOf = (rows: number) => every(rows).map(String);

/** Right and wrong predictions of one class, or errors of numbers: `losses` says which, row by row. */
function classes(losses: readonly number[]): FilePredictions {
  return {
    task: "classification",
    keys: keysOf(losses.length),
    classes: ["a", "b"],
    truth: new Int32Array(losses.length),
    predicted: Int32Array.from(losses),
    positive: 1,
    scores: null,
  };
}
function numbers(losses: readonly number[]): FilePredictions {
  const truth = Float64Array.from(losses, (_, row) => row);
  const predicted = truth.map((value, row) => value + losses[row]! * (row % 2 ? 1 : -1));
  return { task: "regression", keys: keysOf(losses.length), truth, predicted };
}

/** Three columns of categories and three of numbers, none of which has anything to do with the losses. */
function columnsOf(rows: number, random: Random) {
  const text = (values: string): Column => ({
    type: "text",
    values: every(rows).map(() => values[random.below(values.length)]!),
  });
  const number = (): Column => ({ type: "number", values: every(rows).map(() => random.next()) });
  const columns = { sex: text("fm"), town: text("abcde"), job: text("xyz"), age: number(), income: number() };
  return Object.entries(columns).map(([name, column]) => codeColumn(name, column, every(rows)));
}

const find = (
  columns: ReturnType<typeof columnsOf>,
  challenger: FilePredictions,
  champion: FilePredictions | null = null,
) =>
  weakSlices({
    columns,
    places: new Map(challenger.keys.map((key, place) => [key, place])),
    whole: challenger,
    shared: champion && [champion, challenger],
    confidence: 0.99,
  });

const bernoulli = (random: Random, p: number) => Number(random.next() < p);
/** As skewed as errors are: most small, a few very large. */
const skewed = (random: Random) => Math.exp(2 * (random.next() + random.next() + random.next() - 1.5));

describe("of tables without a weak slice at most 1 % raise a warning", () => {
  test.each([
    ["classes", 500, (random: Random) => classes(every(500).map(() => bernoulli(random, 0.2)))],
    ["few errors", 500, (random: Random) => classes(every(500).map(() => bernoulli(random, 0.03)))],
    ["skewed errors of numbers", 300, (random: Random) => numbers(every(300).map(() => skewed(random)))],
  ] as const)("%s", (_, rows, model) => {
    const random = seededRandom(2);
    let alarms = 0;
    for (let round = 0; round < 500; round++) {
      const { worst, worse } = find(columnsOf(rows, random), model(random), model(random));
      if (worst.length + worse.length > 0) alarms++;
    }
    expect(alarms).toBeLessThanOrEqual(5);
  });
});

describe("a weak slice is found, and by its own conditions", () => {
  const rows = 1000;
  const random = seededRandom(5);
  const columns = columnsOf(rows, random);
  const within = (name: string, label: string) => {
    const column = columns.find((each) => each.name === name)!;
    return (row: number) => column.codes[row] === column.labels.indexOf(label);
  };
  const [female, inB] = [within("sex", "sex = f"), within("town", "town = b")];
  const young = within("age", columns.find(({ name }) => name === "age")!.labels[0]!);
  const both = (row: number) => female(row) && inB(row);

  test("of one column", () => {
    const { worst, worse, measure } = find(
      columns,
      classes(every(rows).map((row) => bernoulli(random, inB(row) ? 0.5 : 0.1))),
    );
    expect(measure).toBe("accuracy");
    expect(worst.map(({ conditions }) => conditions)).toEqual([["town = b"]]);
    expect(worst[0]!.figure).toBeLessThan(0.6);
    expect(worst[0]!.against).toBeGreaterThan(0.85);
    expect(worst[0]!.adjusted_p_value).toBeLessThan(0.01);
    expect(worse).toEqual([]);
  });

  test("of two columns, where neither alone would tell as well", () => {
    const { worst } = find(
      columns,
      classes(every(rows).map((row) => bernoulli(random, both(row) ? 0.7 : 0.1))),
    );
    expect(worst[0]!.conditions).toEqual(["sex = f", "town = b"]);
    expect(worst[0]!.rows).toBe(every(rows).filter(both).length);
  });

  test("in a quarter of numbers, for errors of numbers", () => {
    const { worst, measure } = find(
      columns,
      numbers(every(rows).map((row) => skewed(random) * (young(row) ? 3 : 1))),
    );
    expect(measure).toBe("mae");
    expect(worst).toHaveLength(1);
    expect(worst[0]!.conditions[0]).toMatch(/^age ≤ 0\.2\d+$/);
    expect(worst[0]!.figure / worst[0]!.against).toBeGreaterThan(2);
  });

  test("where it got worse than the champion, though it is worst elsewhere", () => {
    const before = every(rows).map((row) => bernoulli(random, inB(row) ? 0.5 : 0.05));
    const after = before.map((loss, row) => (female(row) && !inB(row) ? bernoulli(random, 0.25) : loss));
    const { worst, worse } = find(columns, classes(after), classes(before));
    expect(worst[0]!.conditions).toEqual(["town = b"]);
    expect(worse[0]!.conditions).toEqual(["sex = f"]);
    expect(worse[0]!.against - worse[0]!.figure).toBeGreaterThan(0.1);
  });

  test("errors of numbers that grew in a slice, too", () => {
    const before = every(rows).map(() => skewed(random));
    const after = before.map((loss, row) =>
      inB(row) ? loss + 0.5 + random.next() : loss + random.next() - 0.5,
    );
    expect(find(columns, numbers(after), numbers(before)).worse[0]!.conditions).toEqual(["town = b"]);
  });

  test("a model against itself is worse nowhere", () => {
    const same = classes(every(rows).map(() => bernoulli(random, 0.2)));
    expect(find(columns, same, same).worse).toEqual([]);
  });
});

describe("what is searched", () => {
  const column = (name: string, values: string): ReturnType<typeof codeColumn> =>
    codeColumn(name, { type: "text", values: [...values] }, every(values.length));
  const losses = [new Float64Array(60)];

  test("is every slice of one and two columns with twenty rows, but not the table itself", () => {
    const [sex, half, same] = [
      column("sex", `${"f".repeat(30)}${"m".repeat(30)}`),
      column("half", `${"a".repeat(20)}${"b".repeat(40)}`),
      column("same", "s".repeat(60)),
    ];
    expect(
      candidatesOf([sex!, half!, same!], losses).map(({ conditions, rows }) => [conditions.join(), rows]),
    ).toEqual([
      ["sex = f", 30],
      ["sex = m", 30],
      ["half = a", 20],
      ["half = b", 40],
      ["sex = f,half = a", 20],
      ["sex = m,half = b", 30],
      ["sex = f,same = s", 30],
      ["sex = m,same = s", 30],
      ["half = a,same = s", 20],
      ["half = b,same = s", 40],
    ]);
  });

  test("depends on the columns alone, so that the correction knows of every slice", () => {
    const random = seededRandom(3);
    const columns = columnsOf(400, random);
    const searched = () =>
      find(columns, classes(every(400).map(() => bernoulli(random, random.next())))).searched;
    const counts = new Set(Array.from({ length: 20 }, searched));
    expect(counts.size).toBe(1);
    // 2 + 5 + 3 + 4 + 4 of one column; of two, those that have twenty of the 400 rows.
    expect([...counts][0]).toBeGreaterThan(18 + 6 + 10 + 8 + 8);
  });

  test("of many columns all alone, but only the first thirty in pairs", () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      column(`c${index}`, `${"x".repeat(30)}${"y".repeat(30)}`),
    );
    const found = candidatesOf(many, losses);
    expect(found.filter(({ parts }) => parts.length === 1)).toHaveLength(80);
    expect(found.filter(({ parts }) => parts.length === 2)).toHaveLength(2 * ((30 * 29) / 2));
  });
});
