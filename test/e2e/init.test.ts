import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { faultsOf, stepsOf, workflowOf } from "../support/workflows.ts";
import { type Ran, ROOT, Workbench } from "./workbench.ts";

const PIN = "0123456789abcdef0123456789abcdef01234567";
const WORKFLOWS = ["model-check.yml", "model-release.yml"].map((name) => `.github/workflows/${name}`);

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
  for (const name of ["trunkline.yaml", ".gitignore", "data"])
    rmSync(join(bench.work, name), { recursive: true });
  bench.commit("Begin anew");
});
afterEach(() => bench.close());

const put = (name: string, content: string) => writeFileSync(join(bench.work, name), content);
const read = (name: string) => readFileSync(join(bench.work, name), "utf8");
const init = (...words: string[]) => bench.try("init", "--pin", PIN, ...words);

/** CSV with every cell in quotation marks. */
function csv(lines: readonly (readonly unknown[])[]): string {
  const quoted = (cell: unknown) => `"${String(cell).replaceAll('"', '""')}"`;
  return `${lines.map((cells) => cells.map(quoted).join(",")).join("\n")}\n`;
}

/** Sixty rows: a key, two columns of numbers that tell the class, and one of whatever is given. */
function table(header: readonly string[], cell = (row: number): unknown => `c${row % 3}`): string {
  const rows = Array.from({ length: 60 }, (_, row) => {
    const [a, b] = [(row * 7) % 13, (row * 5) % 11];
    return [row + 1, a / 4, b / 3, cell(row), a + b > 11 ? "high" : "low"];
  });
  return csv([header, ...rows]);
}
const PLAIN = table(["id", "a", "b", "kind", "label"]);

/** What was written must be accepted by every command that comes next, on the same data. */
function mustHold(ran: Ran): void {
  expect(ran.exit, ran.err).toBe(0);
  for (const command of ["validate", "explain", "run"]) {
    const { exit, out, err } = bench.try(command);
    expect(exit, `trunkline ${command}: ${err}${out}`).toBe(0);
  }
}

describe("trunkline init", () => {
  it("begins one of several projects in the folder where a person stands, with the data there", () => {
    for (const name of ["shop", "bank"]) {
      mkdirSync(join(bench.work, name));
      put(`${name}/data.csv`, PLAIN);
    }
    const within = (...words: string[]) =>
      bench.run(process.execPath, [join(ROOT, "dist", "cli.js"), ...words], join(bench.work, "bank"));
    const { exit, out, err } = within("init", "--pin", PIN, "--spec", "trunkline.yaml", "--target", "label");
    expect(exit, err).toBe(0);
    expect(out).toContain("written    bank/trunkline.yaml");
    expect(read("bank/trunkline.yaml")).toMatch(/^model: bank$/m);
    expect(within("run").exit).toBe(0);
  });

  it("begins a project of which every next command is glad, and a second time changes nothing", async () => {
    put("data.csv", PLAIN);
    const first = init("--target", "label");
    mustHold(first);
    expect(first.out).toMatch(/^written {4}trunkline\.yaml$/m);
    expect(first.out).toContain('The target "label" looks like a classification.');
    const files = ["trunkline.yaml", ".gitignore", ...WORKFLOWS];
    const before = files.map(read);
    const second = bench.trunkline<{ files: { state: string }[] }>("init", "--pin", PIN, "--target", "label");
    expect(second.files.map(({ state }) => state)).toEqual(Array(4).fill("unchanged"));
    expect(files.map(read)).toEqual(before);
    for (const name of WORKFLOWS) {
      expect(await faultsOf(name, read(name))).toEqual([]);
      const workflow = workflowOf(read(name));
      expect(workflow.permissions).toEqual({});
      for (const { uses, run, with: given } of stepsOf(workflow)) {
        expect(uses).toMatch(/@[0-9a-f]{40}$/);
        expect(run ?? "").not.toContain("${".concat("{"));
        if (uses?.startsWith("actions/checkout@")) expect(given).toEqual({ "persist-credentials": false });
      }
      for (const line of read(name)
        .split("\n")
        .filter((each) => /\buses:/.test(each)))
        expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it("overwrites nothing without --force", () => {
    put("data.csv", PLAIN);
    put("trunkline.yaml", "model: mine\n");
    const ran = init("--target", "label");
    expect(ran).toMatchObject({
      exit: 0,
      out: expect.stringContaining("Kept what differs; --force writes it anew."),
    });
    expect(read("trunkline.yaml")).toBe("model: mine\n");
    mustHold(init("--target", "label", "--force"));
    expect(read("trunkline.yaml")).toContain("target: label");
  });

  it("releases the branch that one stands on", () => {
    put("data.csv", PLAIN);
    bench.git("switch", "--quiet", "--create", "trunk");
    expect(init("--target", "label").exit).toBe(0);
    expect(workflowOf(read(WORKFLOWS[1]!)).on.push?.branches).toEqual(["trunk"]);
  });

  it("takes a regression for what it is", () => {
    put(
      "data.csv",
      table(["id", "a", "b", "kind", "label"], (row) => ((row * 7) % 13) * 1.5 + row / 50),
    );
    mustHold(init("--target", "kind"));
    expect(read("trunkline.yaml")).toContain("task: regression");
  });
});

describe("without a terminal", () => {
  it.each<[string, string[], Record<string, string>, string, string]>([
    ["no target", [], { "data.csv": PLAIN }, "init-which-target", '"a", "b", "kind", "label"'],
    ["no data", ["--target", "label"], {}, "init-which-data", "no CSV file"],
    [
      "two files",
      ["--target", "label"],
      { "a.csv": PLAIN, "b.csv": PLAIN },
      "init-which-data",
      '2 CSV files: "a.csv", "b.csv"',
    ],
    [
      "an unknown task",
      ["--target", "label", "--task", "clustering"],
      { "data.csv": PLAIN },
      "usage-task",
      "regression",
    ],
    [
      "an unknown option",
      ["--taget", "label"],
      { "data.csv": PLAIN },
      "usage-option",
      "did you mean --target?",
    ],
    ["an option without its value", ["--target"], { "data.csv": PLAIN }, "usage-option", "--target"],
    [
      "a slip in the target",
      ["--target", "labell"],
      { "data.csv": PLAIN },
      "init-no-target",
      'did you mean "label"?',
    ],
    ["a header only", ["--target", "label"], { "data.csv": "a,label\n" }, "data-header-only", "data.csv"],
    ["an empty file", ["--target", "label"], { "data.csv": "" }, "data-empty-file", "data.csv"],
    [
      "text for a regression",
      ["--target", "label", "--task", "regression"],
      { "data.csv": PLAIN },
      "init-task",
      "numbers",
    ],
    [
      "a path outside",
      ["--target", "label", "--data", "../../etc/passwd"],
      {},
      "spec-path-outside",
      "leaves the repository",
    ],
    [
      "a model name that is no tag",
      ["--target", "label", "--model", "a b"],
      { "data.csv": PLAIN },
      "init-model-name",
      "Git tag",
    ],
  ])("%s is a clear error, and nothing is written", (_, words, files, code, said) => {
    for (const [name, content] of Object.entries(files)) put(name, content);
    const before = bench.git("status", "--porcelain");
    const ran = init(...words);
    expect(ran.exit, ran.err).toBe(2);
    expect(ran.out).toBe("");
    expect(ran.err).toContain(code);
    expect(ran.err).toContain(said);
    expect(ran.err).not.toMatch(/\n {4}at |internal-error|undefined|\[object/);
    expect(bench.git("status", "--porcelain")).toBe(before);
    const json = JSON.parse(init(...words, "--json").out);
    expect(json.error.problems[0].code).toBe(code);
  });
});

describe("names and cells that mean something elsewhere", () => {
  const expression = "$".concat("{{ github.token }}");
  const NAMES = [
    "yes",
    "null",
    "~",
    "- x",
    "a: b # c",
    "*",
    "&a",
    "!t",
    "%a",
    "2.50",
    "1e3",
    "<<",
    "{",
    '"',
    "'",
    "\\",
    " x ",
    "a\nb",
    "\u001b[31mred",
    "\u202e",
    "a\u2028b",
    "{{spec}}",
    expression,
    "$(id)",
    "toString",
    "<b>",
    "=1+1",
    "\u{1f600}",
  ];

  it("columns", () => {
    const rows = Array.from({ length: 60 }, (_, row) => [
      row,
      ...NAMES.map((name) => `${name}${(row * 7) % 3}`),
      // Something to learn: a model that is no better than always the same answer does not pass.
      row % 3 === 0 ? 1 : 0,
    ]);
    put("data.csv", csv([["id", ...NAMES, "label"], ...rows]));
    const ran = init("--target", "label");
    mustHold(ran);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey must not get to it
    expect(ran.out).not.toMatch(/[\u001b\u202e\u2028]/);
    const { data } = bench.trunkline<{ data: { expect: object } }>("explain");
    expect(Object.keys(data.expect).sort()).toEqual(["id", ...NAMES, "label"].sort());
  });

  it("a column alone that would stand for all others", () => {
    put(
      "data.csv",
      table(["id", "a", "b", "*", "label"], () => "same"),
    );
    mustHold(init("--target", "label"));
  });

  it("the target, too", () => {
    const name = '- "x": \u001b[31m\u202e{{spec}} # y';
    put("data.csv", table(["id", "a", "b", "kind", name]).replace(/"(high|low)"/g, '"no: $1 - #"'));
    const ran = init(`--target=${name}`);
    mustHold(ran);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey must not get to it
    expect(ran.out).not.toMatch(/[\u001b\u202e]/);
  });

  it.each([
    "a*b.csv",
    "da[ta].csv",
    "what?.csv",
    "\u00e4 \u00f6.csv",
    "#.csv",
    "-rf.csv",
    "$(id).csv",
    "'\".csv",
    "a\nb.csv",
    "noext",
  ])("the file %j", (name) => {
    put(name, PLAIN);
    mustHold(init(`--data=${name}`, "--target", "label"));
    expect(readdirSync(bench.work)).toContain(name);
  });
});
