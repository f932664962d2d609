import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as core from "../../src/adapters/actions-core.ts";
import { workflowConsole } from "../../src/adapters/workflow-console.ts";
import { HOSTILE } from "../reports/hostile.ts";

/** What the runner would read: the lines of the step's standard output. */
let written: string;
beforeEach(() => {
  written = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** As the runner finds commands: two colons at a line's start, white space aside, or the older form anywhere in it. */
function commands(): string[] {
  return written
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trimStart().startsWith("::") || line.includes("##["));
}

describe.each(HOSTILE)("the text %j", (text) => {
  const problem = { code: text, found: text, where: { file: text, line: 2 }, expected: text, next: text };

  it("is no command when it is said", () => {
    workflowConsole(core).say(text);
    workflowConsole(core).say(`Checking ${text}`);
    expect(commands()).toEqual([]);
  });

  it("is one annotation each for nine problems, and none for the others but their count", () => {
    const console = workflowConsole(core);
    for (let count = 0; count < 12; count++) console.annotate("error", problem);
    console.flush();
    const found = commands();
    expect(found).toHaveLength(10);
    for (const line of found.slice(0, 9)) expect(line).toMatch(/^::error [^\n]*line=2::Found: /);
    expect(found[9]).toMatch(/^::error::3 more like these/);
  });
});
