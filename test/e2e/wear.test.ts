import { afterEach, beforeEach, expect, it } from "vitest";
import { changeK, Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.close());

interface Run {
  readonly passed: boolean;
  readonly gate: {
    readonly wear: { readonly decisions: number };
    readonly reasons: { rule: string; passed: boolean }[];
  };
}
const decisions = () => bench.trunkline<Run>("run").gate.wear.decisions;

it("counts how often the same rows have decided, in every clone, until the rows change", () => {
  bench.round();
  expect(decisions()).toBe(1);
  bench.edit("trunkline.yaml", changeK(7));
  bench.commit("Ask seven neighbours");
  expect(decisions()).toBe(2);
  // The same model again tells nothing new.
  expect(decisions()).toBe(2);
  expect(bench.try("run").out).toMatch(/These holdout rows have decided 2 times since they last changed/);
  bench.trunkline("register", "--push");
  expect(bench.git("tag", "-n99", "--list", "iris@v1.1.0")).toContain("Decisions: 2");
  bench.git("push", "--quiet");
  bench.work = `${bench.folder}/clone`;
  bench.run("git", ["clone", "--quiet", bench.remote, bench.work], bench.folder);
  bench.edit("trunkline.yaml", changeK(9));
  bench.commit("Ask nine neighbours");
  expect(bench.trunkline<Run>("run", "--sync").gate.wear.decisions).toBe(3);
  bench.edit("data/iris.csv", (text) => text.split("\n").toSpliced(5, 40).join("\n"));
  bench.commit("Fewer rows");
  expect(decisions()).toBe(1);
});

it("with the ladder lets only an improvement pass that so many tries do not explain", () => {
  bench.edit("trunkline.yaml", (text) => `${text}gate: { reuse: ladder }\n`);
  bench.commit("Climb fairly");
  bench.round();
  bench.edit("trunkline.yaml", changeK(7));
  bench.commit("Ask seven neighbours");
  const { exit, out } = bench.try("run", "--json", "--quiet");
  expect(exit).toBe(1);
  expect((JSON.parse(out) as Run).gate.reasons.at(-1)).toMatchObject({ rule: "reuse", passed: false });
  expect(bench.try("register", "--push").err).toMatch(
    /no more than chance explains where the same rows have decided 2 times/,
  );
  bench.edit("trunkline.yaml", (text) =>
    text.replace(/ {2}petal_(length|width): false\n/g, "").replace("features:\n", ""),
  );
  bench.commit("Measure petals, too");
  expect(bench.trunkline<Run>("run")).toMatchObject({ passed: true, gate: { wear: { decisions: 3 } } });
});
