import { describe, expect, it } from "vitest";
import { type ImportKind, readImports } from "./read-imports.ts";

const found = (text: string): [ImportKind, string | null][] =>
  readImports(text).imports.map(({ kind, specifier }) => [kind, specifier]);

describe("reading imports", () => {
  it.each<[string, ImportKind, string | null]>([
    ['import { a } from "x";', "static", "x"],
    ['import a, { b as c } from "x";', "static", "x"],
    ['import * as a from "x";', "static", "x"],
    ['import {\n  a,\n  type B,\n} from "x";', "static", "x"],
    ['import { type A } from "x";', "static", "x"],
    ['import type { A } from "x";', "type", "x"],
    ['import type A from "x";', "type", "x"],
    ['import type from "x";', "static", "x"],
    ['import type, { a } from "x";', "static", "x"],
    ['import "x";', "static", "x"],
    ["import { a } from 'x';", "static", "x"],
    ['import{a}from"x";', "static", "x"],
    ['export { a } from "x";', "static", "x"],
    ['export * from "x";', "static", "x"],
    ['export * as a from "x";', "static", "x"],
    ['export type { A } from "x";', "type", "x"],
    ['const a = await import("x");', "dynamic", "x"],
    ['const a = await import("x", { with: { type: "json" } });', "dynamic", "x"],
    ["const a = await import(`x`);", "dynamic", "x"],
    ["const a = await import(/* why */\n  'x'\n);", "dynamic", "x"],
    ["type A = import('x').A;", "dynamic", "x"],
    ["const a = `text $" + '{(await import("x")).a} more`;', "dynamic", "x"],
    ["const a = `one $" + "{`two $" + '{{ b: await import("x") }.b}`}`;', "dynamic", "x"],
    ['const a = /["`\']/.test(b); const c = await import("x");', "dynamic", "x"],
    ['const a = b / 2; // "\nconst c = d / await import("x");', "dynamic", "x"],
    ['const a = "\\""; import("x");', "dynamic", "x"],
    ['const a = require("x");', "dynamic", "x"],
    ["const a = await import(name);", "dynamic", null],
    ["const a = await import(`./$" + "{name}.ts`);", "dynamic", null],
    ['const a = await import("./" + name);', "dynamic", null],
  ])("%s", (text, kind, specifier) => {
    expect(found(text)).toEqual([[kind, specifier]]);
  });

  it.each([
    '// import { a } from "x";',
    '/* import { a } from "x"; */',
    '/** {@link import("x").A} */',
    "const a = 'import { a } from \"x\"';",
    'const a = `import { a } from "x";`;',
    'export const a = "from"; export const b = "x";',
    'export function from(a = "x"): void {}',
    'const a = /import("x")/;',
    'importer("x"); a.import("x");',
    'export type A = "x";',
    'export { a };\nconst b = "x";',
    "import.meta.url;",
  ])("%s imports nothing", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("finds them all", () => {
    const text =
      'import type { A } from "a";\nimport { b } from "b";\nexport * from "c";\nawait import("d");\n';
    expect(found(text)).toEqual([
      ["type", "a"],
      ["static", "b"],
      ["static", "c"],
      ["dynamic", "d"],
    ]);
  });
});
