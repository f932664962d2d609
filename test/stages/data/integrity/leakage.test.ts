import { describe, expect, test } from "vitest";
import { split } from "../../../../src/stages/data/split.ts";
import { COMMAND, draws, found, times, told } from "./columns-of.ts";

const { uniform, normal, pick } = draws(21);
const shuffled = <T>(values: readonly T[], seed = 4): T[] => {
  const { uniform: draw } = draws(seed);
  return values
    .map((value) => [draw(), value] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, value]) => value);
};
/** 60 rows of each of two classes, one after the other. */
const sorted = times(120, (row) => (row < 60 ? "p" : "n"));
const noise = times(120, () => normal());

describe("an identifier that tells the target", () => {
  const numbered = times(120, (row) => row + 1000);
  const named = times(120, (row) => `C-${row + 1}`);

  test.each([
    ["whole numbers without gaps", numbered],
    ["whole numbers with gaps that rise from row to row", numbered.map((number) => number ** 2)],
    ["text, its numbers as numbers", named],
    ["one cell missing", numbered.map((number, row) => (row === 7 ? null : number))],
  ])("%s", (_, id) => {
    expect(told(found("identifier", { noise, id, y: sorted }))).toEqual(["data-identifier 1 2"]);
  });

  test("in rows that were shuffled since", () => {
    const order = shuffled(times(120, (row) => row));
    const cells = { id: order.map((row) => row + 1), y: order.map((row) => sorted[row]!) };
    expect(found("identifier", cells)).toHaveLength(1);
  });

  test("not years: over them many a target rises", () => {
    const from = (first: number) => ({
      x: times(120, (row) => first + row),
      y: times(120, (row) => row ** 2),
    });
    expect(found("identifier", from(1900), { task: "regression" })).toEqual([]);
    expect(found("identifier", from(2100), { task: "regression" })).toHaveLength(1);
  });

  test("of numbers: by rank correlation, up or down", () => {
    const rising = times(120, (row) => -row + 2 * normal());
    expect(found("identifier", { id: numbered, y: rising }, { task: "regression" })).toHaveLength(1);
    expect(found("identifier", { id: shuffled(numbered), y: rising }, { task: "regression" })).toEqual([]);
  });

  test("not one that knows nothing, repeats, is measured, is a date, or is left out", () => {
    const clean = { noise, y: sorted };
    expect(found("identifier", { ...clean, id: shuffled(numbered) })).toEqual([]);
    expect(found("identifier", { ...clean, id: shuffled(named) })).toEqual([]);
    expect(found("identifier", { ...clean, id: numbered.map((number) => number >> 2) })).toEqual([]);
    expect(found("identifier", { ...clean, id: numbered.map((number) => number + uniform() / 2) })).toEqual(
      [],
    );
    expect(found("identifier", { ...clean, id: numbered }, { features: { id: false } })).toEqual([]);
    const day = times(120, (row) => new Date(Date.UTC(2026, 0, row + 1)).toISOString().slice(0, 10));
    expect(found("identifier", { ...clean, day })).toHaveLength(1);
    expect(found("identifier", { ...clean, day }, { data: { expect: { day: { type: "date" } } } })).toEqual(
      [],
    );
  });

  test("the borders: 30 rows, 20 changes to lose, nine in ten of them lost", () => {
    const rows = (count: number, first: number) => ({
      id: times(count, (row) => row),
      y: times(count, (row) => (row < first ? "p" : "n")),
    });
    // A random order of n and m rows changes 2nm/(n + m) times: 22 for 22 and 22, 20 for 20 and 20; the least is 1.
    expect(found("identifier", rows(44, 22))).toHaveLength(1);
    expect(found("identifier", rows(40, 20))).toEqual([]);
    // 59 more changes than the least are expected of 60 and 60. A swapped row adds two: 4 are fewer than a tenth, 8 are not.
    const swapped = (pairs: number) =>
      sorted.map((label, row) => (row % 10 === 5 && row < 10 * pairs ? (label === "p" ? "n" : "p") : label));
    const id = times(120, (row) => row);
    expect(found("identifier", { id, y: swapped(2) })).toHaveLength(1);
    expect(found("identifier", { id, y: swapped(4) })).toEqual([]);
  });

  test("the key and the order of rows: only where training code is handed them", () => {
    const cells = { id: numbered, noise, y: sorted };
    const data = { key: "id" };
    expect(found("identifier", cells, { data })).toEqual([]);
    expect(told(found("identifier", cells, { data, train: COMMAND }))).toEqual(["data-identifier 1 1"]);
    expect(told(found("identifier", { noise, y: sorted }, { train: COMMAND }))).toEqual([
      "data-row-order 1 2",
    ]);
    expect(found("identifier", { noise, y: shuffled(sorted) }, { train: COMMAND })).toEqual([]);
  });
});

describe("a column that is the target in other words", () => {
  const y = shuffled(times(120, (row) => "abc"[row % 3]!));
  const code = y.map((label) => "abc".indexOf(label) + 7);

  test("a code, a translation, and the same", () => {
    const word = y.map((label) => ({ a: "uno", b: "due", c: "tre" })[label]!);
    expect(told(found("target_copy", { code, word, same: y, y }))).toEqual([
      "data-target-copy 1 1",
      "data-target-copy 1 2",
      "data-target-copy 1 3",
    ]);
  });

  test("another unit of a number, rising or falling, however bent", () => {
    const price = times(120, () => uniform() * 100);
    const cells = {
      cents: price.map((each) => each * 100),
      off: price.map((each) => 5 - each ** 3),
      y: price,
    };
    expect(told(found("target_copy", cells, { task: "regression" }))).toHaveLength(2);
    const near = price.map((each, row) => (row === 60 ? each + 50 : each));
    expect(found("target_copy", { near, y: price }, { task: "regression" })).toEqual([]);
  });

  test("a target that only rises with time is none, unless it does so in a straight line", () => {
    const quarter = times(89, (row) => 1971.25 + row / 4);
    const people = quarter.map((each) => 13e6 * Math.exp((each - 1971) * 0.013));
    const rising = (cells: Record<string, number[]>) => found("target_copy", cells, { task: "regression" });
    expect(rising({ quarter, y: people })).toEqual([]);
    expect(rising({ quarter: quarter.toReversed(), y: people.toReversed() })).toEqual([]);
    expect(rising({ quarter, y: quarter.map((each) => each * 12 - 3) })).toHaveLength(1);
    const order = shuffled(times(89, (row) => row));
    const picked = (values: number[]) => order.map((row) => values[row]!);
    expect(rising({ quarter: picked(quarter), y: picked(people) })).toHaveLength(1);
  });

  test("one row otherwise, one cell missing, two values for a label, or left out: none", () => {
    const one = (cell: number | null) => code.map((each, row) => (row === 30 ? cell : each));
    expect(found("target_copy", { code: one(code[30]! === 7 ? 8 : 7), y })).toEqual([]);
    expect(found("target_copy", { code: one(null), y })).toEqual([]);
    expect(found("target_copy", { code: one(99), y })).toEqual([]);
    expect(found("target_copy", { code, y }, { features: { code: false } })).toEqual([]);
    expect(found("target_copy", { code, y }, { data: { key: "code" } })).toEqual([]);
  });

  test("few rows, few rows outside the majority, or a value for each row prove nothing", () => {
    const first = (count: number) => ({ code: code.slice(0, count), y: y.slice(0, count) });
    expect(found("target_copy", first(50))).toHaveLength(1);
    expect(found("target_copy", first(49))).toEqual([]);
    const rare = (count: number) => times(200, (row) => (row < count ? "p" : "n"));
    expect(found("target_copy", { x: rare(20).map((each) => `${each}!`), y: rare(20) })).toHaveLength(1);
    expect(found("target_copy", { x: rare(19).map((each) => `${each}!`), y: rare(19) })).toEqual([]);
    const unique = times(120, (row) => `r${row}`);
    expect(found("target_copy", { unique, y: shuffled(unique) })).toEqual([]);
    expect(found("target_copy", { noise, y: shuffled(noise) }, { task: "regression" })).toEqual([]);
  });
});

describe("a column that all but tells the target", () => {
  const y = shuffled(times(300, (row) => "pn"[row % 2]!));
  const wrong = (count: number) => y.map((label, row) => (row < count ? (label === "p" ? "n" : "p") : label));

  test("text: by the majority of the other rows, up to the border of 98 in a hundred", () => {
    const word = (count: number) => wrong(count).map((label) => (label === "p" ? "yes" : "no"));
    expect(told(found("target_proxy", { word: word(2), y }))).toEqual(["data-target-proxy 1 1"]);
    expect(found("target_proxy", { word: word(5), y })).toEqual([]);
  });

  test("many values for one label, but none that comes once", () => {
    const zip = y.map((label) => `${label}${pick([1, 2, 3, 4, 5])}`);
    expect(found("target_proxy", { zip, y })).toHaveLength(1);
    expect(found("target_proxy", { zip: times(300, (row) => `z${row}`), y })).toEqual([]);
  });

  test("a measured number that parts the classes, and not one that only helps", () => {
    const measured = (apart: number) => y.map((label) => normal() + (label === "p" ? apart : 0));
    expect(found("target_proxy", { x: measured(12), y })).toHaveLength(1);
    // 93 in a hundred are right with the best limit.
    expect(found("target_proxy", { x: measured(3), y })).toEqual([]);
  });

  test("a number of few values that parts the classes, with far ones that come once", () => {
    const minutes = times(300, (row) => (row < 250 ? row % 20 : 20 + (row - 249) * 3));
    const order = shuffled(times(300, (row) => row));
    const delay = order.map((row) => minutes[row]!);
    const late = delay.map((each) => (each > 14 ? "yes" : "no"));
    expect(found("target_proxy", { delay, y: late })).toHaveLength(1);
    const often = late.map((label, row) => (row < 12 ? (label === "yes" ? "no" : "yes") : label));
    expect(found("target_proxy", { delay, y: often })).toEqual([]);
  });

  test("a number for a number: correlation, ranks, and the means of a text's values", () => {
    const price = times(300, () => 10 + uniform() * 90);
    const regression = { task: "regression" } as const;
    const near = (spread: number) => price.map((each) => each + spread * normal());
    expect(found("target_proxy", { x: near(0.5), y: price }, regression)).toHaveLength(1);
    expect(found("target_proxy", { x: near(5), y: price }, regression)).toEqual([]);
    expect(
      found("target_proxy", { x: near(0.1).map((each) => Math.exp(each / 5)), y: price }, regression),
    ).toHaveLength(1);
    const tens = price.map((each) => Math.round(each / 10) * 10);
    const text = tens.map((each) => `about ${each}`);
    expect(
      found("target_proxy", { text, y: tens.map((each) => each + normal() / 10) }, regression),
    ).toHaveLength(1);
    expect(found("target_proxy", { text, y: price }, regression)).toEqual([]);
    expect(
      found("target_proxy", { text: price.map((each) => `about ${each}`), y: price }, regression),
    ).toEqual([]);
  });

  test("what is a copy or an identifier is told once, and few rows prove nothing", () => {
    expect(found("target_proxy", { word: wrong(0), y })).toEqual([]);
    expect(found("target_proxy", { id: times(120, (row) => row), y: sorted })).toEqual([]);
    const gaps = y.map((label, row) => (row === 299 ? null : `${label}!`));
    expect(found("target_proxy", { x: gaps, y })).toHaveLength(1);
    expect(found("target_proxy", { x: gaps.slice(250), y: y.slice(250) })).toEqual([]);
  });
});

describe("dates and the split", () => {
  const day = (row: number) => new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
  const days = times(400, day);
  const moving = times(400, (row) => (uniform() < 0.15 + (0.7 * row) / 400 ? "p" : "n"));
  const dated = { data: { key: "id", expect: { day: { type: "date" } } } };
  const id = times(400, (row) => `k${row}`);

  test("a target that moves with a declared date, and training rows newer than the holdout", () => {
    const [problem, ...more] = found("time_order", { id, day: days, y: moving }, dated);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code: "data-time-order", where: { line: 1, column: 2 } });
    // A random split has half of its training rows after the middle of the holdout.
    const share = Number(/\((\d+(?:\.\d+)?) %\)/.exec(problem!.found)![1]);
    expect(Math.abs(share - 50)).toBeLessThan(15);
  });

  test("of numbers, too", () => {
    const y = times(400, (row) => row / 100 + normal());
    expect(found("time_order", { id, day: days, y }, { ...dated, task: "regression" })).toHaveLength(1);
    expect(found("time_order", { id, day: days, y: shuffled(y) }, { ...dated, task: "regression" })).toEqual(
      [],
    );
  });

  test("none where the target stands still, nothing is declared, rows are few, or cells are no dates", () => {
    expect(found("time_order", { id, day: days, y: shuffled(moving) }, dated)).toEqual([]);
    expect(found("time_order", { id, day: days, y: moving }, { data: { key: "id" } })).toEqual([]);
    const few = { id: id.slice(0, 99), day: days.slice(0, 99), y: sorted.slice(0, 99) };
    expect(found("time_order", few, dated)).toEqual([]);
    expect(found("time_order", { id, day: times(400, () => "soon"), y: moving }, dated)).toEqual([]);
    expect(found("time_order", { id, day: times(400, () => day(1)), y: moving }, dated)).toEqual([]);
  });

  test("none where the holdout is newer", () => {
    // The split follows the keys, so the keys that go to the holdout are given to the newest rows.
    const { folds } = split(id, { validation: 0.2, test: 0.2, seed: 0 });
    const ordered = [
      ...id.filter((_, row) => folds[row] !== "test"),
      ...id.filter((_, row) => folds[row] === "test"),
    ];
    expect(found("time_order", { id: ordered, day: days, y: moving }, dated)).toEqual([]);
  });
});

describe("categories that training never saw", () => {
  const day = (row: number) => new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
  const days = times(400, day);
  const city = times(400, (row) => (row < 330 ? `c${row % 5}` : ["Oslo", "Bergen"][row % 2]!));
  const y = times(400, (row) => "pn"[row % 2]!);
  const byTime = { data: { split: { time: "day" } } };

  test("by a split in the order of time, with the most frequent and the first row", () => {
    const [problem, ...more] = found("new_categories", { day: days, city, y }, byTime);
    expect(more).toEqual([]);
    expect(told([problem!])).toEqual(["data-new-categories 332 2"]);
    expect(problem!.found).toBe(
      '70 of 80 holdout rows (87.5 %) with a category in the column "city" that no training row has: "Oslo" (35), "Bergen" (35)',
    );
  });

  test("of the target, too, and of no column that is left out", () => {
    expect(told(found("new_categories", { day: days, y: city }, byTime))).toEqual([
      "data-new-categories 332 2",
    ]);
    expect(found("new_categories", { day: days, city, y }, { ...byTime, features: { city: false } })).toEqual(
      [],
    );
  });

  test("none by a split by the key, however rare the categories are, nor two rows", () => {
    const id = times(400, (row) => row + 1);
    for (const many of [2, 40, 200, 399]) {
      const rare = times(400, (row) => `c${(row * 7) % many}`);
      expect(found("new_categories", { id, rare, y }, { data: { key: "id" } })).toEqual([]);
    }
    const two = city.map((name, row) => (row < 398 ? `c${row % 5}` : name));
    expect(found("new_categories", { day: days, two, y }, byTime)).toEqual([]);
  });

  test("shows no address of a person", () => {
    const mail = city.map((name, row) => (row < 330 ? name : `flora${row % 2}@example.com`));
    expect(JSON.stringify(found("new_categories", { day: days, mail, y }, byTime))).not.toContain(
      "example.com",
    );
  });
});
