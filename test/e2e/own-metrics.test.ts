import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ROOT, Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
  cpSync(join(ROOT, "test", "support", "centroid"), join(bench.work, "model"), { recursive: true });
});
afterEach(() => bench.close());

/** The command writes this profit beside its model, as DVC's projects do. */
function profit(amount: number): void {
  bench.edit("model/train.mjs", (text) => {
    const [program] = text.split("// profit");
    return `${program}// profit\nwriteFileSync(join(TRUNKLINE_OUTPUT, "metrics.json"), JSON.stringify({ test: { profit: ${amount} } }));\n`;
  });
}

test("what a command says of itself joins the report and the gate, without pretending to an interval", () => {
  bench.edit("trunkline.yaml", (text) =>
    text.replace(
      /train:\n(?: {2}.*\n)+/,
      `train:
  command: node model/train.mjs
  code: [model/**]
evaluate:
  metrics:
    - { name: test.profit, direction: higher, min: 50, regression: 5 }
`,
    ),
  );
  profit(100);
  bench.commit("Train by a command that counts its profit");
  bench.round();
  profit(96);
  bench.commit("Lose a little");
  const within = bench.try("run");
  expect(within.exit).toBe(0);
  expect(within.out.replace(/\s+/g, " ")).toContain(
    "test.profit is −4 against v1.0.0's, within the tolerated 5",
  );
  expect(within.out).toMatch(/^test\.profit ↑ \* +100\.0 +96\.0 +−4\.0$/m);
  expect(within.out.replace(/\s+/g, " ")).toContain("there is no interval and no test");
  profit(90);
  bench.commit("Lose too much");
  const beyond = bench.try("run", "--json", "--quiet");
  expect(beyond.exit).toBe(1);
  expect(JSON.parse(beyond.out)).toMatchObject({
    evaluation: { own_metrics: [{ name: "test.profit", challenger: 90, champion: 100 }] },
  });
  expect(bench.try("report").out).toContain("`test.profit` ↑");
});
