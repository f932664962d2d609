import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import { contingencyTest } from "../../../../src/core/statistics/contingency-test.ts";
import { binNumbers } from "../../../../src/stages/monitoring/drift/bin-numbers.ts";
import { sampleColumn } from "../../../../src/stages/monitoring/drift/column-sample.ts";
import { onlyColumn, repeated, reportOn, type Sides } from "./columns.ts";

function uniform(seed: number, count: number, shift = 0): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next() + shift);
}
const numbers = (values: readonly number[]) => {
  const sample = sampleColumn({ type: "number", values });
  if (sample.type !== "number") throw new Error("not a column of numbers");
  return sample;
};

describe("what a person would call the same", () => {
  test("the same data have not drifted, in any test", () => {
    const x = uniform(1, 500);
    const word = x.map((value) => "abc"[Math.floor(3 * value)]!);
    for (const forced of [undefined, "ks", "chi2", "psi", "js", "wasserstein"] as const) {
      const report = reportOn({ x: [x, x], word: [word, word] }, forced && { test: forced });
      expect(report.drifted).toBe(false);
      expect(report.columns.map(({ decisive }) => [decisive.effect, decisive.pValue])).toEqual([
        [0, 1],
        [0, 1],
      ]);
    }
  });

  test("on two million rows a shift of 0.01 deviations is significant, and no alarm", () => {
    // A uniform column has a deviation of 1 / √12.
    const report = reportOn({ x: [uniform(1, 1e6), uniform(2, 1e6, 0.01 / Math.sqrt(12))] });
    const { decisive, drifted } = onlyColumn(report);
    expect(decisive.adjustedPValue).toBeLessThan(0.001);
    expect(decisive.effect).toBeLessThan(0.01);
    expect(drifted).toBe(false);
  });

  test("on 200 rows PSI is often over 0.1, and no alarm", () => {
    const runs = Array.from({ length: 300 }, (_, run) => {
      const sides = { x: [uniform(2 * run, 200), uniform(2 * run + 1, 200)] } as const;
      return onlyColumn(reportOn(sides, { test: "psi" }));
    });
    const over = runs.filter(({ decisive }) => decisive.effect >= decisive.threshold).length;
    // It has a mean of (10 - 1)(1/200 + 1/200) = 0.09 there.
    expect(over / runs.length).toBeGreaterThan(0.25);
    expect(runs.filter(({ drifted }) => drifted).length / runs.length).toBeLessThan(0.03);
  });

  test("a column whose every row has a value of its own has not drifted", () => {
    const names = (prefix: string) => uniform(1, 300).map((_, row) => `${prefix}${row}`);
    expect(reportOn({ id: [names("a"), names("b")] }).drifted).toBe(false);
  });
});

describe("what a person would call different", () => {
  test("many rare categories, all of them others now", () => {
    const codes = (prefix: string) => Array.from({ length: 1200 }, (_, row) => `${prefix}${row % 400}`);
    const report = reportOn({
      sku: [codes("SKU-"), codes("sku_")],
      same: [codes("SKU-"), codes("SKU-")],
    });
    const [sku, same] = report.columns;
    // Each is too rare to be asked by itself: chi-squared sees one pooled category on either side.
    expect(sku!.findings.find(({ test: asked }) => asked === "chi2")!.drifted).toBe(false);
    expect(sku!.decisive).toMatchObject({ test: "new", statistic: 1200, threshold: 0.05, drifted: true });
    expect(sku!.decisive.effect).toBeGreaterThan(0.7);
    expect([same!.drifted, same!.findings.map(({ test: asked }) => asked)]).toEqual([false, ["chi2", "new"]]);
    expect(report.drifted).toBe(true);
  });

  test("a value that was constant and is another now, in either direction, in every test", () => {
    for (const now of [4, 6])
      for (const forced of ["ks", "chi2", "psi", "js", "wasserstein"] as const) {
        const sides = { x: [new Array(50).fill(5), new Array(50).fill(now)] } as const;
        expect([now, forced, reportOn(sides, { test: forced }).drifted]).toEqual([now, forced, true]);
      }
  });

  test("a shift that is small in absolute size: no unit is too fine, no far value hides it", () => {
    const x = uniform(1, 2000).map((value) => value * 1e-9);
    const moved = uniform(2, 2000, 0.2).map((value) => value * 1e-9);
    expect(reportOn({ x: [x, moved] }).drifted).toBe(true);
    expect(reportOn({ x: [x, moved] }, { test: "wasserstein" }).drifted).toBe(true);
    expect(reportOn({ x: [[...x, -999999], moved] }).drifted).toBe(true);
  });

  test("categories in other shares", () => {
    const report = reportOn({
      word: [
        repeated([
          ["a", 500],
          ["b", 300],
          ["c", 200],
        ]),
        repeated([
          ["a", 400],
          ["b", 350],
          ["c", 250],
        ]),
      ],
    });
    const { decisive } = onlyColumn(report);
    expect(report.drifted).toBe(true);
    // SciPy 1.17.1: chi2_contingency([[500, 300, 200], [400, 350, 250]]), jensenshannon([5, 3, 2], [4, 3.5, 2.5], base=2).
    expect(decisive.statistic).toBeCloseTo(20.51282051282051, 9);
    expect(decisive.pValue).toBeCloseTo(3.513157509856554e-5, 9);
    expect(decisive.effect).toBeCloseTo(0.08609435336652028, 9);
  });

  test("a new category that many rows have; one that a single row has is told, and no drift", () => {
    const before = repeated([
      ["a", 500],
      ["b", 500],
    ]);
    const many = onlyColumn(
      reportOn({
        word: [
          before,
          repeated([
            ["a", 460],
            ["b", 460],
            ["new", 80],
          ]),
        ],
      }),
    );
    expect([many.drifted, many.added]).toEqual([true, { count: 1, top: [["new", 80]] }]);
    const one = onlyColumn(
      reportOn({
        word: [
          before,
          repeated([
            ["a", 500],
            ["b", 499],
            ["B", 1],
          ]),
        ],
      }),
    );
    expect([one.drifted, one.added]).toEqual([false, { count: 1, top: [["B", 1]] }]);
  });

  test("missing cells, though the values are as before", () => {
    const x = uniform(1, 1000);
    const report = reportOn({ x: [x, [...uniform(2, 880), ...new Array(120).fill(null)]] });
    const { decisive, findings, missing } = onlyColumn(report);
    expect(report.drifted).toBe(true);
    expect(decisive).toMatchObject({ test: "missing", effect: 0.12, threshold: 0.05, drifted: true });
    expect(findings.map(({ test, drifted }) => [test, drifted])).toEqual([
      ["ks", false],
      ["missing", true],
    ]);
    expect(missing).toEqual({ reference: 0, current: 0.12 });
  });

  test("no value at all on one side", () => {
    const { decisive } = onlyColumn(reportOn({ x: [uniform(1, 100), new Array(100).fill(null)] }));
    expect(decisive).toMatchObject({ test: "missing", effect: 1, drifted: true });
    const none = onlyColumn(reportOn({ x: [new Array(9).fill(null), new Array(9).fill(null)] }));
    expect(none).toMatchObject({ drifted: false, decisive: { test: "missing", effect: 0, pValue: 1 } });
  });
});

describe("which test answers", () => {
  const sides: Sides = {
    x: [uniform(1, 400), uniform(2, 300, 0.3)],
    word: [
      repeated([
        ["a", 200],
        ["b", 200],
      ]),
      repeated([
        ["a", 100],
        ["b", 200],
      ]),
    ],
  };

  test.each([
    [undefined, ["ks", "chi2"]],
    ["ks", ["ks", "chi2"]],
    ["wasserstein", ["wasserstein", "chi2"]],
    ["chi2", ["chi2", "chi2"]],
    ["psi", ["psi", "psi"]],
    ["js", ["js", "js"]],
  ] as const)("forced %s: %j", (forced, tests) => {
    const report = reportOn(sides, forced && { test: forced });
    expect(report.columns.map(({ decisive }) => decisive.test)).toEqual(tests);
    expect(report.columns.every(({ drifted }) => drifted)).toBe(true);
  });

  test("a distance is held against the p-value of the test on the same bins", () => {
    const [psi, js, chi2] = (["psi", "js", "chi2"] as const).map(
      (forced) => onlyColumn(reportOn({ x: sides.x! }, { test: forced })).decisive,
    );
    expect([psi!.pValue, js!.pValue]).toEqual([chi2!.pValue, chi2!.pValue]);
    expect(chi2!.effect).toBe(js!.statistic);
    const bins = binNumbers(numbers(sides.x![0] as number[]), numbers(sides.x![1] as number[]));
    expect(chi2!.statistic).toBe(contingencyTest(bins).statistic);
  });
});

describe("bins", () => {
  test("hold a tenth of the reference each", () => {
    const bins = binNumbers(numbers(uniform(1, 1000)), numbers([-5, 0.5, 7]));
    expect(bins.reference).toEqual(new Array(10).fill(100));
    expect([bins.current[0], bins.current[9]]).toEqual([1, 1]);
  });

  test("are fewer where values are tied, and tell what lies below the least", () => {
    const reference = numbers(
      repeated([
        [0, 700],
        [1, 200],
        [2, 100],
      ]),
    );
    const bins = binNumbers(reference, numbers([-1, 0, 0, 1, 5]));
    // Below 0; 0; 1; above.
    expect(bins).toEqual({ reference: [0, 700, 200, 100], current: [1, 2, 1, 1] });
  });
});

describe("columns and the table", () => {
  const still = uniform(1, 2000);
  const sides = (columns: number, moved: number): Sides =>
    Object.fromEntries(
      Array.from({ length: columns }, (_, index) => {
        const now = uniform(index + 50, 2000, index < moved ? 0.1 : 0);
        return [`x${index}`, [still, now] as const];
      }),
    );

  test("p-values are adjusted over all columns", () => {
    const [alone] = reportOn(sides(1, 1)).columns;
    const [among] = reportOn(sides(10, 1)).columns;
    expect(among!.decisive.pValue).toBe(alone!.decisive.pValue);
    expect(among!.decisive.adjustedPValue).toBeCloseTo(10 * alone!.decisive.pValue, 15);
  });

  test("one column in twenty makes a drifted table, one in thirty does not, unless the share is set", () => {
    expect(reportOn(sides(20, 1))).toMatchObject({ share: 1 / 20, drifted: true });
    expect(reportOn(sides(30, 1))).toMatchObject({ share: 1 / 30, drifted: false });
    expect(reportOn(sides(30, 1), { limits: { share: 0 } }).drifted).toBe(true);
    expect(reportOn(sides(30, 0), { limits: { share: 0 } }).drifted).toBe(false);
  });

  test("a column that is found only as one of several does not make the table alone", () => {
    // SciPy 1.17.1: chi2_contingency([[45, 5], [33, 17]]).pvalue is 0.0079: between 0.01 / 4 and 0.01.
    const weak = [
      repeated([
        ["a", 45],
        ["b", 5],
      ]),
      repeated([
        ["a", 33],
        ["b", 17],
      ]),
    ] as const;
    const report = reportOn({ w1: weak, w2: weak, w3: weak, w4: weak });
    expect(report.columns.map(({ drifted }) => drifted)).toEqual([true, true, true, true]);
    expect(report).toMatchObject({ share: 1, drifted: false });
  });

  test("both thresholds decide", () => {
    const moved = sides(3, 1);
    const drifted = (limits: object) => reportOn(moved, { limits }).columns[0]!.drifted;
    expect(drifted({})).toBe(true);
    expect(drifted({ alpha: 1e-12 })).toBe(false);
    const effects = { ks: 0.2, chi2: 0.2, js: 0.2, psi: 0.2, wasserstein: 0.2, missing: 0.2, new: 0.2 };
    expect(drifted({ effects })).toBe(false);
  });
});
