import { expect, test } from "vitest";
import { mcnemarExact } from "../../../src/core/statistics/mcnemar.ts";

// statsmodels 0.15.0: mcnemar([[0, b], [c, 0]], exact=True).pvalue.
test.each([
  [0, 0, 1],
  [1, 0, 1],
  [0, 7, 0.015625],
  [3, 9, 0.14599609375],
  [8, 9, 1],
  [25, 75, 5.636282034205402e-7],
  [120, 100, 0.2000922290282712],
  [5000, 5200, 0.04878796312682234],
  [250_000, 250_500, 0.48059871893857314],
  [200, 900, 1.8980378243249313e-106],
])("only one right on %d rows, only the other on %d", (left, right, p) => {
  for (const found of [mcnemarExact(left, right), mcnemarExact(right, left)])
    expect(Math.abs(found - p)).toBeLessThanOrEqual(1e-12 * p);
});
