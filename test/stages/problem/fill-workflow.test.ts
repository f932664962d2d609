import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fillWorkflow } from "../../../src/stages/problem/fill-workflow.ts";

const blanks = {
  spec: "trunkline.yaml",
  branch: "main",
  stage: "production",
  several: false,
  model: "team/iris",
  repository: "flora/trunkline",
  commit: "0123456789abcdef0123456789abcdef01234567",
  version: "1.2.3",
};

describe("a workflow's template", () => {
  it("is filled", () => {
    const text =
      "on: [{{branch}}]\nuses: {{action:train}}\ngroup: release-{{concurrency}}\nstage: {{stage}}\nspec: {{spec}}\n";
    expect(fillWorkflow(text, blanks)).toBe(
      'on: ["main"]\nuses: flora/trunkline/actions/train@0123456789abcdef0123456789abcdef01234567 # v1.2.3\n' +
        'group: release-team-iris\nstage: "production"\nspec: "trunkline.yaml"\n',
    );
  });

  it("leaves GitHub's own expressions and what it does not know", () => {
    const text =
      ["a: $", "b: $", "c: "].map((key) => `${key}{{ github.ref }}\n${key}{{branches}}\n`).join("") +
      "e: $".concat("{{branch}}");
    expect(fillWorkflow(text, blanks)).toBe(text);
  });

  it.each(['a"b', "a: b # c", "- a\nrun: evil", "{{stage}}", "$& $1 $`", "\u2028", "'", "\\"])(
    "lets the value %j say no more than itself",
    (value) => {
      const filled = fillWorkflow("branches: [{{branch}}]\nwith:\n  spec: {{spec}}\n", {
        ...blanks,
        branch: value,
        spec: value,
      });
      expect(parse(filled)).toEqual({ branches: [value], with: { spec: value } });
    },
  );

  it("gives a model of a folder a name that a concurrency group can bear", () => {
    expect(fillWorkflow("{{concurrency}}", { ...blanks, model: "models/a:iris_2" })).toBe("models-a-iris_2");
  });
});
