import { expect, test } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import { RowDigest, RowSample } from "../../../../src/stages/data/integrity/row-sample.ts";

const encoder = new TextEncoder();

function digestOf(text: string): number {
  const digest = new RowDigest();
  digest.begin();
  const bytes = encoder.encode(text);
  digest.cell(bytes, 0, bytes.length);
  return digest.end();
}

function draw(rows: readonly string[], most: number): string[] {
  const sample = new RowSample<string>(most);
  for (const row of rows) sample.add(digestOf(row), () => row);
  return [...sample.rows()];
}

test("a table that is not larger is its own sample", () => {
  const rows = Array.from({ length: 300 }, (_, row) => `row ${row % 7}`);
  expect(draw(rows, 300)).toEqual(rows);
});

test("rows that are alike are drawn together, whatever the order, and so many as may be", () => {
  const random = seededRandom(1);
  const values = Array.from({ length: 100_000 }, (_, row) => `row ${row}`);
  const rows = [...values, ...values.slice(0, 2000)];
  const drawn = draw(rows, 40_000);
  const shuffled = [...rows];
  for (let at = rows.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
  }
  expect(draw(shuffled, 40_000).sort()).toEqual([...drawn].sort());
  expect(drawn.length).toBeGreaterThan(20_000);
  expect(drawn.length).toBeLessThanOrEqual(40_000);
  const seen = new Set(drawn);
  expect(drawn.length).toBe(rows.filter((row) => seen.has(row)).length);
  // The share of repeated rows is that of the whole, 2 in 102.
  expect((drawn.length - seen.size) / drawn.length).toBeCloseTo(2000 / 102_000, 2);
});

test("where few rows are different they are drawn by their number", () => {
  const rows = Array.from({ length: 150_000 }, (_, row) => (row % 3 === 0 ? "a" : "b"));
  const drawn = draw(rows, 100_000);
  expect(drawn.length).toBeGreaterThan(9000);
  expect(drawn.filter((row) => row === "a").length / drawn.length).toBeCloseTo(1 / 3, 1);
});
