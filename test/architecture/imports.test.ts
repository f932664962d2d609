import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readImports } from "./read-imports.ts";
import { heavyPackages, tooLong, violations } from "./rules.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies);
const texts = new Map(
  readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .map((path) => [path, readFileSync(join(root, "src", path), "utf8")]),
);

const check = (files: Readonly<Record<string, string>>): string[] =>
  violations(new Map(Object.entries(files).map(([path, text]) => [path, readImports(text)])), [
    "valibot",
    "yaml",
  ]);

describe("the architecture", () => {
  it("has no arrow, package or builtin that the table does not allow, and no cycle", () => {
    expect(texts.size).toBeGreaterThan(20);
    expect(
      violations(new Map([...texts].map(([path, text]) => [path, readImports(text)])), packages),
    ).toEqual([]);
  });

  it("has no file over the ceiling", () => {
    expect(tooLong(texts)).toEqual([]);
  });

  it("loads late only what it depends on", () => {
    expect(heavyPackages.filter((name) => name !== "@actions/artifact" && !packages.includes(name))).toEqual(
      [],
    );
  });
});

describe("what the guard refuses", () => {
  const empty = {
    "core/a.ts": "",
    "records/a.ts": "",
    "stages/gate/a.ts": "",
    "adapters/a.ts": "",
    "pipeline/a.ts": "",
  };

  it.each([
    ["core/b.ts", 'import type { A } from "../records/a.ts";', "core may not import records"],
    ["records/b.ts", 'import { a } from "../stages/gate/a.ts";', "records may not import stages"],
    ["stages/data/b.ts", 'import { a } from "../gate/a.ts";', "a sibling stage"],
    ["stages/data/b.ts", 'const a = await import("../gate/a.ts");', "a sibling stage"],
    ["stages/b.ts", "", "is in no stage's folder"],
    ["reports/b.ts", 'import { a } from "../stages/gate/a.ts";', "reports may not import stages"],
    ["ports/b.ts", 'import { a } from "../pipeline/a.ts";', "ports may not import pipeline"],
    ["pipeline/b.ts", 'export * from "../adapters/a.ts";', "pipeline may not import adapters"],
    ["cli/b.ts", 'import { a } from "../stages/gate/a.ts";', "cli may not import stages"],
    ["index.ts", 'import { a } from "./core/a.ts";', "index.ts may not import core"],
    ["helpers/b.ts", "", "in a folder that the table of arrows does not know"],
    ["core/b.ts", 'import { a } from "./missing.ts";', "core/missing.ts, which does not exist"],
    ["core/b.ts", "await import(name);", "something that only running it would tell"],
    ["core/b.ts", 'import { readFileSync } from "node:fs";', "node:fs: not from core"],
    ["pipeline/b.ts", 'import { spawn } from "node:child_process";', "node:child_process: not from pipeline"],
    ["adapters/b.ts", 'import { parse } from "yaml";', "yaml at once"],
    ["adapters/b.ts", 'await import("emulate");', "emulate, which is not among the dependencies"],
    ["cli/demo/b.ts", 'import { e } from "emulate";', "emulate, which is not among the dependencies"],
    ["adapters/b.ts", 'import { parse } from "left-pad";', "left-pad, which is not among the dependencies"],
    ["stages/data/b.ts", "const now = Date.now();", "uses Date.now"],
    ["reports/b.ts", "console.log(1);", "uses console."],
  ])("%s: %s", (file, text, problem) => {
    const found = check({ ...empty, [file]: text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
  });

  it("a cycle, once, one of types too", () => {
    const one = { "core/a.ts": 'import { b } from "./b.ts";', "core/b.ts": 'import { c } from "./c.ts";' };
    expect(check({ ...one, "core/c.ts": 'import { a } from "./a.ts";' })).toEqual([
      "cycle: core/a.ts → core/b.ts → core/c.ts → core/a.ts",
    ]);
    expect(check({ ...one, "core/c.ts": 'import type { A } from "./a.ts";' })).toHaveLength(1);
    expect(check({ ...one, "core/c.ts": 'import type { A } from "./d.ts";', "core/d.ts": "" })).toEqual([]);
  });

  it("a file over the ceiling, by name", () => {
    expect(
      tooLong(
        new Map([
          ["core/a.ts", "a\n".repeat(251)],
          ["core/b.ts", "b\n".repeat(250)],
        ]),
      ),
    ).toEqual(["core/a.ts has 251 lines; the ceiling is 250"]);
  });

  it("and what it allows", () => {
    expect(
      check({
        ...empty,
        "core/b.ts": 'import { createHash } from "node:crypto";\nimport { a } from "./a.ts";',
        "records/b.ts": 'import * as v from "valibot";\nimport { a } from "../core/a.ts";',
        "adapters/b.ts": 'import { readFile } from "node:fs/promises";\nconst yaml = await import("yaml");',
        "pipeline/b.ts": 'import { a } from "../stages/gate/a.ts";\nimport { b } from "./a.ts";',
        "cli/demo/b.ts": 'import { a } from "../../pipeline/a.ts";\nimport { c } from "../c.ts";',
        "cli/c.ts": 'import { a } from "../adapters/a.ts";',
        "index.ts": 'const cli = await import("./cli/c.ts");',
      }),
    ).toEqual([]);
  });
});
