import { describe, expect, test } from "vitest";
import { TrunklineError } from "../../../src/core/errors.ts";
import {
  type ExpectedPredictions,
  readModelFiles,
  readPredictions,
} from "../../../src/stages/training/command-results.ts";

const encoder = new TextEncoder();
const CLASSES: ExpectedPredictions = {
  keys: ["1", "2", "3"],
  keyColumn: "id",
  task: "classification",
  classes: ["a", "b"],
};
const NUMBERS: ExpectedPredictions = { ...CLASSES, task: "regression", classes: null };

const read = (text: string | undefined, expected = CLASSES) =>
  readPredictions(text === undefined ? undefined : encoder.encode(text), expected);

/** Code and line of every problem. */
async function briefly(text: string | undefined, expected = CLASSES) {
  return (await problemsOf(text, expected)).map(({ code, where }) => [
    code.replace("training-predictions-", ""),
    where?.line,
  ]);
}

async function problemsOf(text: string | undefined, expected = CLASSES) {
  try {
    await read(text, expected);
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    expect(error.exit).toBe(2);
    for (const { where, expected, next } of error.problems) {
      expect(where?.file).toBe("predictions.csv");
      expect(expected).toBeTruthy();
      expect(next).toContain("TRUNKLINE_OUTPUT");
    }
    return error.problems;
  }
  return [];
}

describe("predictions that are whole", () => {
  test("come in the order of the expected keys, whatever that of the file", async () => {
    expect(await read("prediction,id\nb,3\na,1\nb,2\n")).toEqual({
      keys: ["1", "2", "3"],
      predicted: ["a", "b", "b"],
      classes: null,
      probabilities: null,
    });
  });

  test("with probabilities by class, whatever the order of the columns", async () => {
    const found = await read(
      "id,probability_b,prediction,probability_a\n1,0.25,a,0.75\n2,1,b,0\n3,0.5,a,0.5\n",
    );
    expect(found.classes).toEqual(["a", "b"]);
    expect(found.probabilities).toEqual([
      [0.75, 0.25],
      [0, 1],
      [0.5, 0.5],
    ]);
  });

  test("with thirds that add up to 1 but for rounding", async () => {
    const expected = { ...CLASSES, keys: ["1"], classes: ["a", "b", "c"] };
    const text =
      "id,prediction,probability_a,probability_b,probability_c\n1,a,0.3333333,0.3333333,0.3333333\n";
    expect((await read(text, expected)).probabilities).toEqual([[0.3333333, 0.3333333, 0.3333333]]);
  });

  test("as numbers", async () => {
    const found = await read("id,prediction\n1,1.5\n2,-2e-3\n3,0\n", NUMBERS);
    expect(found).toEqual({
      keys: ["1", "2", "3"],
      predicted: [1.5, -0.002, 0],
      classes: null,
      probabilities: null,
    });
  });

  test("as pandas and Excel write them: carriage returns, a byte order mark, other columns, empty lines", async () => {
    const text = '\uFEFFid,prediction,note\r\n1,a,"x, y"\r\n\r\n2,b,\r\n3,a,\r\n';
    expect((await read(text)).predicted).toEqual(["a", "b", "a"]);
  });

  test("with keys and classes that need quotes", async () => {
    const expected = { ...CLASSES, keys: ['x,"1"', "__proto__"], classes: ["a\nb", "constructor"] };
    const found = await read('id,prediction\n__proto__,constructor\n"x,""1""","a\nb"\n', expected);
    expect(found.predicted).toEqual(["a\nb", "constructor"]);
  });
});

describe("what is malformed is told, with its line", () => {
  test.each([
    ["no file", undefined, [["missing", undefined]]],
    [
      "an empty file",
      "",
      [
        ["columns", 1],
        ["columns", 1],
      ],
    ],
    ["only a header", "id,prediction\n", [["absent-key", undefined]]],
    ["no column of keys", "key,prediction\n1,a\n", [["columns", 1]]],
    ["no column of predictions", "id,predicted\n1,a\n", [["columns", 1]]],
    ["a ragged row", "id,prediction\n1,a\n2,b,c\n3,a\n", [["unreadable", undefined]]],
    ["a quote that never ends", 'id,prediction\n1,"a\n2,b\n', [["unreadable", undefined]]],
    ["a row too few", "id,prediction\n1,a\n3,b\n", [["absent-key", undefined]]],
    ["a key that nobody handed over", "id,prediction\n1,a\n2,b\n3,a\n4,a\n", [["unknown-key", 5]]],
    ["a key twice", "id,prediction\n1,a\n2,b\n2,a\n3,a\n", [["repeated-key", 4]]],
    [
      "a class that is none",
      "id,prediction\n1,a\n2,c\n3,\n",
      [
        ["unknown-class", 3],
        ["unknown-class", 4],
      ],
    ],
    ["a class with a space", "id,prediction\n1,a\n2, b\n3,a\n", [["unknown-class", 3]]],
    [
      "probabilities of 0.9",
      "id,prediction,probability_a,probability_b\n1,a,0.5,0.5\n2,a,0.5,0.4\n3,a,1,0\n",
      [["probabilities", 3]],
    ],
    [
      "a negative one",
      "id,prediction,probability_a,probability_b\n1,a,1.1,-0.1\n2,a,1,0\n3,a,1,0\n",
      [["probabilities", 2]],
    ],
    [
      "an empty one",
      "id,prediction,probability_a,probability_b\n1,a,1,\n2,a,1,0\n3,a,1,0\n",
      [["probabilities", 2]],
    ],
    [
      "NaN",
      "id,prediction,probability_a,probability_b\n1,a,NaN,nan\n2,a,1,0\n3,a,1,0\n",
      [["probabilities", 2]],
    ],
    [
      "probabilities of one class only",
      "id,prediction,probability_a\n1,a,1\n2,a,1\n3,a,1\n",
      [["columns", 1]],
    ],
    [
      "probabilities of no class",
      "id,prediction,probability_a,probability_b,probability_z\n1,a,1,0,0\n2,a,1,0,0\n3,a,1,0,0\n",
      [["columns", 1]],
    ],
    ["a column twice", "id,prediction,prediction\n1,a,b\n2,a,b\n3,a,b\n", [["columns", 1]]],
    [
      "several things",
      "id,prediction\n1,z\n9,a\n1,a\n",
      [
        ["unknown-class", 2],
        ["unknown-key", 3],
        ["repeated-key", 4],
        ["absent-key", undefined],
      ],
    ],
    [
      "a line behind empty ones and one of two lines",
      'id,prediction,note\n\n1,a,"x\ny"\n\n2,z,\n3,a,\n',
      [["unknown-class", 6]],
    ],
  ])("%s", async (_, text, expected) => {
    expect(await briefly(text)).toEqual(expected);
  });

  test.each(["", " ", "NaN", "inf", "Infinity", "1e999", "1,5", "0x10", "12 cm", "true"])(
    "the number %j",
    async (cell) => {
      expect(await briefly(`id,prediction\n1,1\n2,"${cell}"\n3,3\n`, NUMBERS)).toEqual([["not-a-number", 3]]);
    },
  );

  test("what is meant is named", async () => {
    const found = async (text: string) =>
      (await problemsOf(text)).map(({ found, expected }) => `${found} | ${expected}`);
    expect(await found("id,predictions\n")).toEqual([
      'no column "prediction" ("predictions" is there) | columns id, prediction',
    ]);
    expect(await found("id,prediction\n1,A\n2,a\n3,a\n")).toEqual(['the class "A" | one of: "a", "b"']);
    expect(await found("id,prediction\n3,a\n")).toEqual([
      'no prediction for 2 of 3 rows, the first "1" | a prediction for every row',
    ]);
    expect(await found("id,prediction,probability_a,probability_b\n1,a,0.5,0.4\n2,a,1,0\n3,a,1,0\n")).toEqual(
      ["probabilities 0.5, 0.4 | shares from 0 to 1 that add up to 1"],
    );
  });

  test("nothing that a terminal would obey is printed", async () => {
    const [problem] = await problemsOf("id,prediction\n1,a\n2,\u001b[31mb\n3,a\n");
    expect(problem!.found).toBe('the class "\\u{1b}[31mb"');
  });

  test("a file that is wrong throughout is told in few words", async () => {
    const keys = Array.from({ length: 5000 }, (_, row) => String(row));
    const text = `id,prediction\n${keys.map((key) => `x${key},z\n`).join("")}`;
    const problems = await problemsOf(text, { ...CLASSES, keys });
    expect(problems).toHaveLength(10 + 10 + 1 + 2);
    expect(problems.map(({ code }) => code)).toContain("training-predictions-absent-key");
    expect(problems.filter(({ found }) => found === "4990 more of these").map(({ code }) => code)).toEqual([
      "training-predictions-unknown-key",
      "training-predictions-unknown-class",
    ]);
  });
});

describe("the model's files", () => {
  const bytes = (text: string) => encoder.encode(text);

  test("are everything but the predictions, under model/", () => {
    const made = new Map([
      ["predictions.csv", bytes("p")],
      ["net.onnx", bytes("n")],
      ["tokens/predictions.csv", bytes("t")],
    ]);
    expect(readModelFiles(made)).toEqual(
      new Map([
        ["model/net.onnx", bytes("n")],
        ["model/tokens/predictions.csv", bytes("t")],
      ]),
    );
  });

  test("must be there", () => {
    for (const made of [new Map(), new Map([["predictions.csv", bytes("p")]])])
      expect(() => readModelFiles(made)).toThrow(/training-no-model[\s\S]*TRUNKLINE_OUTPUT/);
  });
});
