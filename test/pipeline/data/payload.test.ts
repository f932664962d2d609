import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TrunklineError } from "../../../src/core/errors.ts";
import { readInputs } from "../../../src/pipeline/data/inputs.ts";
import { payloadOf } from "../../../src/pipeline/data/payload.ts";
import { validateData } from "../../../src/pipeline/data/read-data.ts";
import { loadProject } from "../../../src/pipeline/project.ts";
import { committed } from "../../../src/pipeline/register.ts";
import type { World } from "../../../src/ports/world.ts";
import { type TemporaryRepository, temporaryRepository } from "../../support/git.ts";
import { quietWorld } from "../../support/quiet-world.ts";

const DATA = "n,y\n1,a\n2,b\n";
const hex = (kind: string, text: string) => createHash(kind).update(text).digest("hex");
const SHA = hex("sha256", DATA);
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${SHA}\nsize ${DATA.length}\n`;
const dvc = (text = DATA, more = "  hash: md5\n") =>
  `outs:\n- md5: ${hex("md5", text)}\n  size: ${text.length}\n${more}  path: data.csv\n`;

let repository: TemporaryRepository;
let world: World;
beforeEach(async () => {
  repository = temporaryRepository();
  world = await quietWorld(repository.path);
});
afterEach(() => repository.remove());

function put(path: string, content: string): void {
  const file = join(repository.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

async function inputs(source: string) {
  put(
    "trunkline.yaml",
    `model: m\nproblem: { task: classification, target: y }\ndata: { sources: [${JSON.stringify(source)}] }\ntrain: { algorithm: baseline }\n`,
  );
  return readInputs(world, await loadProject(world, "trunkline.yaml"));
}

async function read(source: string) {
  const found = await inputs(source);
  const { validation, data } = await validateData(found.sources, found.project.spec, 0);
  return { sources: found.recipe.data.sources, digest: found.digest, problems: validation.problems, data };
}

async function refused(source: string) {
  const error = await inputs(source).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TrunklineError);
  return (error as TrunklineError).problems[0];
}

describe("Git LFS", () => {
  test("the pointer and the file give one recipe; reading the pointer names the command that fetches", async () => {
    put("data/a b.csv", DATA);
    const whole = await read("data/a b.csv");
    put("data/a b.csv", POINTER);
    const pointer = await read("data/a b.csv");
    expect(pointer.digest).toBe(whole.digest);
    expect(pointer.sources).toEqual([{ path: "data/a b.csv", digest: SHA }]);
    expect(pointer.problems).toEqual([
      expect.objectContaining({
        code: "data-lfs-missing",
        where: { file: "data/a b.csv" },
        next: expect.stringContaining('git lfs pull --include "data/a b.csv"'),
      }),
    ]);
  });

  test("what Git LFS has fetched is read from its store, if it is what the pointer says", async () => {
    put("data.csv", POINTER);
    const store = `.git/lfs/objects/${SHA.slice(0, 2)}/${SHA.slice(2, 4)}/${SHA}`;
    put(store, "n,y\n1,a\n");
    expect((await read("data.csv")).problems).toHaveLength(1);
    put(store, DATA);
    const found = await read("data.csv");
    expect(found.problems).toEqual([]);
    expect(found.data.raw.cells.get("n")).toEqual(["1", "2"]);
  });

  test("a file that only speaks of pointers is data", async () => {
    put("data.csv", `y,n\n${POINTER.replaceAll("\n", ",1\n")}`);
    expect((await read("data.csv")).problems).toEqual([]);
  });

  test("of a commit: the work tree's file where it is the same, else nothing", async () => {
    const commit = repository.commit({ "data.csv": POINTER }, "Point");
    expect(await payloadOf(world, "data.csv", commit)).toBeNull();
    put("data.csv", DATA);
    expect((await payloadOf(world, "data.csv", commit))?.bytes.toString()).toBe(DATA);
  });
});

describe("DVC", () => {
  test("named by its file: the recipe counts the bytes, the commit holds the pointer", async () => {
    put("data.csv", DATA);
    const plain = await read("data.csv");
    put("data.csv.dvc", dvc());
    put(".gitignore", "/data.csv\n");
    const found = await read("data.csv");
    expect(found).toMatchObject({ digest: plain.digest, problems: [] });
    expect((await inputs("data.csv")).paths).toEqual(["trunkline.yaml", "data.csv.dvc"]);
    const head = repository.commit({}, "Track by DVC");
    expect(await committed(world, (await inputs("data.csv")).paths)).toBe(head);
  });

  test("named by its file, which is not there: the command that fetches", async () => {
    put("data.csv.dvc", dvc());
    expect(await refused("data.csv")).toMatchObject({
      code: "data-dvc-missing",
      where: { file: "data.csv.dvc" },
      next: 'Run `dvc pull "data.csv.dvc"`.',
    });
  });

  test("named by its pointer: the same recipe with the file and without, also from DVC's cache", async () => {
    put("sub/data.csv.dvc", dvc());
    const absent = await read("sub/data.csv.dvc");
    expect(absent.problems).toMatchObject([
      { code: "data-dvc-missing", where: { file: "sub/data.csv.dvc" } },
    ]);
    const md5 = hex("md5", DATA);
    put(`.dvc/cache/files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`, DATA);
    expect(await read("sub/data.csv.dvc")).toMatchObject({ digest: absent.digest, problems: [] });
    rmSync(join(repository.path, ".dvc"), { recursive: true });
    put("sub/data.csv", DATA);
    const present = await read("sub/data.csv.dvc");
    expect(present).toMatchObject({ digest: absent.digest, problems: [] });
    expect(present.data.raw.files).toEqual(["sub/data.csv"]);
    put("sub/data.csv.dvc", dvc("n,y\n3,c\n"));
    rmSync(join(repository.path, "sub/data.csv"));
    expect((await read("sub/data.csv.dvc")).digest).not.toBe(absent.digest);
  });

  test("another content than the pointer's is refused, either way it is named", async () => {
    put("data.csv", `${DATA}3,c\n`);
    put("data.csv.dvc", dvc());
    for (const source of ["data.csv", "data.csv.dvc", "*.csv"])
      expect(await refused(source)).toMatchObject({ code: "data-dvc-differs", where: { file: "data.csv" } });
  });

  test("a pattern finds what Git ignores by its pointer", async () => {
    put("data.csv", DATA);
    put("data.csv.dvc", dvc());
    put(".gitignore", "/data.csv\n");
    expect((await read("*")).sources.map(({ path }) => path)).not.toContain("data.csv.dvc");
    expect((await read("*.csv")).sources).toEqual([{ path: "data.csv", digest: SHA }]);
  });

  test("before version 3 line ends did not count", async () => {
    put("data.csv", DATA.replaceAll("\n", "\r\n"));
    put("data.csv.dvc", dvc(DATA, ""));
    expect((await read("data.csv")).problems).toEqual([]);
    put("data.csv.dvc", dvc(DATA));
    expect(await refused("data.csv")).toMatchObject({ code: "data-dvc-differs" });
  });

  test("of a commit: the pointer's payload of then", async () => {
    const commit = repository.commit({ "data.csv.dvc": dvc(), ".gitignore": "data.csv\n" }, "Track");
    expect(await payloadOf(world, "data.csv", commit)).toBeNull();
    put("data.csv", DATA);
    for (const path of ["data.csv", "data.csv.dvc"])
      expect(await payloadOf(world, path, commit)).toMatchObject({ path, readAs: "data.csv" });
  });

  test.each([
    ["{", "no YAML"],
    ["outs: []\n", "no MD5 digest"],
    ["- 1\n", "no MD5 digest"],
    [dvc().replace(/md5: \w+/, "md5: 00.dir"), "a folder"],
    [`${dvc()}- md5: ${hex("md5", "")}\n  path: b.csv\n`, "2 files"],
    [dvc().replace("path: data.csv", "path: /etc/passwd"), "no path below it"],
    [dvc().replace("path: data.csv", "path: ../../x"), "leaves the repository"],
  ])("%j is refused", async (text, found) => {
    put("data.csv.dvc", text);
    expect((await refused("data.csv.dvc")).found).toContain(found);
  });
});
