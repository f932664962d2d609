import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { terminalConsole } from "../../src/adapters/terminal-console.ts";
import { openWorld } from "../../src/adapters/world.ts";
import type { Invocation, Values } from "../../src/cli/command.ts";
import { drift } from "../../src/cli/drift.ts";
import { check } from "../../src/pipeline/check.ts";
import { loadProject } from "../../src/pipeline/project.ts";
import { register } from "../../src/pipeline/register.ts";
import type { World } from "../../src/ports/world.ts";
import { sealBundle } from "../../src/records/bundle-files.ts";
import { type TemporaryRepository, temporaryRepository } from "../support/git.ts";

const EXAMPLE = new URL("../../examples/iris/", import.meta.url);
const SPEC = readFileSync(new URL("trunkline.yaml", EXAMPLE), "utf8");
const DATA = readFileSync(new URL("data/iris.csv", EXAMPLE), "utf8");
/** Sepals as somebody would measure them who puts the ruler's end at one centimetre. */
const MOVED = DATA.replace(/^(\d+),([\d.]+),/gm, (_, id, cell) => `${id},${(Number(cell) + 1).toFixed(1)},`);

let repository: TemporaryRepository;
let world: World;
beforeEach(async () => {
  repository = temporaryRepository({ "trunkline.yaml": SPEC, "data/iris.csv": DATA });
  world = await openWorld({
    folder: repository.path,
    console: terminalConsole(process.stderr, true),
    apiUrl: "",
    serverUrl: "",
    mayRunCommands: false,
  });
});
afterEach(() => repository.remove());

const registered = async () => register(world, await loadProject(world, "trunkline.yaml"), { push: false });
/** As `trunkline drift WORDS` at the root of the repository. */
const said = async (words: readonly string[], values: Values = {}) => {
  const { path: folder } = repository;
  const given = { values, positionals: words, folder, colour: false, world: async () => world };
  return drift.run(given as unknown as Invocation);
};
const refusal = (words: readonly string[], values: Values = {}) => expect(said(words, values)).rejects;

describe("drift from a version", () => {
  beforeEach(() => writeFileSync(join(repository.path, "new.csv"), MOVED));

  test("needs none of its data: the profile is in its bundle", async () => {
    await registered();
    rmSync(join(repository.path, "data"), { recursive: true });
    const { text, exit } = await said(["v1.0.0", "new.csv"]);
    expect(exit).toBe(1);
    expect(text).toContain("✖ 1 of 5 columns drifted (sepal_length): the table has drifted.");
    expect(text).toContain("150 rows of v1.0.0, 150 current.");
    expect(text).toContain("The key, or ignored by the spec, not compared: id");
    expect(text).not.toContain("commit");
  });

  test("by the name of a stage, and from one version to another", async () => {
    await registered();
    repository.git("tag", "--annotate", "iris#production#1", "--message", "Deploy");
    const { text, json } = await said(["production", "new.csv"]);
    expect(text).toContain("rows of v1.0.0");
    expect(Object.keys(json as object)).toEqual(["columns", "share", "drifted"]);
    repository.commit({ "data/iris.csv": MOVED }, "Measure again");
    await registered();
    expect((await said(["production", "v1.0.1"])).exit).toBe(1);
    expect((await said(["v1.0.1", "new.csv"])).exit).toBe(0);
  });

  test("a file that is there is that file, whatever its name", async () => {
    await registered();
    writeFileSync(join(repository.path, "production"), DATA);
    expect((await said(["production", "new.csv"])).text).toContain("150 rows of reference");
  });

  test("a version that an earlier Trunkline made has no profile: its data are read from its commit, and that is said", async () => {
    const project = await loadProject(world, "trunkline.yaml");
    const { training } = await check(world, project, { sync: false });
    const { manifest, recipe, files } = training!.bundle;
    const others = [...files].filter(
      ([path]) => !["manifest.json", "recipe.json", "reference.json"].includes(path),
    );
    expect(others).toHaveLength(files.size - 3);
    const { model, signature, metrics, rows } = manifest;
    const early = sealBundle({ model, signature, metrics, rows }, recipe, new Map(others));
    // What is kept first counts, so the one with a profile goes.
    repository.git("update-ref", "-d", `refs/trunkline/bundles/${manifest.recipe}`);
    await world.store.keep(early);
    expect((await registered()).bundle).toBe(early.digest);
    rmSync(join(repository.path, "data"), { recursive: true });
    const { text, exit } = await said(["v1.0.0", "new.csv"]);
    expect(exit).toBe(1);
    expect(text).toContain("✖ 1 of 5 columns drifted (sepal_length)");
    expect(text).toContain(
      "v1.0.0 was made before bundles had profiles: its data were read from its commit.",
    );
  });

  test("beside predictions it stands for its own, on its holdout", async () => {
    await registered();
    const names = ["setosa", "versicolor", "virginica"];
    const lines = (of: (row: number) => string) =>
      Array.from({ length: 90 }, (_, row) => `${row},${names[row % 3]},${of(row)}`).join("\n");
    writeFileSync(
      join(repository.path, "same.csv"),
      `id,y_true,y_pred\n${lines((row) => names[row % 3]!)}\n`,
    );
    writeFileSync(join(repository.path, "one.csv"), `id,y_true,y_pred\n${lines(() => "setosa")}\n`);
    const same = await said(["v1.0.0", "same.csv"]);
    expect(same.text).toContain("0 of 2 columns drifted");
    const one = await said(["v1.0.0", "one.csv"]);
    expect(one.exit).toBe(1);
    expect(one.text).toContain("1 of 2 columns drifted (y_pred)");
  });

  test("limits come from the spec, and options go before it", async () => {
    const limits = "drift: { ignore: [species], columns: { sepal_length: { effect: 0.9 } } }\n";
    repository.commit({ "trunkline.yaml": `${SPEC}${limits}` }, "Say what matters");
    await registered();
    const { text, exit } = await said(["v1.0.0", "new.csv"]);
    expect(exit).toBe(0);
    expect(text).toContain("0 of 4 columns drifted");
    expect(text).toContain("not compared: id, species");
    const files = ["data/iris.csv", "new.csv"];
    expect((await said(files)).exit).toBe(1);
    expect((await said(files, { spec: "trunkline.yaml" })).exit).toBe(0);
    expect((await said(["v1.0.0", "new.csv"], { effect: "0.01", alpha: "0.9" })).exit).toBe(1);
  });

  test.each([
    [["v9.0.0", "new.csv"], "drift-unknown-version", /one of: v1\.0\.0/],
    [["staging", "new.csv"], "drift-unknown-version", /one of: v1\.0\.0/],
    [["nothing.csv", "new.csv"], "drift-no-file", /versions such as v1\.2\.0/],
    [["v1.0.0", "nothing.csv"], "drift-no-file", /versions such as v1\.2\.0/],
  ] as const)("refuses %j", async (words, code, expected) => {
    await registered();
    await refusal(words).toMatchObject({
      exit: 2,
      problems: [{ code, expected: expect.stringMatching(expected) }],
    });
  });

  test("a name in the spec that no column has is a slip", async () => {
    const limits = "drift: { ignore: [specie], columns: { petal_widht: { test: js } } }\n";
    repository.commit({ "trunkline.yaml": `${SPEC}${limits}` }, "Slip");
    await registered();
    await refusal(["v1.0.0", "new.csv"]).toMatchObject({
      problems: [
        { code: "drift-no-column", found: 'drift.ignore "specie" (did you mean "species"?)' },
        { code: "drift-no-column", found: 'drift.columns "petal_widht" (did you mean "petal_width"?)' },
      ],
    });
  });
});

describe("drift of a change from the champion", () => {
  test("the answers to the same rows are compared, too", async () => {
    const { predictionDrift, against } = await checked(SPEC.replace("k: 5", "k: 40"), DATA);
    const [column] = predictionDrift!.columns;
    const unseen = against!.predictions.keys.length;
    expect(predictionDrift!.rows).toEqual({ reference: unseen, current: unseen });
    expect(predictionDrift!.reference).toEqual({ version: "v1.0.0", from: "predictions" });
    expect(column).toMatchObject({ name: "species", role: "prediction", decisive: { test: "paired_js" } });
    expect(column!.changed).toBeGreaterThan(0);
  });

  const checked = async (spec: string, data: string) => {
    await registered();
    repository.commit({ "trunkline.yaml": spec, "data/iris.csv": data }, "Change");
    return check(world, await loadProject(world, "trunkline.yaml"), { sync: false });
  };

  test("is a warning by default and keeps nothing from merging", async () => {
    const { drift: report, gate } = await checked(SPEC, MOVED);
    expect(report).toMatchObject({ drifted: true, reference: { version: "v1.0.0", from: "profile" } });
    expect(gate!.reasons.map(({ rule }) => rule)).not.toContain("drift");
  });

  test("asks a classifier where the spec says so, with the rows of the champion's commit", async () => {
    const spec = `${SPEC}drift: { classifier: true, columns: { sepal_length: { effect: 0.9 } } }\n`;
    const { drift: report } = await checked(spec, MOVED);
    expect(report!.columns.some((column) => column.drifted)).toBe(false);
    expect(report!.classifier).toMatchObject({ drifted: true });
    expect(report!.classifier!.by.flat()).toContain("sepal_length");
    expect(report!.drifted).toBe(true);
  });

  test("is an error where the spec says so", async () => {
    const spec = `${SPEC}drift: { severity: error }\n`;
    const { gate } = await checked(spec, MOVED);
    expect(gate!.passed).toBe(false);
    expect(gate!.reasons.find(({ rule }) => rule === "drift")).toMatchObject({
      passed: false,
      text: 'the data have drifted from v1.0.0\'s ("sepal_length"); the spec says that this is an error',
    });
  });

  test("may be waived as any rule of the gate", async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const waiver = `rule: drift, reason: a new sensor, approved_by: "@flora", since: ${day(-10)}, until: ${day(10)}`;
    const spec = `${SPEC}drift: { severity: error }\ngate: { waivers: [{ ${waiver} }] }\n`;
    const { gate } = await checked(spec, MOVED);
    expect(gate!.passed).toBe(true);
    expect(gate!.reasons.find(({ rule }) => rule === "drift")).toMatchObject({
      passed: false,
      waived: { reason: "a new sensor" },
    });
  });

  test("is not asked where the spec says so, and an error only when the table has drifted", async () => {
    expect((await checked(`${SPEC}drift: { severity: off }\n`, MOVED)).drift).toBeNull();
    const { gate } = await checked(`${SPEC}drift: { severity: error, share: 0.9 }\n`, MOVED);
    expect(gate!.reasons.find(({ rule }) => rule === "drift")).toMatchObject({ passed: true });
  });

  test("a column that became text is named, and the others are compared", async () => {
    const words = MOVED.replace(/,([\d.]+),(\w+)$/gm, (_, cell, name) => `,"${cell} cm",${name}`);
    const { drift: report } = await checked(SPEC.replace(/^ {4}petal_width:.*\n/m, ""), words);
    expect(report!.leftOut).toEqual({ ignored: ["id"], personal: [], retyped: ["petal_width"] });
    expect(report!.columns.filter((column) => column.drifted).map(({ name }) => name)).toEqual([
      "sepal_length",
    ]);
  });
});
