import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSpec, specMissing } from "../../../src/stages/problem/read-spec.ts";
import { CONTRADICTIONS } from "./contradictions.ts";
import { brief, but, LEAST, plus, refusal } from "./specs.ts";
import { WRONG_SHAPES } from "./wrong-shapes.ts";
import { WRONG_TEXTS } from "./wrong-texts.ts";

describe("a spec", () => {
  it("gets every default that it leaves out", async () => {
    expect(await readSpec(LEAST, "trunkline.yaml")).toEqual({
      model: "iris",
      problem: { task: "classification", target: "species", success: [] },
      data: {
        sources: ["data/iris.csv"],
        missing: ["", "NA"],
        expect: {},
        unique: [],
        dependencies: [],
        rules: [],
        checks: {
          duplicates: "warning",
          constant: "warning",
          mixed_types: "warning",
          variants: "warning",
          conflicting_labels: "warning",
          outliers: "warning",
          new_categories: "warning",
          overlap: "warning",
          identifier: "warning",
          target_copy: "error",
          target_proxy: "warning",
          time_order: "warning",
          personal_data: "warning",
        },
        split: { validation: 0.2, test: 0.2, seed: 0 },
      },
      features: {},
      train: { algorithm: "knn", params: {}, seed: 0 },
      evaluate: {
        confidence: 0.99,
        resamples: 2000,
        champion: "production",
        explanation: { rows: 200, rounds: 5 },
        robustness: { rows: 500, noise: 0.1, drop: {}, monotonic: {}, invariant: [], breaks: 0 },
      },
      gate: { limits: [], reuse: "count", waivers: [] },
      registry: { store: "git" },
      deploy: {},
      drift: {
        severity: "warning",
        alpha: 0.01,
        share: 0.05,
        ignore: [],
        columns: {},
        classifier: false,
        auc: 0.55,
      },
    });
  });

  it("says the same with a byte order mark, Windows' ends of lines, or as bytes", async () => {
    const plain = await readSpec(LEAST, "trunkline.yaml");
    const written = [
      `\uFEFF${LEAST}`,
      LEAST.replaceAll("\n", "\r\n"),
      new TextEncoder().encode(`\uFEFF${LEAST}`),
    ];
    for (const each of written) expect(await readSpec(each, "trunkline.yaml")).toEqual(plain);
  });

  it("counts columns and lines the same with Windows' ends of lines", async () => {
    const error = await refusal(plus("zebra: 1").replaceAll("\n", "\r\n"));
    expect(brief(error)).toEqual(["spec-unknown-key 9:1"]);
  });

  it("takes YAML 1.2's values: `yes` is text, and names of columns are as written", async () => {
    const text = but(
      "[data/iris.csv]",
      "[a.csv]\n  expect: { yes: { in: [no, 0, true] }, ' x ': {}, 1: {} }",
    );
    const { data } = await readSpec(text, "trunkline.yaml");
    expect(data.expect).toEqual({ yes: { in: ["no", 0, true] }, " x ": {}, "1": {} });
  });

  it("takes a value that is named again", async () => {
    const text = plus("features:", "  a: &how { scale: minmax }", "  b: *how");
    expect((await readSpec(text, "trunkline.yaml")).features).toEqual({
      a: { scale: "minmax" },
      b: { scale: "minmax" },
    });
  });

  it("may train by a command", async () => {
    const text = but("algorithm: knn", "command: python train.py\n  code: [train.py]");
    expect((await readSpec(text, "trunkline.yaml")).train).toEqual({
      command: "python train.py",
      code: ["train.py"],
      params: {},
      seed: 0,
      timeout: 3600,
    });
  });
});

describe.each([
  ["of the wrong shape", WRONG_SHAPES],
  ["that is not the YAML that it should be", WRONG_TEXTS],
  ["that contradicts itself", CONTRADICTIONS],
])("a spec %s", (_, cases) => {
  it.each(cases)("%s", async (_name, text, found, words) => {
    const error = await refusal(text);
    expect(brief(error)).toEqual(found);
    expect(error.exit).toBe(2);
    expect(error.message).toMatch(words);
    expect(error.message).not.toMatch(/\[object Object\]|undefined|NaN\b(?!`)|Invalid (?:type|key)/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey must not get to it
    expect(error.message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
    for (const { where, expected, next } of error.problems)
      expect([where?.file, expected, next]).toEqual([
        "trunkline.yaml",
        expect.any(String),
        expect.any(String),
      ]);
  });
});

it("is judged soon, however many mistakes it has", async () => {
  const wrong = Array.from({ length: 20_000 }, (_, index) => `c${index}: 3`);
  const begin = performance.now();
  const error = await refusal(plus(`features: { ${wrong.join(", ")} }`));
  expect(error.problems).toHaveLength(20_000);
  expect(performance.now() - begin).toBeLessThan(5000);
});

it("says what to do where there is no spec", () => {
  expect(specMissing("a/trunkline.yaml")).toMatchObject({
    exit: 2,
    problems: [{ code: "spec-missing", where: { file: "a/trunkline.yaml" }, next: /trunkline init/ }],
  });
});

it("has a case for every code that the parser of specs knows", () => {
  const folder = new URL("../../../src/stages/problem/", import.meta.url);
  const source = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
  const known = new Set(source.join("\n").match(/(?<=")spec-[a-z-]+(?=")/g));
  const cases = [...WRONG_SHAPES, ...WRONG_TEXTS, ...CONTRADICTIONS];
  const shown = new Set(cases.flatMap(([, , found]) => found.map((each) => each.split(" ")[0])));
  shown.add("spec-missing");
  expect([...known].sort()).toEqual([...shown].sort());
});
