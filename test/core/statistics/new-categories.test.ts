import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { newCategories } from "../../../src/core/statistics/new-categories.ts";

/** Counts on both sides where the rows of these categories (one number a row) are current where `isCurrent` says so. */
function dealt(rows: readonly number[], isCurrent: readonly boolean[]) {
  const counts = [0, 1].map(() => new Array<number>(Math.max(...rows) + 1).fill(0));
  rows.forEach((category, row) => {
    counts[Number(isCurrent[row])]![category]! += 1;
  });
  return { reference: counts[0]!, current: counts[1]! };
}

describe("the chance of so many rows of new categories", () => {
  test("is never told too small: all ways to deal ten rows of six categories", () => {
    const rows = [0, 1, 2, 2, 3, 3, 4, 4, 4, 5];
    for (const current of [3, 5, 7]) {
      const ways = Array.from({ length: 2 ** rows.length }, (_, bits) =>
        rows.map((__, row) => (bits >> row) % 2 === 1),
      )
        .filter((way) => way.filter(Boolean).length === current)
        .map((way) => newCategories(dealt(rows, way)));
      for (const { rows: found, pValue } of ways) {
        const exact = ways.filter((other) => other.rows >= found).length / ways.length;
        expect(pValue).toBeGreaterThanOrEqual(exact - 1e-12);
      }
      // What is expected is what comes on average.
      const mean = ways.reduce((sum, way) => sum + way.rows, 0) / ways.length;
      const most = ways.reduce((a, b) => (a.rows > b.rows ? a : b));
      expect(most.effect).toBeCloseTo((most.rows - mean) / current, 12);
    }
  });

  test("names that come once are new by chance; categories that all came again and are others now are not", () => {
    const ones = (many: number) => new Array<number>(many).fill(1);
    const none = (many: number) => new Array<number>(many).fill(0);
    const names = { reference: [...ones(300), ...none(300)], current: [...none(300), ...ones(300)] };
    expect(newCategories(names)).toEqual({ rows: 300, effect: 0, pValue: 1 });
    const three = (counts: readonly number[]) => counts.map((count) => 3 * count);
    const found = newCategories({ reference: three(names.reference), current: three(names.current) });
    expect(found.rows).toBe(900);
    // 3 rows of one category are all current with a chance of 1/8, but for the drawing without putting back.
    expect(found.effect).toBeCloseTo(1 - 2 / 8, 2);
    expect(found.pValue).toBeLessThan(1e-100);
  });

  test("nothing new, and one side only", () => {
    expect(newCategories({ reference: [5, 3], current: [2, 0] })).toEqual({ rows: 0, effect: 0, pValue: 1 });
    expect(() => newCategories({ reference: [0], current: [3] })).toThrow(RangeError);
  });

  test("without drift it is below 0.01 in hardly one of a hundred draws", () => {
    const random = seededRandom(5);
    let alarms = 0;
    for (let run = 0; run < 1000; run++) {
      const many = 2 + random.below(200);
      const rows = Array.from({ length: 20 + random.below(300) }, () =>
        Math.floor(many * random.next() ** 3),
      );
      alarms += Number(
        newCategories(dealt([...rows, 0, 0], [...rows.map(() => random.next() < 0.3), true, false])).pValue <
          0.01,
      );
    }
    expect(alarms).toBeLessThanOrEqual(10);
  });
});
