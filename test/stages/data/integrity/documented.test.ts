import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, test } from "vitest";
import { Checks } from "../../../../src/records/spec-checks.ts";
import { Expectation } from "../../../../src/records/spec-data.ts";

const page = readFileSync(new URL("../../../../docs/data.md", import.meta.url), "utf8");

test("the page names each check with its default severity, and says when each speaks", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| .+ \| (error|warning|off) \|$/gm)];
  expect(Object.fromEntries(rows.map(([, name, severity]) => [name, severity]))).toEqual(v.parse(Checks, {}));
  for (const name of Object.keys(Checks.entries)) expect(page).toContain(`**\`${name}\`.**`);
});

test("the page names each rule of an expectation", () => {
  for (const rule of Object.keys(Expectation.entries)) expect(page).toMatch(new RegExp(`\`${rule}[\`:]`));
});
