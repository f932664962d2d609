import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CATALOGUE } from "../../src/cli/catalogue.ts";
import type { Values } from "../../src/cli/command.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "commands-"));
  const file = (wrong: number) =>
    `id,y_true,y_pred\n${Array.from({ length: 200 }, (_, row) => `${row},${row % 2},${row < wrong ? 1 - (row % 2) : row % 2}`).join("\n")}\n`;
  await writeFile(join(folder, "few.csv"), file(10));
  await writeFile(join(folder, "many.csv"), file(60));
  await writeFile(
    join(folder, "scored.csv"),
    "id,y_true,y_pred,score\n1,0,0,0.1\n2,0,0,0.4\n3,1,0,0.35\n4,1,1,0.8\n5,0,1,0.8\n6,1,1,0.6\n",
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function call(name: string, positionals: readonly string[], values: Values = {}) {
  const command = await CATALOGUE[name]!.load();
  const world = () => Promise.reject(new Error("the repository was opened"));
  return command.run({ values, positionals, folder, json: true, colour: false, world });
}

test("metrics prints one flat object under scikit-learn's names, without a repository", async () => {
  const { json, exit, text } = await call("metrics", ["few.csv"]);
  expect(exit).toBe(0);
  expect(json).toMatchObject({
    task: "classification",
    rows: 200,
    accuracy: 0.95,
    positive: "1",
    classes: ["0", "1"],
  });
  expect((json as { confusion: number[][] }).confusion).toEqual([
    [95, 5],
    [5, 95],
  ]);
  expect(text).toContain("accuracy");
});

test("metrics with --curve tells what each threshold would mean", async () => {
  await writeFile(
    join(folder, "curve.csv"),
    "id,y_true,y_pred,score\n1,0,0,0.1\n2,0,0,0.4\n3,1,0,0.35\n4,1,1,0.8\n",
  );
  const { json, text } = await call("metrics", ["curve.csv"], { curve: true });
  // scikit-learn 1.9.1: precision_recall_curve and roc_curve of the same.
  const { curve } = json as { curve: Readonly<Record<string, number>>[] };
  expect(curve.map(({ threshold }) => threshold)).toEqual([0.8, 0.4, 0.35, 0.1]);
  expect(curve.map(({ precision }) => precision)).toEqual([1, 0.5, 2 / 3, 0.5]);
  expect(curve.map(({ recall }) => recall)).toEqual([0.5, 0.5, 1, 1]);
  expect(curve.map((point) => point.false_positive_rate)).toEqual([0, 0.5, 0.5, 1]);
  expect(curve[2]!.f1).toBeCloseTo(0.8, 12);
  expect(text).toMatch(/0\.35\s+0\.6667\s+1\.0000\s+0\.8000\s+0\.5000/);
  await expect(call("metrics", ["few.csv"], { curve: true })).rejects.toThrow(/--curve.*no scores/);
});

describe("metrics with the costs of mistakes", () => {
  test("finds the threshold that costs least, and says what the answers in the file cost", async () => {
    const { json, text } = await call("metrics", ["scored.csv"], { costs: "1, 20" });
    expect(json).toMatchObject({
      threshold: { threshold: 0.35, cost: 2 / 6, alarms: 2, misses: 0, as_predicted: 21 / 6 },
    });
    expect(text.replace(/\s+/g, " ")).toContain(
      "Cheapest: 1 from a score of 0.35, at a cost of 0.333 a row (2 false alarms and 0 misses); as predicted 3.500.",
    );
    expect((await call("metrics", ["scored.csv"], { costs: "20,1" })).text).toContain("Cheapest: never 1,");
  });

  test.each(["", "1", "1,2,3", "a,b", "1,-2", "1,", "1,Infinity"])("%j is refused", async (costs) => {
    await expect(call("metrics", ["scored.csv"], { costs })).rejects.toMatchObject({
      problems: [{ code: "usage-option-value" }],
    });
  });

  test("needs scores", async () => {
    await expect(call("metrics", ["few.csv"], { costs: "1,2" })).rejects.toMatchObject({
      problems: [{ code: "metrics-no-threshold" }],
    });
  });
});

describe("compare", () => {
  test("of two files needs no repository, and ends with 1 when the second has regressed", async () => {
    expect(await call("compare", ["few.csv", "many.csv"])).toMatchObject({
      exit: 1,
      json: { verdict: "regressed" },
    });
    expect(await call("compare", ["many.csv", "few.csv"])).toMatchObject({
      exit: 0,
      json: { verdict: "improved" },
    });
    expect(await call("compare", ["few.csv", "few.csv"])).toMatchObject({
      exit: 0,
      json: { verdict: "equivalent" },
    });
  });

  test("of names that are no files goes to the registry", async () => {
    await expect(call("compare", ["v1.0.0", "production"])).rejects.toThrow("the repository was opened");
  });

  test("of a file and a name that is none says which is missing", async () => {
    await expect(call("compare", ["few.csv", "mny.csv"])).rejects.toMatchObject({
      problems: [{ code: "predictions-no-file", found: expect.stringContaining("mny.csv") }],
    });
  });

  test("options reach the comparison", async () => {
    const values = {
      metrics: "f1_macro, accuracy",
      tolerance: "0.5",
      confidence: "0.9",
      resamples: "300",
      seed: "7",
    };
    const { json } = await call("compare", ["few.csv", "many.csv"], values);
    expect(json).toMatchObject({ verdict: "equivalent", confidence: 0.9, resamples: 300, seed: 7 });
  });

  test.each([
    ["task", "forecasting"],
    ["resamples", "many"],
    ["resamples", "1.5"],
    ["confidence", "99"],
    ["confidence", ""],
    ["seed", "-1"],
    ["tolerance", "-0.1"],
  ])("--%s %s is refused", async (name, value) => {
    await expect(call("compare", ["few.csv", "many.csv"], { [name]: value })).rejects.toMatchObject({
      problems: [{ code: "usage-option-value", found: expect.stringContaining(`--${name}`) }],
    });
  });
});
