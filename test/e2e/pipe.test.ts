import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PERSON, ROOT } from "./workbench.ts";

test("who reads may stop reading", () => {
  const file = join(ROOT, "examples", "iris", "data", "iris.csv");
  const line = `"${process.execPath}" "${ROOT}/dist/cli.js" profile "${file}" --json | head -c 1`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { encoding: "utf8", env: PERSON });
  expect([status, stdout, stderr]).toEqual([0, "{", ""]);
});
