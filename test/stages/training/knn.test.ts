import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import type { Matrix } from "../../../src/records/table.ts";
import { knn } from "../../../src/stages/training/knn.ts";

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
const matrixOf = (rows: readonly (readonly number[])[]): Matrix => ({
  columns: rows[0]!.map((_, column) => `x${column}`),
  rows,
});
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Trains and predicts; `seed` must not matter. */
async function run(
  rows: readonly (readonly number[])[],
  target: readonly (string | number)[],
  points: readonly (readonly number[])[],
  params: Readonly<Record<string, unknown>> = {},
) {
  const task = typeof target[0] === "string" ? "classification" : "regression";
  const input = {
    matrix: matrixOf(rows),
    target: target as readonly string[] | readonly number[],
    task,
    params,
  } as const;
  const files = await knn.fit({ ...input, seed: 1 });
  const predictions = await knn.predict({
    files,
    matrix: matrixOf(points),
    keys: points.map((_, index) => `key ${index}`),
    task,
    classes: task === "classification" ? [...new Set(target.map(String))].sort() : null,
  });
  return { files, predictions, text: decoder.decode(files.get("model/knn.json")) };
}

// Points without a tie: the k nearest and the next one differ by 0.001 in distance at the least, k from 1 to 80.
const rowOf = (i: number) => [(i * 37) % 101, 0.73 * ((i * i * 53) % 103), 1.37 * ((i * i * i * 29) % 107)];
const training = range(0, 80).map(rowOf);
const points = range(80, 100).map(rowOf);
const classes = training.map(([a, b, c]) => "abc"[Number(a! + b! > 95) + Number(c! > 90)]!);
const numbers = training.map(([a], i) => a! / 4 + ((i * 19) % 23));

describe("as scikit-learn has it where nothing is tied", () => {
  // scikit-learn 1.9.1: KNeighborsClassifier(k, algorithm="brute").fit(training, classes), predict and predict_proba;
  // the probabilities are told as votes for a, b and c.
  test.each([
    [
      1,
      "aaabbabcabbbbaababba",
      "100 100 100 010 010 100 010 001 100 010 010 010 010 100 100 010 100 010 010 100",
    ],
    [
      5,
      "aaaababcabbbbabcabba",
      "500 410 500 320 050 500 140 005 500 140 041 050 230 500 131 023 500 032 050 500",
    ],
    [
      7,
      "aaaababcabbbaabbabba",
      "700 610 610 430 160 610 340 007 610 250 061 070 430 700 241 043 700 052 070 700",
    ],
  ])("classes, k of %d", async (k, predicted, votes) => {
    const { predictions } = await run(training, classes, points, { k });
    expect(predictions.predicted.join("")).toBe(predicted);
    expect(predictions.classes).toEqual(["a", "b", "c"]);
    expect(predictions.probabilities).toEqual(
      votes.split(" ").map((row) => [...row].map((vote) => Number(vote) / k)),
    );
    expect(predictions.keys[19]).toBe("key 19");
  });

  // scikit-learn 1.9.1: KNeighborsRegressor(5, algorithm="brute").fit(training, numbers).predict(points).
  test("numbers; k is 5 where nothing else is said", async () => {
    const { predictions } = await run(training, numbers, points);
    const expected = [
      20.8, 29.95, 13.45, 22.05, 28.6, 13.2, 24.55, 32.45, 12.9, 23.8, 30.15, 21.7, 31.25, 16.6, 24.0, 28.25,
      21.4, 27.1, 31.0, 22.4,
    ];
    predictions.predicted.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index]!, 10);
    });
    expect(predictions).toMatchObject({ classes: null, probabilities: null });
  });

  test("k of as many as there are rows: everybody votes", async () => {
    const { predictions } = await run(training, classes, points, { k: 80 });
    expect(new Set<string | number>(predictions.predicted)).toEqual(new Set(["b"]));
    expect(predictions.probabilities).toEqual(points.map(() => [28 / 80, 36 / 80, 16 / 80]));
    const mean = (await run(training, numbers, points, { k: 80 })).predictions.predicted;
    mean.forEach((value) => {
      expect(value).toBeCloseTo(23.55625, 10);
    });
  });
});

describe("ties", () => {
  test("a tie of votes goes to the nearest neighbour among those tied", async () => {
    const rows = [[0], [1], [10], [11]];
    const say = async (target: string[], k: number) => (await run(rows, target, [[2]], { k })).predictions;
    expect((await say(["b", "a", "b", "a"], 2)).predicted).toEqual(["a"]);
    expect((await say(["a", "b", "b", "a"], 4)).predicted).toEqual(["b"]);
    // c is nearest of all, but has one vote only.
    expect((await say(["b", "c", "b", "a"], 4)).predicted).toEqual(["b"]);
    expect((await say(["b", "a", "b", "a"], 2)).probabilities).toEqual([[0.5, 0.5]]);
  });

  test("a tie of votes at equal distance goes to the first place, column by column", async () => {
    const rows = [
      [1, 0],
      [0, 1],
      [0, -1],
      [-1, 0],
    ];
    for (const target of ["aabb", "abab", "abba", "baab", "baba", "bbaa"]) {
      const { predictions } = await run(rows, [...target], [[0, 0]], { k: 4 });
      expect(predictions.predicted, target).toEqual([target[3]]);
    }
  });

  test("neighbours at equal distance do not depend on the order of the file", async () => {
    const random = seededRandom(5);
    // Few places for many rows, so that nearly every neighbourhood ends in a tie, and rows of one place differ in class.
    const rows = range(0, 120).map(() => [random.below(4), random.below(4)]);
    const target = rows.map(() => "abc"[random.below(3)]!);
    const numeric = rows.map(() => random.below(50));
    const points = range(0, 40).map(() => [random.below(8) / 2, random.below(8) / 2]);
    for (const values of [target, numeric] as (string[] | number[])[]) {
      for (const k of [1, 2, 5, 10]) {
        const first = await run(rows, values, points, { k });
        const order = range(0, rows.length).sort(() => random.next() - 0.5);
        const again = await run(
          order.map((row) => rows[row]!),
          order.map((row) => values[row]!),
          points,
          { k },
        );
        expect(again.text).toBe(first.text);
        expect(again.predictions).toEqual(first.predictions);
      }
    }
  });
});

describe("the model", () => {
  test("is the same bytes every time, and others for another k", async () => {
    const once = await run(training, classes, points);
    expect((await run(training, classes, points)).files).toEqual(once.files);
    expect((await run(training, classes, points, { k: 7 })).text).not.toBe(once.text);
  });

  test("predicts alone what it predicts among others", async () => {
    const { predictions } = await run(training, classes, points);
    const alone = await run(training, classes, [points[3]!]);
    expect(alone.predictions.predicted).toEqual([predictions.predicted[3]]);
  });

  test("may have classes of any name", async () => {
    const { predictions } = await run([[0], [10]], ["__proto__", "constructor"], [[1], [9]], { k: 1 });
    expect(predictions.predicted).toEqual(["__proto__", "constructor"]);
    expect(predictions.probabilities).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test.each([
    ["no file", null, "no model/knn.json"],
    ["no JSON", "{", "model/knn.json is not JSON"],
    ["another format", '{"format":2,"k":1,"columns":["x0"],"rows":[[1]],"targets":["a"]}', "format"],
  ])("that is not whole is refused: %s", async (_, text, words) => {
    const files = new Map(text === null ? [] : [["model/knn.json", encoder.encode(text)] as const]);
    const predict = knn.predict({
      files,
      matrix: matrixOf([[1]]),
      keys: ["1"],
      task: "classification",
      classes: ["a"],
    });
    await expect(predict).rejects.toThrow(/bundle-corrupt/);
    await expect(predict).rejects.toThrow(words);
  });
});

describe("what it cannot do, it says", () => {
  test("more neighbours than rows", async () => {
    await expect(run(training.slice(0, 4), classes.slice(0, 4), points)).rejects.toMatchObject({
      exit: 2,
      problems: [
        {
          code: "training-too-few-rows",
          found: "k of 5 with 4 training rows",
          next: expect.stringContaining("train.params.k"),
        },
      ],
    });
  });

  test.each([
    [
      "in training",
      [
        [0, 1],
        [2, Number.NaN],
      ],
      [[1, 1]],
    ],
    [
      "in prediction",
      [
        [0, 1],
        [2, 3],
      ],
      [[1, Number.NaN]],
    ],
  ])("a cell without a number %s", async (_, rows, points) => {
    await expect(run(rows, ["a", "b"], points, { k: 1 })).rejects.toMatchObject({
      exit: 2,
      problems: [
        {
          code: "training-missing-values",
          found: 'missing values in "x1"',
          next: "Say how they are filled: features.x1: { missing: median }.",
        },
      ],
    });
  });
});
