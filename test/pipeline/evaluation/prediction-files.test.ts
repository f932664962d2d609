import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeFiles } from "../../../src/adapters/files.ts";
import type { Problem, TrunklineError } from "../../../src/core/errors.ts";
import { fileMetrics, fileMetricsJson, fileMetricsText } from "../../../src/pipeline/metrics.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "predictions-"));
});
afterAll(() => rm(folder, { recursive: true }));

const NOTHING = { resamples: 0, confidence: 0.95, seed: 1 };

async function read(lines: readonly string[] | string, options: object = {}) {
  const path = join(folder, "predictions.csv");
  await writeFile(path, typeof lines === "string" ? lines : `${lines.join("\n")}\n`);
  return fileMetrics(nodeFiles(), { name: "p.csv", path }, { ...NOTHING, ...options });
}

async function problemsOf(
  lines: readonly string[] | string,
  options: object = {},
): Promise<readonly Problem[]> {
  const failed = await read(lines, options).then(
    () => null,
    (error: TrunklineError) => error,
  );
  expect(failed?.exit).toBe(2);
  return failed!.problems;
}

const HEAD = "id,y_true,y_pred";
const SCORED = `${HEAD},score`;

describe("what is wrong with a file is told with its line", () => {
  test.each([
    ["predictions-missing-column", 1, ["id,y_true,y_predd", "1,a,a"], /y_predd/],
    ["predictions-missing-column", 1, ["key,y_true,y_pred", "1,a,a"], /no column id/],
    ["predictions-duplicate-id", 4, [HEAD, "1,a,a", "2,a,b", "1,b,b", "2,b,b"], /"1".*lines 4, 5/],
    ["predictions-missing-value", 3, [HEAD, "1,a,a", "2,,b"], /"y_true"/],
    ["predictions-missing-value", 3, [HEAD, "1,a,a", ",a,b"], /"id"/],
    ["predictions-missing-value", 2, [HEAD, "1,0.5,NaN", "2,1.5,2"], /"y_pred"/],
    ["predictions-missing-value", 2, [SCORED, "1,0,1,nan", "2,1,1,0.7"], /"score"/],
    ["predictions-score-outside", 3, [SCORED, "1,0,1,0.9", "2,1,1,1.2"], /1\.2/],
    ["predictions-score-outside", 2, [SCORED, "1,0,1,-0.1", "2,1,1,1"], /-0\.1/],
    ["predictions-score-outside", 2, [SCORED, "1,0,1,inf", "2,1,1,1"], /inf/],
    ["predictions-score-of-many", 1, [SCORED, "1,a,a,0.4", "2,b,b,0.4", "3,c,c,0.3"], /3 classes/],
    ["predictions-scores-not-one", 3, [`${HEAD},score_a,score_b`, "1,a,a,0.6,0.4", "2,b,b,0.6,0.5"], /1\.1/],
    [
      "predictions-unknown-class",
      3,
      [`${HEAD},score_a,score_b`, "1,a,a,1,0", "2,c,b,0.3,0.7"],
      /"c".*y_true/,
    ],
    [
      "predictions-unknown-class",
      2,
      [`${HEAD},score_a,score_b`, "1,a,c,1,0", "2,b,b,0.3,0.7"],
      /"c".*y_pred/,
    ],
    ["predictions-two-kinds-of-scores", 1, [`${SCORED},score_a`, "1,a,a,1,1"], /score/],
    ["data-ragged-row", 3, [HEAD, "1,a,a", "2,a"], /2 cells/],
    ["data-header-only", 1, [HEAD], /without any row/],
    ["data-empty-file", undefined, "", /empty file/],
  ])("%s, line %s", async (code, line, lines, found) => {
    const [problem, ...more] = await problemsOf(lines);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code, where: { file: "p.csv" } });
    expect(problem!.where!.line).toBe(line);
    expect(problem!.found).toMatch(found);
    expect(problem!.expected).not.toBeUndefined();
    expect(problem!.next).not.toMatch(/data\.sources/);
  });

  test("amounts that are none, when --task says that they are", async () => {
    const [problem] = await problemsOf([HEAD, "1,2.5,2", "2,high,3"], { task: "regression" });
    expect(problem).toMatchObject({ code: "predictions-not-a-number", where: { line: 3 } });
  });

  test("a positive class that is not there", async () => {
    const [problem] = await problemsOf([HEAD, "1,a,a", "2,b,b"], { positive: "c" });
    expect(problem).toMatchObject({ code: "predictions-unknown-positive" });
  });

  test("a file that is not there", async () => {
    const missing = fileMetrics(nodeFiles(), { name: "p.csv", path: join(folder, "none.csv") }, NOTHING);
    await expect(missing).rejects.toMatchObject({ exit: 2, problems: [{ code: "predictions-no-file" }] });
  });
});

describe("the columns tell the task", () => {
  test.each([
    ["text", "classification", [HEAD, "1,a,a", "2,b,a"]],
    ["zeros and ones", "classification", [HEAD, "1,0,1", "2,1,1"]],
    ["zeros and ones with a point", "classification", [HEAD, "1,0.0,1.0", "2,1.0,1.0"]],
    ["few whole numbers", "classification", [HEAD, "1,3,4", "2,4,4", "3,5,4"]],
    ["scores", "classification", [SCORED, "1,7,9,0.4", "2,9,9,0.7"]],
    ["fractions", "regression", [HEAD, "1,0,0.5", "2,1,1"]],
    ["whole numbers of which none is met", "regression", [HEAD, "1,100,110", "2,200,190"]],
    ["whole numbers written with a point", "regression", [HEAD, "1,2.0,2.0", "2,2.0,3.0"]],
    ["many whole numbers", "regression", [HEAD, ...Array.from({ length: 30 }, (_, i) => `${i},${i},${i}`)]],
  ])("%s", async (_, task, lines) => {
    expect((await read(lines)).task).toBe(task);
  });

  test("and --task overrules them", async () => {
    const found = await read([HEAD, "1,3,4", "2,4,4", "3,5,4"], { task: "regression" });
    expect(found).toMatchObject({ task: "regression", metrics: { mae: 2 / 3 } });
  });
});

describe("classes", () => {
  test("1 and 1.0 are one class, and 10 comes after 9", async () => {
    const found = await read([HEAD, "1,9,9.0", "2,10,10.0", "3,2,2.0"], { task: "classification" });
    expect(found.confusion?.classes).toEqual(["2", "9", "10"]);
    expect(found.metrics.accuracy).toBe(1);
  });

  test("the greater of two is positive, unless --positive names the other", async () => {
    const lines = [SCORED, "1,ham,ham,0.2", "2,spam,spam,0.9", "3,ham,spam,0.6", "4,ham,ham,0.1"];
    const spam = await read(lines);
    expect([spam.positive, spam.metrics.precision, spam.metrics.roc_auc]).toEqual(["spam", 0.5, 1]);
    const ham = await read(lines, { positive: "ham" });
    expect([ham.positive, ham.metrics.precision, ham.metrics.roc_auc]).toEqual(["ham", 1, 0]);
  });

  test("columns of scores may stand in any order", async () => {
    const found = await read([
      `${HEAD},score_b,score_c,score_a`,
      "1,a,a,0.1,0.1,0.8",
      "2,b,c,0.3,0.6,0.1",
      "3,c,c,0,1,0",
    ]);
    expect(found.metrics.log_loss).toBeCloseTo(-(Math.log(0.8) + Math.log(0.3)) / 3, 12);
    expect(found.metrics.top_2_accuracy).toBe(1);
  });
});

describe("intervals", () => {
  const lines = [
    SCORED,
    ...Array.from(
      { length: 60 },
      (_, i) => `${i},${i % 2},${i % 7 === 0 ? 1 - (i % 2) : i % 2},${(i % 2) * 0.4 + (i % 10) / 20}`,
    ),
  ];

  test("are there when resamples are asked for, around the figure", async () => {
    const found = await read(lines, { resamples: 500 });
    const { accuracy } = found.intervals!;
    expect(accuracy![0]).toBeLessThan(found.metrics.accuracy!);
    expect(accuracy![1]).toBeGreaterThan(found.metrics.accuracy!);
    expect(fileMetricsJson(found)).toMatchObject({ confidence: 0.95, intervals: { accuracy } });
    expect((await read(lines)).intervals).toBeNull();
  });

  test("a person sees the figures in a table", async () => {
    const found = await read(lines, { resamples: 500 });
    const text = fileMetricsText(found, false);
    expect(text).toContain("p.csv: 60 rows, a classification since it has scores");
    expect(text).toMatch(/accuracy ↑ +0\.85\d+ +0\.7\d+ to 0\.9\d+/);
    expect(text).toMatch(/true ↓ predicted → +0 +1\n0 +25 +5\n1 +4 +26/);
  });
});
