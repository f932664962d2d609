import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TrunklineError } from "../../../src/core/errors.ts";
import { readSpec } from "../../../src/stages/problem/read-spec.ts";
import { mutations } from "../../support/mutate.ts";

const iris = readFileSync(new URL("../../../examples/iris/trunkline.yaml", import.meta.url), "utf8");
const other = `model: a
problem: { task: regression, target: y }
data:
  sources: [a.csv, "b/*.csv"]
  rules: ["a < b", { rule: a > 1, when: b == 2, mostly: 0.9 }]
  unique: [[a, b]]
features: { c: a * b, d: { scale: minmax }, "*": false }
train:
  command: make train
  code: [Makefile]
`;

test("4,000 spoiled specs: a spec or problems with places, never a crash, and none takes long", {
  timeout: 120_000,
}, async () => {
  const next = mutations([iris, other], 11);
  let slowest = 0;
  let [read, refused] = [0, 0];
  for (let index = 0; index < 4000; index++) {
    const bytes = next();
    const begun = performance.now();
    try {
      await readSpec(bytes, "trunkline.yaml");
      read += 1;
    } catch (error) {
      if (!(error instanceof TrunklineError))
        throw new Error(JSON.stringify(bytes.toString()), { cause: error });
      refused += 1;
      for (const { where, found } of error.problems) {
        expect(where?.file).toBe("trunkline.yaml");
        expect(found).not.toMatch(/undefined|\[object/);
      }
    }
    slowest = Math.max(slowest, performance.now() - begun);
  }
  expect(slowest).toBeLessThan(5000);
  // Both ways are tried: mutations in comments leave a spec.
  expect(Math.min(read, refused)).toBeGreaterThan(40);
});
