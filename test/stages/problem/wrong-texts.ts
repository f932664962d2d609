import { but, LEAST, plus } from "./specs.ts";

const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
for (const [before, name] of ["ab", "bc", "cd", "de", "ef"].map((pair) => [...pair] as [string, string]))
  bomb.push(`${name}: &${name} [${`*${before}, `.repeat(9)}x]`);

/** Texts that are no spec as they stand: size, encoding, syntax, and what of YAML a spec does not need. */
export const WRONG_TEXTS: readonly (readonly [
  name: string,
  text: string | Uint8Array,
  found: readonly string[],
  words: RegExp,
])[] = [
  ["nothing", "", ["spec-empty"], /without content[\s\S]*trunkline init/],
  ["a comment only", "# to come\n", ["spec-empty"], /without content/],
  ["null", "null\n", ["spec-empty"], /without content/],
  ["a word", "iris\n", ["spec-not-a-mapping 1:1"], /the string "iris"/],
  ["a list", "- iris\n", ["spec-not-a-mapping 1:1"], /a list[\s\S]*model: iris/],
  ["a binary file", Uint8Array.from([1, 2, 27, 3]), ["spec-not-a-mapping 1:1"], /\\u\{1\}\\u\{2\}\\u\{1b\}/],
  [
    "Latin-1",
    Uint8Array.from(Buffer.from("owner: J\u00e9r\u00f4me", "latin1")),
    ["spec-wrong-encoding"],
    /UTF-8/,
  ],
  [
    "UTF-16",
    Uint8Array.from(Buffer.from(`\uFEFF${LEAST}`, "utf16le")),
    ["spec-wrong-encoding"],
    /Save the file as UTF-8/,
  ],
  ["an unclosed list", but("[data/iris.csv]", "[data/iris.csv"), ["spec-not-yaml 7:1"], /end with a \]/],
  ["two colons", but("iris\n", "iris: b\n"), ["spec-not-yaml 1:8"], /Correct the line/],
  ["a tab", but("  target", "\ttarget"), ["spec-tab 4:1"], /Indent with spaces/],
  ["two documents", `${LEAST}---\n${LEAST}`, ["spec-several-documents 9:1"], /one document a file/],
  ["a tag", but("iris\n", "!!js/function iris\n"), ["spec-tag 1:8"], /Remove the tag/],
  ["YAML 1.1", `%YAML 1.1\n---\n${LEAST}`, ["spec-yaml-version 1:1"], /`no` and `on` are text/],
  [
    "a merge key",
    plus("features:", "  a: &a { scale: none }", "  b: { <<: *a }"),
    ["spec-merge-key 11:8"],
    /Write the keys out/,
  ],
  ["a key twice", plus("model: wine"), ["spec-duplicate-key 9:1"], /stands on line 1 already/],
  [
    "a key twice, as a number and as text",
    plus("features:", "  1: false", '  "1": false'),
    ["spec-duplicate-key 11:3"],
    /"1" again; it stands on line 10/,
  ],
  [
    "a name that YAML would change",
    plus("features:", "  2.50: false", "  ~: false"),
    ["spec-key-not-text 10:3", "spec-key-not-text 11:3"],
    /the key 2\.50[\s\S]*quotation marks/,
  ],
  [
    "a list for a key",
    plus("? [a, b]", ": c"),
    ["spec-key-not-text 9:3"],
    /a list, keys with values or an alias/,
  ],
  ["an empty key", plus(": c"), ["spec-key-not-text 9:1"], /an empty key/],
  [
    "names of the language itself",
    plus("features:", "  __proto__: false", "  constructor: false", "  prototype: false"),
    ["spec-reserved-name 10:3", "spec-reserved-name 11:3", "spec-reserved-name 12:3"],
    /the name __proto__/,
  ],
  [
    "an asterisk without quotation marks",
    but("data/iris.csv", "*.csv"),
    ["spec-unknown-alias 6:13"],
    /"\*\.csv"/,
  ],
  [
    "an alias that a terminal would obey",
    but("iris\n", "*\u009bc\n"),
    ["spec-unknown-alias 1:8"],
    /\\u\{9b\}/,
  ],
  ["too large a text", `${LEAST}#${"x".repeat(300 * 1024)}`, ["spec-too-large"], /301 KB/],
  ["brackets in brackets", plus(`x: ${"[".repeat(100_000)}`), ["spec-too-large 9:36"], /more than 32 levels/],
  [
    "dashes after dashes",
    plus("x:", `  ${"- ".repeat(50_000)}x`),
    ["spec-too-large 10:67"],
    /more than 32 levels/,
  ],
  [
    "keys below keys",
    plus("x:", ...Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth + 1)}a:`)),
    ["spec-too-large 41:33"],
    /more than 32 levels/,
  ],
  ["values that multiply", `${bomb.join("\n")}\n`, ["spec-too-many-aliases"], /at most 50 aliases/],
  [
    "many aliases",
    plus("a: &a x", `b: [${"*a, ".repeat(60)}x]`),
    ["spec-too-many-aliases 10:205"],
    /more than 50 aliases/,
  ],
  [
    "many anchors",
    plus(...Array.from({ length: 60 }, (_, index) => `a${index}: &a${index} x`)),
    ["spec-too-many-aliases 59:6"],
    /more than 50 anchors and tags/,
  ],
];
