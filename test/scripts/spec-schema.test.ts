import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { path, schemaOf, schemaText } from "../../scripts/spec-schema.js";
import { Spec } from "../../src/records/spec.ts";
import { typeColumns } from "../../src/stages/data/type-columns.ts";
import { proposeSpec } from "../../src/stages/problem/propose-spec.ts";
import { readSpec } from "../../src/stages/problem/read-spec.ts";
import { rawOf } from "../stages/data/tables.ts";
import { but, LEAST, plus, refusal } from "../stages/problem/specs.ts";
import { WRONG_SHAPES } from "../stages/problem/wrong-shapes.ts";

const root = new URL("../../", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), "utf8");
const written = JSON.parse(read(path));
const validate = new Ajv({ strict: true, allErrors: true }).compile(written);

describe("the JSON Schema of trunkline.yaml", () => {
  it("is what the definitions give, as draft 7", () => {
    expect(schemaOf(Spec)).toEqual(written);
    expect(written.$schema).toBe("http://json-schema.org/draft-07/schema#");
  });

  it("is written as it is formatted, so that a check of the one is a check of the other", async () => {
    expect(await schemaText()).toBe(read(path));
  });

  it("says of every key what it is for", () => {
    const silent: string[] = [];
    const walk = (schema: Record<string, unknown>, at: string): void => {
      for (const [key, each] of Object.entries(
        (schema.properties ?? {}) as Record<string, Record<string, unknown>>,
      )) {
        if (typeof each.description !== "string") silent.push(`${at}.${key}`);
        walk(each, `${at}.${key}`);
      }
      const below = [schema.items, schema.additionalProperties, ...((schema.anyOf as unknown[]) ?? [])];
      for (const each of below)
        if (each && typeof each === "object") walk(each as Record<string, unknown>, at);
    };
    walk(written, "");
    expect(silent).toEqual([]);
  });
});

describe("what the parser takes, the schema takes", () => {
  const cases: [string, string][] = [
    ["the least", LEAST],
    ["the example", read("examples/iris/trunkline.yaml")],
    [
      "a command",
      but("algorithm: knn", "command: python train.py\n  code: [train.py, 'src/**']\n  timeout: 60"),
    ],
    [
      "features of every kind",
      plus("features: { a: x * 2, b: false, '*': { missing: 0, scale: none }, c: { encode: ordinal } }"),
    ],
    ["params of every kind", plus("  params: { a: 1, b: x, c: true, d: null, e: [1, x, false] }")],
    ["a model in a folder", but("iris\n", "models/a:iris-2\n")],
    [
      "every key",
      plus(
        "evaluate: { confidence: 0.9, resamples: 1, champion: a/b }",
        "registry: { store: git }",
        "deploy: { a/b: { target: directory, path: /srv, keep: 1 } }",
      ),
    ],
  ];
  beforeAll(async () => {
    const lines = Array.from({ length: 40 }, (_, row) => `${row},${row / 7},k,${row % 2 ? "yes" : "no"}`);
    const raw = await rawOf(`id,a: b,constant,t\n${lines.join("\n")}\n`);
    const { table } = typeColumns(raw, {});
    const input = { model: "iris", source: "data.csv", raw, table };
    cases.push(["a proposed classification", proposeSpec({ ...input, target: "t" }).text]);
    cases.push(["a proposed regression", proposeSpec({ ...input, target: "a: b" }).text]);
  });

  it("all of them", async () => {
    expect(cases).toHaveLength(9);
    for (const [name, text] of cases) {
      await readSpec(text, name);
      expect(validate(parse(text)), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
    }
  });
});

describe("what the parser refuses for its shape, the schema refuses", () => {
  it.each(WRONG_SHAPES)("%s", async (_, text) => {
    await refusal(text);
    expect(validate(parse(text))).toBe(false);
  });
});
