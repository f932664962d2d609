import { afterEach, beforeEach, expect, it } from "vitest";
import { Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.close());

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** Asks for more than the model has, and waives that from one day to another. */
function write(since: number, until: number): void {
  bench.edit("trunkline.yaml", (text) => {
    const [before] = text.replace("min: 0.55", "min: 0.99").split("\ngate:");
    return `${before!.trimEnd()}

gate:
  waivers:
    - rule: minimum of f1_macro
      reason: Petals are measured from March on.
      approved_by: "@flora"
      since: ${inDays(since)}
      until: ${inDays(until)}
`;
  });
}

it("lets a version pass for a time, and the registry keeps by whose leave", () => {
  write(-40, -10);
  bench.commit("Ask for more than there is");
  const refused = bench.try("register", "--push");
  expect(refused.exit).toBe(1);
  expect(refused.err).toContain(`its waiver ended on ${inDays(-10)}`);
  expect(bench.remoteTags()).toEqual([]);
  write(-1, 30);
  bench.commit("Renew the waiver");
  const run = bench.try("run");
  expect(run.exit).toBe(0);
  expect(run.out).toMatch(/^ {2}⚠ waived: f1_macro is 0\.\d+, at least 0\.99 is asked for/m);
  expect(run.out.replace(/\s+/g, " ")).toContain(
    `The gate passes only by a waiver: minimum of f1_macro (until ${inDays(30)}).`,
  );
  const { gate } = bench.trunkline<{ gate: { passed: boolean; reasons: object[]; waivers: object[] } }>(
    "run",
  );
  expect(gate.passed).toBe(true);
  expect(gate.reasons[0]).toMatchObject({ passed: false, waived: { approved_by: "@flora" } });
  expect(gate.waivers).toMatchObject([{ state: "used" }]);
  expect(bench.trunkline("register", "--push")).toMatchObject({ version: "v1.0.0" });
  const waived = `minimum of f1_macro, ${inDays(-1)} to ${inDays(30)}, approved by @flora: Petals are measured from March on.`;
  expect(bench.git("tag", "-n99", "--list", "iris@v1.0.0")).toContain(`Waived: ${waived}`);
  expect(bench.trunkline("registry", "show")).toMatchObject([{ versions: [{ waived: [waived] }] }]);
  expect(bench.try("registry", "show").out.replace(/\s+/g, " ")).toContain(`iris v1.0.0 waived ${waived}`);
});
