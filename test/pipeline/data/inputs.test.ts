import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readInputs } from "../../../src/pipeline/data/inputs.ts";
import { validateData } from "../../../src/pipeline/data/read-data.ts";
import { loadProject } from "../../../src/pipeline/project.ts";
import type { World } from "../../../src/ports/world.ts";
import { type TemporaryRepository, temporaryRepository } from "../../support/git.ts";
import { quietWorld } from "../../support/quiet-world.ts";

let repository: TemporaryRepository;
let world: World;
beforeEach(async () => {
  repository = temporaryRepository();
  world = await quietWorld(repository.path);
});
afterEach(() => repository.remove());

function put(path: string, content: string | Uint8Array): void {
  const file = join(repository.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const spec = (...sources: string[]) =>
  `model: m\nproblem: { task: classification, target: y }\ndata: { sources: ${JSON.stringify(sources)} }\ntrain: { algorithm: baseline }\n`;

async function inputs(...sources: string[]) {
  put("a=1/trunkline.yaml", spec(...sources));
  return readInputs(world, await loadProject(world, "a=1/trunkline.yaml"));
}

async function data(...sources: string[]) {
  const read = await inputs(...sources);
  return validateData(read.sources, read.project.spec, 0);
}

test("a pattern brings files of several formats and the columns that their folders tell, below the spec", async () => {
  put("a=1/data/year=2024/part.csv", "n,y\n1,a\n2,b\n");
  put("a=1/data/year=2025/part.ndjson.gz", gzipSync('{"n":3,"y":"a"}\n{"n":4,"y":"b"}\n'));
  const read = await inputs("data/**/part.*");
  expect(read.recipe.data.partitions).toEqual(["year"]);
  const { validation, data: found } = await validateData(read.sources, read.project.spec, 0);
  expect(validation.problems).toEqual([]);
  expect(Object.fromEntries(found.raw.cells)).toEqual({
    n: ["1", "2", "3", "4"],
    y: ["a", "b", "a", "b"],
    year: ["2024", "2024", "2025", "2025"],
  });
});

test("the recipe of files that no folder tells anything of has no word on partitions", async () => {
  put("a=1/data.csv", "n,y\n1,a\n2,b\n");
  expect((await inputs("data.csv")).recipe.data).not.toHaveProperty("partitions");
});

test("an integer that a number cannot hold is told, unless it is text, the key or left out", async () => {
  put("a=1/data.ndjson", '{"n":9007199254740993,"y":"a"}\n{"n":5,"y":"b"}\n');
  const { validation } = await data("data.ndjson");
  expect(validation.warnings).toMatchObject([
    { code: "data-unsafe-integer", where: { file: "a=1/data.ndjson", line: 1, column: 6 } },
  ]);
  for (const change of ["expect: { n: { type: text } } }", "key: n }"]) {
    put("a=1/trunkline.yaml", spec("data.ndjson").replace(/ \}\ntrain/, `, ${change}\ntrain`));
    const read = await readInputs(world, await loadProject(world, "a=1/trunkline.yaml"));
    const again = await validateData(read.sources, read.project.spec, 0);
    expect(again.validation.warnings.map(({ code }) => code)).not.toContain("data-unsafe-integer");
    expect(again.data.raw.cells.get("n")).toEqual(["9007199254740993", "5"]);
  }
});

test("files with other columns, and one that is damaged, are told together", async () => {
  put("a=1/a.csv", "n,y\n1,a\n2,b\n");
  put("a=1/b.ndjson", '{"n":1,"z":2}\n');
  put("a=1/c.csv.gz", "n,y\n1,a\n");
  const { validation } = await data("a.csv", "b.ndjson", "c.csv.gz");
  expect(validation.problems.map(({ code, where }) => `${code} ${where?.file}`).sort()).toEqual([
    "data-cannot-unpack a=1/c.csv.gz",
    "data-different-columns a=1/b.ndjson",
  ]);
});

test("numbers are read in the form that the spec declares, which makes another recipe", async () => {
  put("a=1/german.csv", 'x,y\n"1.234,5",a\n"7",b\n');
  const plain = await inputs("german.csv");
  put(
    "a=1/trunkline.yaml",
    spec("german.csv").replace("] }", '], numbers: { decimal: ",", thousands: "." } }'),
  );
  const german = await readInputs(world, await loadProject(world, "a=1/trunkline.yaml"));
  expect(german.digest).not.toBe(plain.digest);
  const read = await validateData(german.sources, german.project.spec, 0);
  expect(read.data.table.columns.get("x")).toEqual({ type: "number", values: [1234.5, 7] });
  const unread = await validateData(plain.sources, plain.project.spec, 0);
  expect(unread.data.table.columns.get("x")).toMatchObject({ type: "text" });
});

test("a large file is not held where that is asked, and its digest and recipe are the same", async () => {
  put("a=1/small.csv", "x,y\n1,a\n");
  put("a=1/large.csv", `x,y\n${"1,a\n2,b\n".repeat(1000)}`);
  put("a=1/packed.csv.gz", gzipSync(`x,y\n${Array.from({ length: 99 }, (_, row) => `${row},a\n`).join("")}`));
  const whole = await inputs("small.csv", "large.csv", "packed.csv.gz");
  const told = await readInputs(world, whole.project, 1000);
  expect(told.digest).toBe(whole.digest);
  expect(told.sources.map(({ path, bytes, file }) => [path, bytes.length, file !== undefined])).toEqual([
    ["a=1/large.csv", 0, true],
    ["a=1/packed.csv.gz", 0, true],
    ["a=1/small.csv", 8, false],
  ]);
});
