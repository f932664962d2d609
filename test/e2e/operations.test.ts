import { afterEach, beforeEach, expect, test } from "vitest";
import type { Operations } from "../../src/records/operations.ts";
import { changeK, Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.close());

interface Run {
  readonly training: { readonly bundle: string };
  readonly operations: Operations | null;
}
const figure = ({ operations }: Run, name: string) =>
  operations!.figures.find((each) => each.figure === name)!;

test("what a model costs is measured beside the champion, may be limited, and changes no digest", () => {
  bench.round();
  bench.edit("trunkline.yaml", changeK(7));
  bench.commit("Ask seven neighbours");
  const first = bench.trunkline<Run>("run");
  for (const name of [
    "latency_p50_ms",
    "latency_p95_ms",
    "latency_p99_ms",
    "rows_per_second",
    "bundle_megabytes",
  ]) {
    expect(figure(first, name).challenger).toBeGreaterThan(0);
    expect(figure(first, name).champion).toBeGreaterThan(0);
  }
  expect(figure(first, "training_seconds").challenger).toBeGreaterThan(0);
  expect(figure(first, "training_megabytes").challenger).toBeGreaterThan(10);
  expect(figure(first, "training_watt_hours").champion).toBeNull();
  const again = bench.trunkline<Run>("run");
  expect(again.training.bundle).toBe(first.training.bundle);
  // The candidate was trained before: what that took is not known here.
  expect(again.operations!.figures.map((each) => each.figure)).not.toContain("training_seconds");
  bench.edit(
    "trunkline.yaml",
    (text) =>
      `${text}gate: { limits: [{ figure: bundle_megabytes, max: 0.001 }, { figure: latency_p95_ms, max: 60000 }] }\n`,
  );
  const { exit, out } = bench.try("run");
  expect(exit).toBe(1);
  expect(out).toMatch(/✖ bundle_megabytes is 0\.\d+, at most 0\.001 is asked for/);
  expect(out).toMatch(/✔ latency_p95_ms is [\d.]+, at most 60000 is asked for/);
  expect(out).toMatch(/^Costs {3}bundle, MB/m);
});
