import { expect, test } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import { once } from "../../../../src/core/statistics/resample.ts";
import type { OtherPredictions } from "../../../../src/records/predictions.ts";
import { familiesOf } from "../../../../src/stages/evaluation/families/families-of.ts";
import { pickOther } from "../../../../src/stages/evaluation/pick-other-rows.ts";

const random = seededRandom(7);
const ROWS = 40;
const keys = Array.from({ length: ROWS }, (_, row) => String(row));
const codes = (most: number) => Int32Array.from(keys, () => random.below(most));
const numbers = () => Float64Array.from(keys, () => random.next());

const samples: readonly (readonly [string, OtherPredictions, readonly string[]])[] = [
  ["anomalies", { task: "anomaly", keys, truth: codes(2), scores: numbers(), positive: "1" }, []],
  [
    "anomalies with ties",
    {
      task: "anomaly",
      keys,
      truth: codes(2),
      scores: numbers().map((score) => Math.round(5 * score)),
      positive: "1",
    },
    [],
  ],
  [
    "clusters",
    {
      task: "clustering",
      keys,
      clusterNames: ["a", "b", "c"],
      clusters: codes(3),
      truth: { names: ["x", "y"], of: codes(2) },
      features: [
        { name: "u", values: numbers() },
        { name: "v", values: numbers() },
      ],
    },
    // A silhouette is taken among all rows; a mean distance is moved to first order.
    ["silhouette", "davies_bouldin"],
  ],
];

test.each(samples)("a resample of %s is a file with its rows as often", (_, predictions) => {
  const drawn = Array.from({ length: ROWS }, () => random.below(ROWS));
  const weights = new Uint16Array(ROWS);
  for (const row of drawn) weights[row]! += 1;
  const whole = familiesOf(predictions, { k: 6 });
  const written = familiesOf(pickOther(predictions, drawn), { k: 6 });
  for (const [at, family] of whole.entries()) {
    if (family.names.includes("silhouette")) continue;
    const expected = written[at]!.score(once(ROWS));
    family.score(weights).forEach((value, index) => {
      expect(value, family.names[index]).toBeCloseTo(expected[index]!, 10);
    });
  }
});

test.each(samples)("leaving out a row of %s is a file without it", (_, predictions, roughly) => {
  const left = keys.map((_key, gone) =>
    familiesOf(
      pickOther(
        predictions,
        [...keys.keys()].filter((row) => row !== gone),
      ),
      { k: 6 },
    ),
  );
  for (const [at, family] of familiesOf(predictions, { k: 6 }).entries())
    for (const [index, name] of family.names.entries()) {
      if (name === "silhouette") continue;
      const found = family.leaveOneOut(name);
      const expected = left.map((each) => each[at]!.score(once(ROWS - 1))[index]!);
      const most = roughly.includes(name) ? 0.01 * Math.abs(expected[0]!) : 1e-9;
      for (const row of keys.keys())
        expect(Math.abs(found[row]! - expected[row]!), `${name} ${row}`).toBeLessThan(most);
    }
});
