import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeFiles } from "../../src/adapters/files.ts";
import type { TrunklineError } from "../../src/core/errors.ts";
import { seededRandom } from "../../src/core/random.ts";
import { compareFiles, fileComparisonReport } from "../../src/pipeline/compare-files.ts";
import { fileMetrics, fileMetricsJson, fileMetricsText } from "../../src/pipeline/metrics.ts";
import { ALL_METRICS, METRICS } from "../../src/records/metric-table.ts";

interface Case {
  readonly name: string;
  readonly csv: string;
  readonly options: object;
  readonly expected: Readonly<Record<string, number | null>>;
}

// scikit-learn 1.9.1 and NumPy 2.4.6, by reference/other_tasks.py.
const reference = new URL("../stages/evaluation/reference/other-tasks.json", import.meta.url);
const { cases } = JSON.parse(await readFile(reference, "utf8")) as { cases: Case[] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "other-tasks-"));
});
afterAll(() => rm(folder, { recursive: true }));

const NOTHING = { resamples: 0, confidence: 0.95, seed: 1 };

async function written(name: string, csv: string) {
  const path = join(folder, name);
  await writeFile(path, csv);
  return { name, path };
}

const measured = async (csv: string, options: object = {}) =>
  fileMetrics(nodeFiles(), await written("p.csv", csv), { ...NOTHING, ...options });

const compared = async (champion: string, challenger: string, options: object = {}) =>
  compareFiles(nodeFiles(), [await written("a.csv", champion), await written("b.csv", challenger)], {
    confidence: 0.995,
    resamples: 1000,
    seed: 1,
    metrics: [],
    ...options,
  });

describe("every metric is scikit-learn's", () => {
  test.each(cases)("$name", async ({ csv, expected, options }) => {
    const found = fileMetricsJson(await measured(csv, options)) as unknown as Readonly<
      Record<string, number | null>
    >;
    for (const [name, value] of Object.entries(expected)) {
      if (value === null) expect(found[name], name).toBeNull();
      else expect(Math.abs(found[name]! - value), `${name}: ${found[name]}, not ${value}`).toBeLessThan(1e-9);
    }
  });
});

test("there is a reference for every metric that only files have", () => {
  const names = new Set(cases.flatMap(({ expected }) => Object.keys(expected)));
  const known: readonly string[] = METRICS;
  expect(ALL_METRICS.filter((name) => !known.includes(name) && !names.has(name))).toEqual([]);
});

describe("the task is told by the columns", () => {
  test.each([
    ["anomaly", "id,y_true,score\n1,0,-3\n2,1,8\n", "it has scores and no y_pred"],
    ["ranking", "score,query,relevance\n1,a,0\n2,a,1\n", "it has queries"],
    ["clustering", "id,x,cluster\n1,0.5,a\n2,2,b\n3,2.5,b\n", "it has a column cluster"],
  ])("%s", async (task, csv, because) => {
    const found = await measured(csv);
    expect(found).toMatchObject({ task, because });
    expect(fileMetricsText(found, false)).toContain(because);
  });

  test("--task overrules it, and asks for that task's columns", async () => {
    const csv = "id,y_true,y_pred,score\n1,0,0,3\n2,1,1,8\n";
    expect(await measured(csv, { task: "anomaly" })).toMatchObject({ task: "anomaly", positive: "1" });
    await expect(measured(csv, { task: "ranking" })).rejects.toThrow(
      /no column query(.|\n)*no column relevance/,
    );
  });
});

describe("what is wrong with a file is told with its line", () => {
  test.each([
    ["predictions-missing-value", 3, "id,y_true,score\n1,0,1\n2,1,\n", /"score"/],
    ["predictions-not-a-number", 2, "id,y_true,score\n1,0,inf\n2,1,2\n", /"inf"/],
    ["predictions-duplicate-id", 3, "id,y_true,score\n1,0,1\n1,1,2\n", /"1"/],
    ["predictions-not-two", 1, "id,y_true,score\n1,a,1\n2,b,2\n3,c,1\n", /"c"/],
    ["predictions-not-two", 1, "id,y_true,score\n1,fine,1\n2,fine,2\n", /"fine"/],
    ["predictions-which-is-unusual", undefined, "id,y_true,score\n1,1,1\n2,-1,2\n", /"-1"/],
    ["predictions-not-a-number", 3, "query,relevance,score\na,1,1\na,-1,2\n", /"-1".*relevance/],
    ["predictions-missing-value", 3, "query,relevance,score\na,1,1\n,1,2\n", /"query"/],
    [
      "predictions-duplicate-id",
      3,
      "query,id,relevance,score\na,7,1,1\na,7,0,2\n",
      /"7" twice for the query "a"/,
    ],
    ["predictions-nothing-to-judge", 1, "id,cluster\n1,a\n2,b\n", /neither features nor y_true/],
    ["predictions-not-a-number", 2, "id,cluster,town\n1,a,Ulm\n2,b,3\n", /"Ulm".*"town"/],
    ["predictions-missing-value", 3, "id,cluster,x\n1,a,1\n2,b,NaN\n", /"x"/],
    ["predictions-crossed-interval", 2, "id,y_true,y_pred,lower,upper\n1,1.5,2,3,1\n2,2.5,2,1,3\n", /3 to 1/],
  ])("%s, line %s", async (code, line, csv, found) => {
    const failed = await measured(csv).then(
      () => null,
      (error: TrunklineError) => error,
    );
    expect(failed?.exit).toBe(2);
    expect(failed!.problems[0]).toMatchObject({ code, where: { file: "p.csv" } });
    expect(failed!.problems[0].where!.line).toBe(line);
    expect(failed!.problems[0].found).toMatch(found);
  });
});

const ROWS = 400;
const noise = (seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: ROWS }, () => random.next() + random.next() - 1);
};
const lines = (head: string, line: (row: number) => string) =>
  `${[head, ...Array.from({ length: ROWS }, (_, row) => line(row))].join("\n")}\n`;

describe("two files", () => {
  test("of scores: a detector that sees more is improved, by average precision", async () => {
    const [weak, strong] = [noise(1), noise(2)];
    const scores = (values: readonly number[], signal: number) =>
      lines(
        "id,y_true,score",
        (row) => `${row},${row % 8 === 0 ? 1 : 0},${values[row]! + (row % 8 === 0 ? signal : 0)}`,
      );
    const found = await compared(scores(weak, 0.2), scores(strong, 1));
    expect(found).toMatchObject({
      task: "anomaly",
      shared: ROWS,
      positive: "1",
      verdict: "improved",
      mcnemar: null,
    });
    expect(found.metrics.find(({ gated }) => gated)!.metric).toBe("average_precision");
    expect(found.metrics.map(({ metric }) => metric)).toContain("precision_at_k");
  });

  test("of rankings: queries are what is compared, by the paired t-test", async () => {
    const [weak, strong] = [noise(3), noise(4)];
    const ranked = (values: readonly number[], signal: number) =>
      lines(
        "query,relevance,score",
        (row) => `q${row >> 3},${row % 4 === 0 ? 1 : 0},${values[row]! + (row % 4 === 0 ? signal : 0)}`,
      );
    const found = await compared(ranked(weak, 0.1), ranked(strong, 1));
    expect(found).toMatchObject({ task: "ranking", shared: ROWS / 8, verdict: "improved" });
    expect(found.metrics[0]).toMatchObject({ metric: "ndcg", gated: true, compared: { test: "paired t" } });
    expect(fileComparisonReport(found, false)).toContain("on 50 queries");
  });

  test("of clusters: other names for the same clusters are no difference", async () => {
    const off = noise(5);
    const clustered = (name: (group: number) => string, wrong: number) =>
      lines(
        "id,cluster,y_true,x",
        (row) => `${row},${name(row < wrong ? 0 : row % 3)},${row % 3},${(row % 3) * 2 + off[row]!}`,
      );
    const same = await compared(
      clustered((group) => `a${group}`, 0),
      clustered((group) => `b${2 - group}`, 0),
    );
    expect(same).toMatchObject({ task: "clustering", verdict: "equivalent" });
    for (const {
      compared: { difference },
    } of same.metrics)
      expect(Math.abs(difference)).toBeLessThan(1e-12);
    const worse = await compared(clustered(String, 0), clustered(String, 120));
    expect(worse.verdict).toBe("regressed");
    expect(worse.metrics.filter(({ gated }) => gated).map(({ metric }) => metric)).toEqual(["adjusted_rand"]);
    expect(worse.metrics.find(({ metric }) => metric === "davies_bouldin")!.compared.verdict).toBe(
      "regressed",
    );
  });

  test.each([
    ["compare-other-truth", "id,y_true,score\n1,0,1\n2,1,2\n", "id,y_true,score\n1,1,1\n2,0,2\n", /"1"/],
    [
      "compare-other-truth",
      "query,relevance,score\na,0,1\nb,1,2\n",
      "query,relevance,score\na,0,1\nb,2,2\n",
      /"b"/,
    ],
    ["compare-too-few-rows", "query,relevance,score\na,0,1\n", "query,relevance,score\nb,1,2\n", /no query/],
    ["compare-other-features", "id,cluster,x\n1,a,1\n2,b,2\n", "id,cluster,x\n1,a,1\n2,b,3\n", /"x"/],
    ["compare-other-features", "id,cluster,x\n1,a,1\n2,b,2\n", "id,cluster,z\n1,a,1\n2,b,2\n", /"x"/],
  ])("that speak of different things: %s", async (code, left, right, found) => {
    const failed = await compared(left, right).then(
      () => null,
      (error: TrunklineError) => error,
    );
    expect(failed!.problems[0]).toMatchObject({ code });
    expect(failed!.problems[0].found).toMatch(found);
  });
});
