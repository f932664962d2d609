import { TrunklineError } from "../../../core/errors.ts";
import type { Truth } from "../../../records/bundle.ts";
import type { MetricName } from "../../../records/metric-table.ts";
import type { SpoiledRows, Spoiling } from "../../../records/robustness.ts";
import type { Task } from "../../../records/spec.ts";
import type { Table } from "../../../records/table.ts";
import { type Answers, type AskedModel, askAll } from "../asking/asked-table.ts";
import { betterWay, figuresOf } from "../asking/judged-answers.ts";
import { estimateSums, resamplesInTime, valueFor } from "../asking/statistic.ts";
import type { SpoiledTable } from "./spoil-rows.ts";

export interface SpoiledInput {
  readonly task: Task;
  readonly metric: MetricName;
  readonly truth: Truth;
  readonly intact: Table;
  readonly spoiled: readonly (SpoiledTable & {
    readonly kind: Spoiling;
    readonly bound: number | undefined;
  })[];
  readonly model: AskedModel;
  readonly confidence: number;
  /** How many intervals are to hold together. */
  readonly family: number;
  readonly seed: number;
}

/**
 * The metric on the rows as they are, and by how much it is worse on each spoiled table, with intervals that hold together (Bonferroni).
 * A table that the model cannot bear is told as such. Null where the metric is not defined on the rows as they are.
 */
export async function spoiledFigures(
  input: SpoiledInput,
): Promise<{ figure: number; spoiled: SpoiledRows[] } | null> {
  const { task, metric, truth, intact, spoiled, model, confidence, family, seed } = input;
  const [own, ...answers] = await askEach(model, [intact, ...spoiled.map(({ table }) => table)]);
  if (typeof own === "string") return null;
  const before = figuresOf(task, metric, truth, [own!]);
  if (!before) return null;
  const rows = truth.keys.length;
  const level = 1 - (1 - confidence) / Math.max(1, family);
  const options = { confidence: level, resamples: resamplesInTime(spoiled.length, rows, level), seed };
  const better = betterWay(metric);
  const figure = valueFor(before[0]!, rows);
  const found = spoiled.map(({ kind, changed, bound }, at): SpoiledRows => {
    const said = answers[at]!;
    const plain = { kind, changed, ...(bound !== undefined && { bound }) };
    if (typeof said === "string") return { ...plain, failed: said };
    const figures = figuresOf(task, metric, truth, [own!, said]);
    if (!figures) return { ...plain, failed: "the metric is not defined" };
    const [drop, after] = estimateSums(
      figures,
      [
        [
          [0, better],
          [1, -better],
        ],
        [[1, 1]],
      ],
      rows,
      options,
    );
    if (!Number.isFinite(drop!.value)) return { ...plain, failed: "the metric is not defined" };
    const ends = drop!.interval?.every(Number.isFinite)
      ? { interval: [...drop!.interval] as [number, number] }
      : {};
    return { ...plain, figure: after!.value, drop: drop!.value, ...ends };
  });
  return Number.isFinite(figure) ? { figure, spoiled: found } : null;
}

/** All at once; where the model cannot bear them all, one by one, with what it says of those that it cannot. */
async function askEach(model: AskedModel, tables: readonly Table[]): Promise<(Answers | string)[]> {
  try {
    return await askAll(model, tables);
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    if (tables.length === 1) return [error.problems[0].found];
  }
  const found: (Answers | string)[] = [];
  for (const table of tables) found.push(...(await askEach(model, [table])));
  return found;
}
