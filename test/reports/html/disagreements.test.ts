import { expect, it } from "vitest";
import { byConfidence, byDistance } from "../../../src/reports/html/disagreements.ts";
import type { Holdout } from "../../../src/reports/html/html-report-input.ts";

const holdout = (
  truth: readonly (string | number)[],
  change: readonly (string | number | null)[],
  champion: readonly (string | number)[],
  sure: readonly (readonly [number, number])[] = [],
): Holdout => {
  const output = (predicted: readonly (string | number | null)[], side: 0 | 1) => ({
    predicted,
    classes: sure.length > 0 ? ["a", "b"] : null,
    probabilities:
      sure.length > 0
        ? predicted.map((name, row) => (name === "a" ? [sure[row]![side], 0] : [0, sure[row]![side]]))
        : null,
  });
  return {
    keys: truth.map((_, row) => `row ${row}`),
    truth,
    challenger: output(change, 0),
    champion: output(champion, 1),
    shared: change.map((name) => name !== null),
    columns: [],
  };
};

it("classes: only rows that differ and that both were judged on, the surest first, and who is right", () => {
  const found = byConfidence(
    holdout(
      ["a", "b", "c", "a", "a"],
      ["a", "a", "b", "a", null],
      ["b", "b", "a", "a", "b"],
      [
        [0.6, 0.6],
        [0.9, 0.8],
        [0.7, 0.9],
        [1, 1],
        [1, 1],
      ],
    ),
  );
  expect(found.map(({ row, winner }) => [row, winner])).toEqual([
    [1, "champion"],
    [2, "neither"],
    [0, "change"],
  ]);
});

it("numbers: the furthest apart first, and who is closer", () => {
  const found = byDistance(holdout([10, 10, 10, 10], [11, 8, 10, 12], [14, 9, 10, 8]));
  expect(found.map(({ row, winner, difference }) => [row, winner, difference])).toEqual([
    [3, "neither", 4],
    [0, "change", -3],
    [1, "champion", -1],
  ]);
});
