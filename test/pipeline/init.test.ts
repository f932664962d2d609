import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageTemplates } from "../../src/adapters/templates.ts";
import { readInputs } from "../../src/pipeline/data/inputs.ts";
import { type Init, type InitOptions, init } from "../../src/pipeline/init.ts";
import { loadProject } from "../../src/pipeline/project.ts";
import type { Templates } from "../../src/ports/templates.ts";
import type { World } from "../../src/ports/world.ts";
import { type TemporaryRepository, temporaryRepository } from "../support/git.ts";
import { quietWorld } from "../support/quiet-world.ts";
import { faultsOf, stepsOf, workflowOf } from "../support/workflows.ts";

const PIN = "0123456789abcdef0123456789abcdef01234567";
const CHECK = ".github/workflows/model-check.yml";
const RELEASE = ".github/workflows/model-release.yml";
const FILES = ["trunkline.yaml", CHECK, RELEASE, ".gitignore"];

const rows = Array.from(
  { length: 40 },
  (_, row) => `${row + 1},${row / 8},${(row * 7) % 11},${row % 2 ? "yes" : "no"}`,
);
const DATA = `id,x,y,label\n${rows.join("\n")}\n`;

let repository: TemporaryRepository;
let world: World;
beforeEach(async () => {
  repository = temporaryRepository({ "data.csv": DATA });
  world = await quietWorld(repository.path);
});
afterEach(() => repository.remove());

const path = (name: string) => join(repository.path, name);
const read = (name: string) => readFileSync(path(name), "utf8");
const write = (name: string, content: string | Uint8Array) => writeFileSync(path(name), content);
const states = ({ files }: Init) => files.map((file) => file.state);

const OPTIONS: InitOptions = {
  model: "iris",
  source: "data.csv",
  target: "label",
  branch: "main",
  repository: "flora/trunkline",
  pin: PIN,
  force: false,
};

const run = (options: Partial<InitOptions> = {}) =>
  init(world, packageTemplates(), { ...OPTIONS, ...options });

describe("init", () => {
  it("writes the spec, the workflows and what Git is to ignore; a second time changes nothing", async () => {
    const first = await run();
    expect(first.files).toEqual(FILES.map((each) => ({ path: each, state: "written" })));
    const before = FILES.map(read);
    expect(states(await run())).toEqual(["unchanged", "unchanged", "unchanged", "unchanged"]);
    expect(states(await run({ force: true }))).toEqual(["unchanged", "unchanged", "unchanged", "unchanged"]);
    expect(FILES.map(read)).toEqual(before);
  });

  it("keeps what a person changed, and writes it anew only when told so", async () => {
    await run();
    const original = read(CHECK);
    write(CHECK, `${original}# mine\n`);
    write("trunkline.yaml", "model: mine\n");
    expect(states(await run())).toEqual(["kept", "kept", "unchanged", "unchanged"]);
    expect([read("trunkline.yaml"), read(CHECK)]).toEqual(["model: mine\n", `${original}# mine\n`]);
    expect(states(await run({ force: true }))).toEqual(["written", "written", "unchanged", "unchanged"]);
    expect(read(CHECK)).toBe(original);
  });

  it("adds one line to what Git ignores, and touches no other byte", async () => {
    const bytes = Buffer.concat([
      Buffer.from("\ufeff*.tmp\r\n"),
      Buffer.from("r\u00e9sum\u00e9.txt", "latin1"),
    ]);
    write(".gitignore", bytes);
    await run();
    expect(readFileSync(path(".gitignore"))).toEqual(Buffer.concat([bytes, Buffer.from("\ndeployed/\n")]));
  });

  it.each(["deployed/\n", "/deployed\r\n", "a\ndeployed"])("leaves %j as it is", async (ignored) => {
    write(".gitignore", ignored);
    expect(states(await run()).at(-1)).toBe("unchanged");
    expect(read(".gitignore")).toBe(ignored);
  });

  it("sets up one of several specs: workflows of its own, which neither share a name nor a group", async () => {
    repository.commit({ "shop/data/a.csv": DATA, "bank/b.csv": DATA }, "Two models");
    const shop = await run({ spec: "shop/trunkline.yaml", source: "shop/data/a.csv", model: "shop" });
    const bank = await run({ spec: "bank/model.yaml", source: "shop/data/a.csv", model: "bank/loans" });
    const own = (name: string) => [CHECK, RELEASE].map((file) => file.replace(".yml", `-${name}.yml`));
    const paths = ({ files }: Init) => files.map((file) => file.path);
    expect(paths(shop)).toEqual(["shop/trunkline.yaml", ...own("shop"), ".gitignore"]);
    expect(paths(bank)).toEqual(["bank/model.yaml", ...own("bank-loans"), ".gitignore"]);
    for (const [spec, source] of [
      ["shop/trunkline.yaml", "data/a.csv"],
      ["bank/model.yaml", "../shop/data/a.csv"],
    ] as const) {
      const project = await loadProject(world, spec);
      expect(project.spec.data.sources).toEqual([source]);
      expect((await readInputs(world, project)).sources.map((each) => each.path)).toEqual([
        "shop/data/a.csv",
      ]);
    }
    const texts = [...own("shop"), ...own("bank-loans")].map(read);
    const said = (pattern: RegExp) => new Set(texts.map((text) => pattern.exec(text)?.[1]));
    expect(said(/^name: (.+)$/m)).toContain("Model check (bank/loans)");
    for (const pattern of [/^name: (.+)$/m, /^ *group: (.+)$/m]) expect(said(pattern).size).toBe(4);
    for (const [index, name] of [...own("shop"), ...own("bank-loans")].entries())
      expect(await faultsOf(name, texts[index]!)).toEqual([]);
  });

  it("writes nothing when it refuses", async () => {
    await expect(run({ target: "lable" })).rejects.toThrow('did you mean "label"?');
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  it("tells at once what keeps the data from being trained on", async () => {
    write(
      "data.csv",
      DATA.replace("1,0,0,", "1,oops,0,").replace("\n2,0.125", "\n2,").replaceAll("yes", "no"),
    );
    const { notes } = await run();
    expect(notes.slice(2)).toEqual([
      'data.csv:2:2: 1 of 39 cells that are no numbers ("oops") in the column "x", in line 2.',
      'data.csv:1:4: only the class "no" in the target "label".',
    ]);
  });

  it("tells the first of many", async () => {
    write(
      "data.csv",
      DATA.replaceAll(/(?:yes|no)$/gm, (word) => (word === "yes" ? "" : word)),
    );
    expect((await run()).notes.slice(-1)).toEqual(["And 18 more; `trunkline validate` tells all."]);
  });
});

describe("what init refuses", () => {
  it.each<[string, Partial<InitOptions>, string]>([
    ["a model name that is no tag", { model: "a b" }, "init-model-name"],
    ["a column that is not there", { target: "nothing like it" }, "init-no-target"],
    ["text for a regression", { task: "regression" }, "init-task"],
    ["a key with repeated values", { key: "y" }, "init-key"],
    ["a file that is not there", { source: "nope.csv" }, "init-no-data"],
    ["a folder", { source: "." }, "init-no-data"],
    ["nothing", { source: "" }, "init-no-data"],
    ["a path that leaves the repository", { source: "../data.csv" }, "spec-path-outside"],
    ["a short commit", { pin: "0123456" }, "init-no-pin"],
    ["a branch for a commit", { pin: "main" }, "init-no-pin"],
    ["no branch", { branch: "" }, "init-branch"],
    ["a branch that is a pattern", { branch: "release/*" }, "init-branch"],
    ["a branch that GitHub would compute", { branch: "$".concat("{{github.token}}") }, "init-branch"],
    ["actions that live nowhere", { repository: "trunkline" }, "init-actions"],
    ["actions with more than a name", { repository: "a/b\n      - run: evil" }, "init-actions"],
  ])("%s", async (_, options, code) => {
    await expect(run(options)).rejects.toMatchObject({ exit: 2, problems: [{ code }] });
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  it.each(["~data.csv", "C:data.csv", "da\\ta.csv", " data.csv", "data.csv "])(
    "a file of which no spec can speak: %j",
    async (name) => {
      write(name, DATA);
      await expect(run({ source: name })).rejects.toMatchObject({
        exit: 2,
        problems: [{ code: "init-data-path" }],
      });
    },
  );

  it("a link that leaves the repository", async () => {
    mkdirSync(join(repository.folder, "outside"));
    writeFileSync(join(repository.folder, "outside", "data.csv"), DATA);
    symlinkSync(join(repository.folder, "outside"), path("linked"));
    await expect(run({ source: "linked/data.csv" })).rejects.toThrow("leaves the repository");
  });

  it("columns that no spec can name, without a place in a file that is not there", async () => {
    write("data.csv", DATA.replace("x,y", "constructor,y"));
    const problem = { code: "spec-reserved-name", found: "the name constructor" };
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exit: 2, problems: [problem] });
    expect((error as Error).message).not.toContain("trunkline.yaml");
  });

  it("names from data that a terminal would obey", async () => {
    write("data.csv", DATA.replace("x,y", "\u001b[31mred,\u202ey"));
    const error: Error = await run({ target: "z" }).then(
      () => new Error("accepted"),
      (thrown) => thrown,
    );
    expect(error.message).toContain('"\\u{1b}[31mred", "\\u{202e}y"');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey must not get to it
    expect(error.message).not.toMatch(/[\u001b\u202e]/);
  });

  it("a copy that does not know the commit of its release, unless it is told one", async () => {
    const { version } = await packageTemplates().release();
    const unknown: Templates = { ...packageTemplates(), release: async () => ({ commit: null, version }) };
    const { pin: _, ...rest } = OPTIONS;
    await expect(init(world, unknown, rest)).rejects.toMatchObject({ problems: [{ code: "init-no-pin" }] });
    expect(repository.git("status", "--porcelain")).toBe("");
    await init(world, unknown, OPTIONS);
    expect(read(CHECK)).toContain(`@${PIN} # v${version}\n`);
  });

  it("no release that knows its commit", async () => {
    const commit = "f".repeat(40);
    const { pin: _, ...rest } = OPTIONS;
    await init(world, { ...packageTemplates(), release: async () => ({ commit, version: "2.3.4" }) }, rest);
    expect(read(RELEASE)).toContain(`flora/trunkline/actions/train@${commit} # v2.3.4\n`);
  });
});

describe("files of odd names", () => {
  it.each([
    "a*b.csv",
    "da[ta].csv",
    "what?.csv",
    "\u00e4 \u00f6.csv",
    "#.csv",
    "xy: z.csv",
    "'\".csv",
    "-.csv",
    "a,b.csv",
    "deep/er/DATA",
  ])("%j is the one source that the spec names", async (name) => {
    mkdirSync(path("deep/er"), { recursive: true });
    for (const other of ["axb.csv", "dat.csv", "whatx.csv"]) write(other, "not,this\n");
    write(name, DATA);
    await run({ source: `./${name}` });
    const { sources } = await readInputs(world, await loadProject(world, "trunkline.yaml"));
    expect(sources.map((source) => source.path)).toEqual([name]);
  });
});

describe("the workflows that init writes", () => {
  it.each(["main", "release/1.x", 'a"b', "a'b#c", "{{spec}}", "\u00e4"])(
    "are such as GitHub accepts, for the branch %j",
    async (branch) => {
      await run({ branch, force: true });
      for (const name of [CHECK, RELEASE]) expect(await faultsOf(name, read(name))).toEqual([]);
      expect(workflowOf(read(RELEASE)).on.push).toEqual({ branches: [branch] });
    },
  );

  it.each([CHECK, RELEASE])("%s grants nothing to all, and each job its own", async (name) => {
    await run();
    const { permissions, jobs } = workflowOf(read(name));
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) expect(job.permissions).toEqual(expect.any(Object));
    // The job that may run the team's own command can only read.
    expect(jobs.train?.permissions).toEqual({ contents: "read" });
  });

  it.each([CHECK, RELEASE])("%s pins every action by commit, with the version beside it", async (name) => {
    await run();
    const uses = read(name)
      .split("\n")
      .filter((line) => /\buses:/.test(line));
    expect(uses.length).toBe(stepsOf(workflowOf(read(name))).length);
    for (const line of uses) expect(line).toMatch(/ uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const own = uses.filter((line) => line.includes("trunkline"));
    expect(own.length).toBeGreaterThan(1);
    for (const line of own) expect(line).toMatch(new RegExp(`flora/trunkline/actions/[a-z]+@${PIN} # v`));
  });

  it.each([CHECK, RELEASE])("%s leaves no credentials behind, and runs no script", async (name) => {
    await run();
    const steps = stepsOf(workflowOf(read(name)));
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.length).toBe(Object.keys(workflowOf(read(name)).jobs).length);
    for (const { with: given } of checkouts) expect(given).toEqual({ "persist-credentials": false });
    for (const { run: script } of steps) expect(script).toBeUndefined();
  });

  it.each([CHECK, RELEASE])("%s uses actions that there are, with inputs that they take", async (name) => {
    await run();
    const own = stepsOf(workflowOf(read(name))).filter(({ uses }) => uses?.startsWith("flora/"));
    for (const { uses, with: given } of own) {
      const action = /actions\/([a-z]+)@/.exec(uses!)![1];
      const { inputs } = workflowOf(
        readFileSync(new URL(`../../actions/${action}/action.yml`, import.meta.url), "utf8"),
      ) as unknown as { inputs: Record<string, unknown> };
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given ?? {})));
      expect(given?.spec).toBe("trunkline.yaml");
    }
  });
});
