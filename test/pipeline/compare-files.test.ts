import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeFiles } from "../../src/adapters/files.ts";
import { seededRandom } from "../../src/core/random.ts";
import { compareFiles, fileComparisonReport } from "../../src/pipeline/compare-files.ts";

interface Pair {
  readonly name: string;
  readonly champion: string;
  readonly challenger: string;
  readonly metrics: Readonly<
    Record<string, { difference: number; interval: readonly [number, number]; error: number }>
  >;
  readonly tests: Readonly<Record<string, number>>;
}

// SciPy 1.17.1, statsmodels 0.15.0 and scikit-learn 1.9.1, by reference/comparison.py.
const reference = new URL("../stages/evaluation/reference/comparison.json", import.meta.url);
const { pairs, resamples, confidence } = JSON.parse(await readFile(reference, "utf8")) as {
  pairs: Pair[];
  resamples: number;
  confidence: number;
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "compare-"));
});
afterAll(() => rm(folder, { recursive: true }));

const DEFAULTS = { confidence: 0.995, resamples: 2000, seed: 1, metrics: [] as string[] };

async function compared(champion: string, challenger: string, options: object = {}) {
  const [left, right] = [join(folder, "a.csv"), join(folder, "b.csv")];
  await writeFile(left, champion);
  await writeFile(right, challenger);
  return compareFiles(
    nodeFiles(),
    [
      { name: "a.csv", path: left },
      { name: "b.csv", path: right },
    ],
    { ...DEFAULTS, ...options },
  );
}

describe.each(pairs)("$name", ({ champion, challenger, metrics, tests }) => {
  const RESAMPLES = 20_000;
  const found = () => compared(champion, challenger, { confidence, resamples: RESAMPLES, seed: 9 });

  test("BCa intervals are SciPy's, within the resampling error of the two", async () => {
    const all = (await found()).metrics;
    // Of a nearly normal distribution an end has, in deviations of the distribution, the error of a quantile and twice that of the
    // bias that moves it.
    const tail = (1 - confidence) / 2;
    const oneEnd = (count: number) =>
      Math.hypot(Math.sqrt(tail * (1 - tail)) / 0.05845, 2 * Math.sqrt(Math.PI / 2)) / Math.sqrt(count);
    const most = 5 * Math.hypot(oneEnd(resamples), oneEnd(RESAMPLES));
    expect(most).toBeLessThan(0.3);
    for (const [name, expected] of Object.entries(metrics)) {
      const { difference, interval } = all.find(({ metric }) => metric === name)!.compared;
      expect(difference, name).toBeCloseTo(expected.difference, 9);
      for (const [at, end] of expected.interval.entries())
        expect(Math.abs(interval![at]! - end) / expected.error, name).toBeLessThan(most);
    }
  });

  test("the paired test is statsmodels' or SciPy's", async () => {
    const { mcnemar, paired_t } = await found();
    const told = (mcnemar ?? paired_t) as unknown as Readonly<Record<string, number>>;
    expect(Object.keys(told).sort()).toEqual(Object.keys(tests).sort());
    for (const [name, value] of Object.entries(tests))
      expect(Math.abs(told[name]! - value), name).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)));
  });
});

const range = Array.from({ length: 400 }, (_, row) => row);
const csv = (rows: readonly (readonly [number, string | number, string | number])[]) =>
  `id,y_true,y_pred\n${rows.map((row) => row.join(",")).join("\n")}\n`;
/** `wrong` of the rows, from `first` on, are taken for another class. */
const classes = (wrong: number, first = 0, rows: readonly number[] = range) =>
  csv(
    rows.map((row) => {
      const truth = ["ash", "elm", "fir"][row % 3]!;
      const miss = row >= first && row < first + wrong;
      return [row, truth, miss ? (truth === "fir" ? "ash" : "fir") : truth];
    }),
  );

describe("the verdict", () => {
  test.each([
    ["improved", classes(60), classes(20), []],
    ["regressed", classes(20), classes(60), []],
    ["equivalent", classes(20), classes(20), []],
    ["inconclusive", classes(20), classes(20, 100), []],
    ["inconclusive", classes(20), classes(27), []],
    ["regressed", classes(20), classes(60), ["accuracy", "f1_macro", "kappa"]],
  ])("%s", async (verdict, champion, challenger, metrics) => {
    const found = await compared(champion, challenger, { metrics });
    expect(found.verdict).toBe(verdict);
    expect(
      found.metrics
        .filter(({ gated }) => gated)
        .map(({ metric }) => metric)
        .sort(),
    ).toEqual(metrics.length > 0 ? [...metrics].sort() : ["accuracy"]);
  });

  test("a family of more metrics needs a smaller p: Holm's correction", async () => {
    // 9 rows of one mind: p is 2/2^9 = 0.0039, which stands alone at 0.995 and not as one of four of the same.
    const [champion, challenger] = [classes(20), classes(29)];
    expect((await compared(champion, challenger)).verdict).toBe("regressed");
    const metrics = ["accuracy", "f1_micro", "recall_micro", "precision_micro"];
    const found = await compared(champion, challenger, { metrics });
    expect(found.verdict).toBe("inconclusive");
    const { p_value, adjusted_p_value } = found.metrics.find(({ metric }) => metric === "accuracy")!.compared;
    expect([p_value, adjusted_p_value]).toEqual([2 ** -8, 4 * 2 ** -8]);
  });

  test("a loss inside the tolerated band is equivalent, a gain of an error is an improvement", async () => {
    const amounts = (off: number) =>
      csv(range.map((row) => [row, row / 7, row / 7 + off * (1 + (row % 5) / 10) * (row % 2 ? 1 : -1)]));
    const found = (from: number, to: number, tolerance?: number) =>
      compared(amounts(from), amounts(to), { metrics: ["mae"], tolerance });
    expect((await found(1, 1.2)).verdict).toBe("regressed");
    expect((await found(1, 1.2, 0.5)).verdict).toBe("equivalent");
    expect((await found(1.2, 1)).verdict).toBe("improved");
  });

  test("the largest error is shown and not judged: no bootstrap can tell", async () => {
    const amounts = (off: number) => csv(range.map((row) => [row, row / 7, row / 7 + off]));
    const found = await compared(amounts(1.5), amounts(0.5), { metrics: ["max_error"] });
    const { interval, test: by, difference } = found.metrics.find(({ gated }) => gated)!.compared;
    expect({ verdict: found.verdict, interval, by }).toEqual({
      verdict: "inconclusive",
      interval: null,
      by: "none",
    });
    expect(difference).toBeCloseTo(-1, 9);
  });
});

describe("the same rows", () => {
  test("only those whose id is in both count, in whatever order they stand", async () => {
    const later = range.slice(100).reverse();
    const found = await compared(classes(40), classes(60, 90, later));
    expect([found.champion.rows, found.challenger.rows, found.shared]).toEqual([400, 300, 300]);
    const { champion, challenger } = found.metrics.find(({ metric }) => metric === "accuracy")!.compared;
    // Of the champion's wrong rows none is shared; of the challenger's those from 100 to 149 are.
    expect([champion, challenger]).toEqual([1, 1 - 50 / 300]);
    const sorted = await compared(classes(40), classes(60, 90, [...later].reverse()));
    expect({ ...sorted, metrics: found.metrics }).toEqual(found);
  });

  test("the seed decides the resamples, and nothing else does", async () => {
    const interval = async (seed: number) =>
      (await compared(classes(20), classes(45), { seed })).metrics[0]!.compared.interval;
    expect(await interval(1)).toEqual(await interval(1));
    expect(await interval(2)).not.toEqual(await interval(1));
  });

  test.each([
    ["compare-too-few-rows", classes(3), classes(3).replaceAll(/^(\d)/gm, "x$1"), {}],
    ["compare-other-truth", classes(3), classes(3).replace("\n7,elm", "\n7,ash"), {}],
    ["compare-unknown-metric", classes(3), classes(3), { metrics: ["f1macro"] }],
    ["compare-metric-absent", classes(3), classes(3), { metrics: ["log_loss"] }],
  ])("%s", async (code, champion, challenger, options) => {
    await expect(compared(champion, challenger, options)).rejects.toMatchObject({ problems: [{ code }] });
  });
});

describe("inconclusive says how many rows would settle it", () => {
  /** Right on nine of ten rows; on a tenth of them only one of the two is, at random, the challenger less often. */
  const pair = (rows: number) => {
    const random = seededRandom(5);
    const lines = Array.from({ length: rows }, (_, row) => {
      const [mind, side] = [random.next(), random.next() < 0.3];
      const right = mind < 0.1 ? [!side, side] : [mind < 0.9, mind < 0.9];
      return right.map((each) => [row, 1, each ? 1 : 0] as const);
    });
    return [csv(lines.map(([left]) => left!)), csv(lines.map(([, right]) => right!))] as const;
  };

  test("and so many do", async () => {
    const few = await compared(...pair(300));
    const accuracy = few.metrics[0]!.compared;
    expect(few.verdict).toBe("inconclusive");
    expect(accuracy.smallest).toBeGreaterThan(Math.abs(accuracy.difference));
    expect(accuracy.rows_to_settle).toBeGreaterThan(300);
    expect((await compared(...pair(2 * accuracy.rows_to_settle!))).verdict).toBe("regressed");
  });

  test("the text says so", async () => {
    const found = await compared(...pair(300));
    const text = fileComparisonReport(found, false);
    expect(text).toMatch(/^inconclusive\n/);
    expect(text).toContain("300 rows that are in both");
    expect(text).toContain(
      `About ${found.metrics[0]!.compared.rows_to_settle!.toLocaleString("en-US")} rows`,
    );
  });
});
