import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/stages/problem/explain.ts";
import { readSpec } from "../../../src/stages/problem/read-spec.ts";
import { but, LEAST, plus } from "./specs.ts";

const iris = readFileSync(new URL("../../../examples/iris/trunkline.yaml", import.meta.url), "utf8");

const explained = async (text: string) => explain(await readSpec(text, "trunkline.yaml"), text);

describe("a spec explained", () => {
  it.each([
    ["the least one", LEAST],
    ["the example", iris],
    [
      "one with a command",
      but(
        "algorithm: knn",
        'command: "python train.py --name \'x: y\' # no comment"\n  code: ["*.py"]\n  predict: make',
      ),
    ],
    [
      "names that YAML would take for something else",
      plus(
        "features:",
        ...[
          "yes",
          "~",
          "1",
          "1.50",
          "- a",
          "a: b",
          "#a",
          "*",
          "&a",
          "!a",
          "%a",
          " a ",
          "\\n",
          "null",
          "<<",
          "\\u2028",
        ].map((name) => `  "${name}": false`),
        "  long: >-",
        `    ${"a + ".repeat(100)}b`,
      ),
    ],
  ])("means the same as the file: %s", async (_, text) => {
    const spec = await readSpec(text, "trunkline.yaml");
    const again = await explained(text);
    expect(await readSpec(again, "explained.yaml")).toEqual(spec);
    // What is written out in full has no defaults left.
    expect(await explained(again)).not.toContain("default");
  });

  it("marks what the file leaves to its default, and nothing else", async () => {
    const text = but("[data/iris.csv]", "[data/iris.csv]\n  split: { test: 0.2 }").replace(
      "knn",
      "knn\n  seed: 0",
    );
    const marked = (await explained(text))
      .split("\n")
      .filter((line, index, all) => /# default$/.test(line) || /# default:$/.test(all[index - 1] ?? ""));
    expect(marked.map((line) => line.trim().split(":")[0])).toEqual([
      "success",
      "missing",
      "expect",
      "unique",
      "dependencies",
      "rules",
      "checks",
      "validation",
      "seed",
      "features",
      "params",
      "evaluate",
      "gate",
      "registry",
      "deploy",
      "drift",
    ]);
  });

  it("marks nothing of a column that has a number for its name, or of a value that is named again", async () => {
    const text = plus("features:", "  1: &how { scale: minmax }", "  b: *how");
    const section = (await explained(text)).split("\n# ").find((part) => part.includes("features:"))!;
    expect(section).toContain("scale: minmax");
    expect(section).not.toContain("default");
  });

  it("says what each section is for, in the order of the life cycle", async () => {
    const text = await explained(iris);
    const sections = [...text.matchAll(/^# .+\n(?:# default:\n)?([a-z]+):/gm)].map(([, name]) => name);
    expect(sections).toEqual([
      "model",
      "problem",
      "data",
      "features",
      "train",
      "evaluate",
      "gate",
      "registry",
      "deploy",
      "drift",
    ]);
  });
});
