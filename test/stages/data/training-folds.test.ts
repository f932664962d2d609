import { describe, expect, test } from "vitest";
import { TrunklineError } from "../../../src/core/errors.ts";
import { splitTable } from "../../../src/stages/data/split-table.ts";
import { trainingFolds } from "../../../src/stages/data/training-folds.ts";
import { rawTable, specWith, times } from "./integrity/columns-of.ts";

const raw = rawTable({
  id: times(200, (row) => `k${row}`),
  house: times(200, (row) => `h${row % 40}`),
  kind: times(200, (row) => (row % 10 === 0 ? "rare" : "usual")),
  day: times(200, (row) => new Date(Date.UTC(2026, 0, 1 + (row >> 1))).toISOString().slice(0, 10)),
  y: times(200, (row) => "ab"[row % 2]!),
});

function dealt(options: object) {
  const { data } = specWith({ data: { key: "id", split: { folds: 5, ...options } } });
  const split = splitTable(raw, data.key, data.split);
  const rows = split.folds.flatMap((fold, row) => (fold === "training" ? [row] : []));
  return { rows, folds: trainingFolds(raw, split, rows, data.split)! };
}
const cellsOf = (column: string, rows: readonly number[]) => rows.map((row) => raw.cells.get(column)![row]!);

describe("folds of the training rows", () => {
  test("go from 1, each repeat is dealt anew, and another seed deals otherwise", () => {
    const { rows, folds } = dealt({ repeats: 3 });
    expect(folds.map((each) => each.length)).toEqual([rows.length, rows.length, rows.length]);
    for (const each of folds) expect([...new Set(each)].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(folds[1]).not.toEqual(folds[0]);
    expect(dealt({ seed: 1 }).folds[0]).not.toEqual(folds[0]);
  });

  test("keep groups together, and give each stratum its share, as the split does", () => {
    const grouped = dealt({ group: "house" });
    const foldOf = new Map<string, number>();
    cellsOf("house", grouped.rows).forEach((house, at) => {
      const fold = grouped.folds[0]![at]!;
      expect(foldOf.get(house) ?? fold).toBe(fold);
      foldOf.set(house, fold);
    });
    const { rows, folds } = dealt({ stratify: "kind" });
    const kinds = cellsOf("kind", rows);
    const rare = [1, 2, 3, 4, 5].map(
      (fold) => kinds.filter((kind, at) => kind === "rare" && folds[0]![at] === fold).length,
    );
    expect(Math.max(...rare) - Math.min(...rare)).toBeLessThanOrEqual(1);
  });

  test("by time each comes after the one before, and 0 is only trained on", () => {
    const { rows, folds } = dealt({ time: "day" });
    const days = cellsOf("day", rows);
    const ends = [0, 1, 2, 3, 4, 5].map((fold) => days.filter((_, at) => folds[0]![at] === fold).sort());
    for (const [fold, own] of ends.entries())
      if (fold > 0) expect(own[0]! > ends[fold - 1]!.at(-1)!).toBe(true);
  });

  test("none where none are asked for, and too few rows are refused", () => {
    expect(dealt({ folds: undefined }).folds).toBeNull();
    expect(() => dealt({ group: "kind", folds: 5 })).toThrow(TrunklineError);
  });
});
