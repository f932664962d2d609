import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { describe as describeAction, withActions } from "../../scripts/write-docs.js";

const text = `# Permissions: \`contents: read\`
name: Train
description: |
  Trains the model.
inputs:
  spec:
    description: Path of the spec | one of
      several.
    default: trunkline.yaml
  token:
    description: A token.
    required: true
  stage:
    description: A stage.
outputs:
  digest:
    description: The bundle's digest.
runs: { using: node24, main: index.js }
`;

it("says what an action takes and gives", () => {
  expect(describeAction("train", text)).toBe(`### \`train\`

Trains the model.

Permissions of the job: \`contents: read\`

| Input | Default | What it is |
| --- | --- | --- |
| \`spec\` | \`trunkline.yaml\` | Path of the spec \\| one of several. |
| \`token\` | *required* | A token. |
| \`stage\` |  | A stage. |

| Output | What it is |
| --- | --- |
| \`digest\` | The bundle's digest. |`);
});

it("leaves out the tables of an action that takes and gives nothing", () => {
  expect(describeAction("a", "description: Does it.")).toBe("### `a`\n\nDoes it.");
});

it("replaces what is between the marks, and settles", () => {
  const once = withActions("a\n<!-- actions:begin -->old<!-- actions:end -->\nb\n", "new");
  expect(once).toBe("a\n<!-- actions:begin -->\n\nnew\n\n<!-- actions:end -->\nb\n");
  expect(withActions(once, "new")).toBe(once);
});

it.each(["", "<!-- actions:begin -->", "<!-- actions:end --><!-- actions:begin -->"])(
  "refuses the marks of %j",
  (readme) => {
    expect(() => withActions(readme, "new")).toThrow("needs the marks");
  },
);

it.each(readdirSync(new URL("../../actions", import.meta.url)))(
  "the action %s runs on Node 24, and says its permissions",
  (name) => {
    const file = readFileSync(new URL(`../../actions/${name}/action.yml`, import.meta.url), "utf8");
    expect(parse(file)).toMatchObject({
      runs: { using: "node24", main: "index.js" },
      name: expect.any(String),
    });
    expect(file).toMatch(/^# Permissions: /m);
  },
);
