import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeFiles } from "../../src/adapters/files.ts";
import { fileMetrics, fileMetricsJson } from "../../src/pipeline/metrics.ts";

interface Case {
  readonly name: string;
  readonly task: "regression" | null;
  readonly csv: string;
  readonly expected: Readonly<Record<string, number | number[][] | null>>;
}

// scikit-learn 1.9.1 and NumPy 2.4.6, by reference/metrics.py.
const reference = new URL("../stages/evaluation/reference/metrics.json", import.meta.url);
const { cases } = JSON.parse(await readFile(reference, "utf8")) as { cases: Case[] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "metrics-"));
});
afterAll(() => rm(folder, { recursive: true }));

const NOTHING = { resamples: 0, confidence: 0.95, seed: 1 };

async function measured(csv: string, options: object = {}) {
  const path = join(folder, "predictions.csv");
  await writeFile(path, csv);
  const found = await fileMetrics(nodeFiles(), { name: "predictions.csv", path }, { ...NOTHING, ...options });
  return fileMetricsJson(found) as Readonly<Record<string, unknown>>;
}

describe("every metric is scikit-learn's", () => {
  test.each(cases)("$name", async ({ csv, expected, task }) => {
    const found = await measured(csv, task ? { task } : {});
    for (const [name, value] of Object.entries(expected)) {
      if (typeof value === "number") {
        const figure = found[name] as number;
        expect(Math.abs(figure - value), `${name}: ${figure}, not ${value}`).toBeLessThanOrEqual(
          1e-9 * Math.max(1, Math.abs(value)),
        );
      } else expect(found[name], name).toEqual(value);
    }
  });
});
