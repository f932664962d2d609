import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Evaluation, Gate } from "../../src/records/evaluation.ts";
import { ROOT, Workbench } from "./workbench.ts";

interface Run {
  readonly passed: boolean;
  readonly evaluation: Evaluation;
  readonly gate: Gate;
}

let bench: Workbench;
beforeAll(() => {
  bench = new Workbench(undefined, "penguins");
  bench.round();
});
afterAll(() => bench?.close());

const sources =
  (...names: string[]) =>
  (text: string) =>
    text.replace(/sources: \[.*\]/, `sources: [${names.map((name) => `data/${name}.csv`).join(", ")}]`);
const slice = ({ evaluation }: Run, name: string) =>
  evaluation.slices!.declared.find((each) => each.name === name)!;

describe("a commit that adds the males of two seasons", () => {
  let run: Run;
  let said: ReturnType<Workbench["try"]>;
  beforeAll(() => {
    bench.git("switch", "--quiet", "--create", "males");
    bench.edit("trunkline.yaml", sources("2007", "later-males"));
    bench.commit("Learn from two more seasons of males");
    said = bench.try("run", "--quiet");
    run = JSON.parse(bench.try("run", "--json", "--quiet").out) as Run;
  });

  test("improves the total, and the females lose", () => {
    expect(run.evaluation.verdict).toBe("improved");
    expect(slice(run, "sex = male").compared!.verdict).toBe("improved");
    const { compared } = slice(run, "sex = female");
    expect(compared).toMatchObject({ verdict: "regressed", tolerance: 20 });
    expect(compared!.challenger).toBeGreaterThan(compared!.champion + 100);
  });

  test("is stopped by the gate, for that and nothing else", () => {
    expect([said.exit, run.passed, run.gate.passed]).toEqual([1, false, false]);
    const failed = run.gate.reasons.filter(({ passed }) => !passed);
    expect(failed.map(({ rule }) => rule)).toEqual(["slice"]);
    expect(failed[0]!.text).toMatch(/^in the slice sex = female \(20 rows\) mae is worse than v1\.0\.0's/);
  });

  test("says so in the first paragraph of the terminal, the comment and the page", () => {
    const sentence = /Worse in 1 of 2 slices: sex = female \(mae 317\.3 → 443\.3 on 20 rows\)\./;
    const [first] = said.out.split("\n\n");
    expect(first).toMatch(/^✖ penguins: improved, must not merge\n/);
    expect(first!.replaceAll("\n", " ")).toMatch(sentence);
    const [, title, , paragraph] = bench.try("report", "--quiet").out.split("\n");
    expect(title).toBe("### ❌ penguins: improved, must not merge");
    expect(paragraph).toMatch(sentence);
    bench.try("report", "--quiet", "--html", "report.html");
    const page = readFileSync(join(bench.work, "report.html"), "utf8");
    expect(page.slice(page.indexOf('class="banner'), page.indexOf("<nav"))).toMatch(sentence);
  });

  test("judges by the sex, which the model never sees, and tells how far the groups are apart", () => {
    const [attribute] = run.evaluation.fairness!.attributes;
    expect(attribute!.attribute).toBe("sex");
    expect(attribute!.measures.map(({ measure, held }) => [measure, held])).toEqual([
      ["mae_difference", "within"],
      ["mean_error_difference", undefined],
    ]);
    const manifest = JSON.parse(readFileSync(join(bench.work, "deployed/current/manifest.json"), "utf8"));
    const names = manifest.signature.inputs.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["bill_depth_mm", "bill_length_mm"]);
  });

  test("names no value that a few rows have", () => {
    expect(run.evaluation.slices!.unnamed).toEqual([{ column: "sex", values: 1, rows: 3 }]);
    expect(said.out).toContain("1 value of sex in 3 rows is not named or judged");
  });

  test("has the figures that the example's own words name", () => {
    const words = readFileSync(join(ROOT, "examples", "penguins", "README.md"), "utf8").replace(/\s+/g, " ");
    const mae = run.evaluation.metrics.find(({ metric }) => metric === "mae")!.compared!;
    for (const { champion, challenger } of [mae, slice(run, "sex = female").compared!])
      expect(words).toContain(`from ${champion.toFixed(0)} g to ${challenger.toFixed(0)} g`);
  });

  test("cannot be registered", () => {
    const { exit, err, out } = bench.try("register");
    expect(exit, out).toBe(1);
    expect(err).toContain("sex = female");
  });
});

describe("with all others of these seasons, too", () => {
  test("nobody loses, and the change may merge", () => {
    bench.edit("trunkline.yaml", sources("2007", "later-males", "later-others"));
    bench.commit("Learn from everybody");
    const run = bench.trunkline<Run>("run");
    expect([run.passed, run.evaluation.verdict]).toEqual([true, "improved"]);
    const verdicts = run.evaluation.slices!.declared.map(({ name, small, compared }) => [
      name,
      small ? "too small" : compared!.verdict,
    ]);
    expect(verdicts).toEqual([
      ["sex = female", "inconclusive"],
      ["sex = male", "improved"],
      ["sex is missing", "too small"],
    ]);
    expect(slice(run, "sex is missing").rows_to_settle).toBeGreaterThan(100);
    expect(bench.trunkline("register", "--push")).toMatchObject({ version: "v1.0.1" });
  });

  test("two versions are compared slice by slice", () => {
    const { out } = bench.try("compare", "v1.0.0", "v1.0.1", "--quiet");
    expect(out).toContain("none of 3 slices is worse; 1 is too small to judge.");
    expect(out).toMatch(/^Fairness {2}by sex$/m);
  });
});

describe("what the spec names and the data do not have is told before anything is trained", () => {
  test.each([
    ["column: sxe", /evaluate\.slices\[0\]: no column "sxe"[\s\S]*perhaps "sex"/],
    ["where: sex ==", /evaluate\.slices\[0\]/],
    ["where: mean(year) > 2007", /evaluate\.slices\[0\][\s\S]*other rows/],
  ])("%s", (rule, words) => {
    const before = readFileSync(join(bench.work, "trunkline.yaml"), "utf8");
    bench.edit("trunkline.yaml", (text) => text.replace("column: sex", rule).replace("k: 15", "k: 3"));
    const { exit, err } = bench.try("run");
    bench.edit("trunkline.yaml", () => before);
    expect(exit).toBe(2);
    expect(err).toMatch(words);
    expect(err).not.toContain("Training");
  });

  test("an attribute, and a class that is good for nobody", () => {
    const before = readFileSync(join(bench.work, "trunkline.yaml"), "utf8");
    bench.edit("trunkline.yaml", (text) => text.replace("attributes: [sex]", "attributes: [gender]"));
    expect(bench.try("validate").err).toMatch(/evaluate\.fairness\.attributes: no column "gender"/);
    bench.edit("trunkline.yaml", () =>
      before
        .replace("task: regression", "task: classification")
        .replace("target: body_mass_g", "target: species")
        .replace("{ metric: mae, regression: 10 }", "{ metric: f1_macro }")
        .replace("species: false", "body_mass_g: false")
        .replace(/bounds: .*/, ""),
    );
    expect(bench.try("validate").err).toMatch(
      /with more than two classes[\s\S]*"Adelie", "Chinstrap", "Gentoo"/,
    );
    bench.edit("trunkline.yaml", () => before);
  });
});
