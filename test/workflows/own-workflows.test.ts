import { readdirSync, readFileSync } from "node:fs";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const folder = new URL("../../.github/workflows/", import.meta.url);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

describe.each(readdirSync(folder))("the workflow %s", (name) => {
  const content = readFileSync(new URL(name, folder), "utf8");
  const workflow = parse(content);
  const jobs: { permissions?: unknown; "timeout-minutes"?: number; steps: Step[] }[] = Object.values(
    workflow.jobs,
  );
  const steps = jobs.flatMap((job) => job.steps);

  it("is one that GitHub accepts", async () => {
    const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    const template = await convertWorkflowTemplate(context, value!);
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    expect((template.errors ?? []).map(({ Message }) => Message)).toEqual([]);
  });

  it("grants nothing to all, and each job its own", () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs)
      expect(job).toMatchObject({ permissions: expect.any(Object), "timeout-minutes": expect.any(Number) });
  });

  it("pins what others wrote by commit, with the version beside it", () => {
    const lines = content.split("\n").filter((line) => /\buses:/.test(line) && !/\buses: \.\//.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("leaves no credentials behind, and puts no expression into a script", () => {
    for (const { uses, run, with: given } of steps) {
      if (uses?.startsWith("actions/checkout@"))
        expect(given).toMatchObject({ "persist-credentials": false });
      expect(run ?? "").not.toContain("${{");
    }
  });
});
