import { describe, expect, it } from "vitest";
import type { OwnMetricRule } from "../../../src/records/spec-own-metrics.ts";
import { ownMetrics } from "../../../src/stages/evaluation/own-metrics.ts";

const files = (texts: Readonly<Record<string, string | Uint8Array>>) =>
  new Map(
    Object.entries(texts).map(([path, text]) => [
      `model/${path}`,
      typeof text === "string" ? new TextEncoder().encode(text) : text,
    ]),
  );
const rule = (name: string, changes: Partial<OwnMetricRule> = {}): OwnMetricRule => ({
  name,
  direction: "higher",
  file: "metrics.json",
  ...changes,
});
const read = (name: string, texts: Readonly<Record<string, string | Uint8Array>>, file = "metrics.json") =>
  ownMetrics([rule(name, { file })], files(texts), null)[0]!;

describe("a figure of the command's own", () => {
  it("is read beside both models", () => {
    const [found] = ownMetrics(
      [rule("profit", { min: 1 })],
      files({ "metrics.json": '{"profit": 12.5}' }),
      files({ "metrics.json": '{"profit": -3e2}' }),
    );
    expect(found).toEqual({
      name: "profit",
      direction: "higher",
      challenger: 12.5,
      champion: -300,
      gated: true,
    });
  });

  it.each([
    ["flat JSON", "auc", { "metrics.json": '{"auc": 0.5}' }, "metrics.json"],
    [
      "DVC's nested layout",
      "test.auc",
      { "metrics.json": '{"train": {"auc": 0.9}, "test": {"auc": 0.5}}' },
      "metrics.json",
    ],
    [
      "DVCLive's folder",
      "test.auc",
      { "dvclive/metrics.json": '{"test": {"auc": 0.5}}' },
      "dvclive/metrics.json",
    ],
    ["a path from here", "auc", { "metrics.json": '{"auc": 0.5}' }, "./metrics.json"],
    ["a list of folds", "folds.1", { "metrics.json": '{"folds": [0.4, 0.5]}' }, "metrics.json"],
    [
      "MLflow's file store, of which the last step counts",
      "auc",
      {
        "mlruns/0/1a2b/metrics/auc": "1700000000000 0.4 0\n1700000001000 0.5 1\n",
        "mlruns/0/1a2b/metrics/loss": "1 9 0\n",
      },
      "mlruns",
    ],
    [
      "MLflow's, a name with a slash",
      "val/auc",
      { "mlruns/0/1a/metrics/val/auc": "1700000000000 0.5\r\n" },
      "mlruns/",
    ],
  ])("in %s", (_, name, texts, file) => {
    expect(read(name, texts, file)).toMatchObject({ challenger: 0.5, champion: null });
  });

  it.each([
    ["no file", "auc", {}, "metrics.json", "the command left no metrics.json"],
    [
      "another name",
      "auc",
      { "metrics.json": '{"acu": 1}' },
      "metrics.json",
      /no number "auc" \(did you mean "acu"\?\)/,
    ],
    [
      "no number",
      "auc",
      { "metrics.json": '{"auc": "0.5", "b": true}' },
      "metrics.json",
      /it has none at all/,
    ],
    [
      "what Python writes for NaN",
      "auc",
      { "metrics.json": '{"auc": NaN}' },
      "metrics.json",
      "metrics.json is no JSON in UTF-8",
    ],
    ["a number beyond the largest", "auc", { "metrics.json": '{"auc": 1e999}' }, "metrics.json", /no number/],
    [
      "bytes that are no text",
      "auc",
      { "metrics.json": Uint8Array.of(0xff, 0xfe) },
      "metrics.json",
      /no JSON in UTF-8/,
    ],
    [
      "a name of every object's",
      "constructor",
      { "metrics.json": "{}" },
      "metrics.json",
      /it has none at all/,
    ],
    [
      "keys nested beyond all reason",
      "a",
      { "metrics.json": `${'{"a":'.repeat(3000)}1${"}".repeat(3000)}` },
      "metrics.json",
      /no number/,
    ],
    [
      "two runs",
      "auc",
      { "mlruns/0/a/metrics/auc": "1 1 0", "mlruns/0/b/metrics/auc": "1 2 0" },
      "mlruns",
      /of 2 runs/,
    ],
    ["a run that says NaN", "auc", { "mlruns/0/a/metrics/auc": "1 nan 0" }, "mlruns", /no finite number/],
    ["an empty run", "auc", { "mlruns/0/a/metrics/auc": "" }, "mlruns", /no finite number/],
  ])("is missing, with the reason, where there is %s", (_, name, texts, file, problem) => {
    const found = read(name, texts as Record<string, string>, file);
    expect(found.challenger).toBeNull();
    expect(found.problem).toMatch(problem);
  });
});
