import * as v from "valibot";
import { mean } from "../../core/describe-numbers.ts";
import { jsonFile, readRecord } from "../../records/bundle-files.ts";
import type { Algorithm, FitInput, PredictInput } from "./algorithm.ts";

const FILE = "model/baseline.json";

const Model = v.strictObject({
  format: v.literal(1),
  /** The majority class, or the mean. */
  answer: v.union([v.string(), v.number()]),
  /** The share of each class among the training rows: pairs, since a class may have any name, that of a property too. */
  shares: v.array(v.tuple([v.string(), v.number()])),
});

/** The simplest model that there is, to be beaten: always the majority class (ties: the first by name), or the mean. */
export const baseline: Algorithm = {
  name: "baseline",
  revision: 1,
  params: v.strictObject({}),
  paramNames: [],
  async fit({ target, task }: FitInput) {
    if (task === "regression") {
      const answer = mean(target.map(Number));
      return new Map([[FILE, jsonFile({ format: 1, answer, shares: [] })]]);
    }
    const counts = new Map<string, number>();
    for (const name of target.map(String)) counts.set(name, (counts.get(name) ?? 0) + 1);
    const sorted = [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
    const shares = sorted.map(([name, count]) => [name, count / target.length]);
    return new Map([[FILE, jsonFile({ format: 1, answer: sorted[0]![0], shares })]]);
  },
  async predict({ files, matrix, keys, task, classes }: PredictInput) {
    const { answer, shares } = readRecord(Model, files, FILE, "baseline");
    const names = [...(classes ?? [])];
    const known = new Map(shares);
    const row = names.map((name) => known.get(name) ?? 0);
    return {
      keys: [...keys],
      predicted:
        task === "regression" ? matrix.rows.map(() => Number(answer)) : matrix.rows.map(() => String(answer)),
      classes: task === "regression" ? null : names,
      probabilities: task === "regression" ? null : matrix.rows.map(() => [...row]),
    };
  },
};
