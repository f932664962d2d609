import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeFiles } from "../../src/adapters/files.ts";
import { TrunklineError } from "../../src/core/errors.ts";
import { seededRandom } from "../../src/core/random.ts";
import { mergeProfileFiles, profileText, readProfile } from "../../src/pipeline/data/profile-file.ts";
import { parseShard } from "../../src/pipeline/data/shard.ts";
import { profileFiles } from "../../src/pipeline/profile.ts";
import type { FullColumnProfile } from "../../src/records/column-profile.ts";
import { readSource } from "../../src/stages/data/formats/read-source.ts";
import { profileRaw } from "../../src/stages/data/profile/profile-raw.ts";

const files = nodeFiles();
const PARQUET = fileURLToPath(new URL("../fixtures/parquet/table.parquet", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trunkline-profile-"));
});
afterAll(() => rm(folder, { recursive: true }));

const named = (...names: string[]) => names.map((name) => ({ name, path: join(folder, name) }));

async function put(name: string, content: string | Uint8Array): Promise<void> {
  await writeFile(join(folder, name), content);
}

async function problemsOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TrunklineError);
  return (error as TrunklineError).problems;
}

/** Without what tells how a part was read: sketches and errors. */
function plain({ name, type, rows, missing, distinct, minimum, maximum }: FullColumnProfile) {
  return { name, type, rows, missing, distinct, minimum, maximum };
}

describe("shards", () => {
  const lines = Array.from({ length: 10_000 }, (_, row) =>
    row % 5 === 0 ? `${row},"two\nlines, ""${row}"""` : `${row},x${row % 300}`,
  );

  test.each([1, 2, 7, 16])("%i of them have every row once, and merge to the whole", async (of) => {
    await put("a.csv", `id,text\n${lines.slice(0, 7000).join("\n")}\n`);
    await put("b.csv", `id,text\r\n${lines.slice(7000).join("\r\n")}`);
    const whole = await profileFiles(files, named("a.csv", "b.csv"));
    for (let index = 1; index <= of; index++) {
      const part = await profileFiles(files, named("a.csv", "b.csv"), parseShard(`${index}/${of}`));
      expect(Math.abs(part.rows - 10_000 / of)).toBeLessThan(700);
      await put(`${index}.json`, profileText(part));
    }
    const merged = await mergeProfileFiles(
      files,
      named(...Array.from({ length: of }, (_, index) => `${index + 1}.json`)),
    );
    expect(merged.files).toEqual([
      { path: "a.csv", rows: 7000 },
      { path: "b.csv", rows: 3000 },
    ]);
    expect(merged.columns.map(plain)).toEqual(whole.columns.map(plain));
    expect(merged.columns[0]!.sketches.distinct).toBe(whole.columns[0]!.sketches.distinct);
    expect(merged.columns[1]!.kinds).toEqual(whole.columns[1]!.kinds);
  });

  test.each(["0/4", "5/4", "1/0", "1", "a/b", "1/4/2", "-1/4"])("%s is no shard", (text) => {
    expect(() => parseShard(text)).toThrow(/usage-shard/);
  });
});

describe("what keeps files from being read, all at once", () => {
  test("ragged rows, duplicate headers, encodings, empty and absent files", async () => {
    await put("ragged.csv", "a,b\n1\n1,2\n1,2,3\n");
    await put("headers.csv", "a,a\n1,2\n");
    await put("latin.csv", Buffer.from("a,b\nJos\xe9,2\n", "latin1"));
    await put("empty.csv", "");
    const problems = await problemsOf(profileFiles(files, named("ragged.csv", "latin.csv", "empty.csv")));
    expect(problems.map(({ code, where }) => [code, where?.file, where?.line])).toEqual([
      ["data-ragged-row", "ragged.csv", 2],
      ["data-ragged-row", "ragged.csv", 4],
      ["data-wrong-encoding", "latin.csv", 2],
      ["data-empty-file", "empty.csv", undefined],
    ]);
    expect((await problemsOf(profileFiles(files, named("headers.csv"))))[0].code).toBe(
      "data-duplicate-header",
    );
    expect((await problemsOf(profileFiles(files, named("absent.csv"))))[0].code).toBe("data-missing-file");
  });

  test("a file with other columns, whose order is free", async () => {
    await put("one.csv", "a,b\n1,x\n");
    await put("turned.csv", "b,a\ny,2\n");
    await put("other.csv", "a,c\n1,2\n");
    const { columns } = await profileFiles(files, named("one.csv", "turned.csv"));
    expect(columns.map(({ name, type, rows }) => [name, type, rows])).toEqual([
      ["a", "integer", 2],
      ["b", "text", 2],
    ]);
    const [problem] = await problemsOf(profileFiles(files, named("one.csv", "other.csv")));
    expect(problem).toMatchObject({ code: "data-different-columns", where: { file: "other.csv" } });
  });

  test("a folder", async () => {
    await expect(profileFiles(files, [{ name: "folder", path: folder }])).rejects.toThrow(/it is a folder/);
  });

  test("something that is no profile", async () => {
    await put("text.json", "{");
    await put("list.json", '{"format":"trunkline-profile/1","files":[],"rows":-1,"columns":[]}');
    for (const name of ["text.json", "list.json", "absent.json"]) {
      const [problem] = await problemsOf(readProfile(files, named(name)[0]!));
      expect(problem).toMatchObject({ code: "profile-unreadable", where: { file: name } });
    }
  });
});

// Written by pyarrow 26.0.1: 300 rows in three row groups, Snappy.
describe("Parquet", () => {
  const parquet = (shard?: string) =>
    profileFiles(files, [{ name: "t.parquet", path: PARQUET }], shard ? parseShard(shard) : undefined);

  test("every type is read as what it is", async () => {
    const { rows, columns } = await parquet();
    expect(rows).toBe(300);
    const found = columns.map(({ name, type, missing, distinct, minimum, maximum }) => [
      name,
      type,
      missing,
      distinct,
      minimum,
      maximum,
    ]);
    expect(found).toEqual([
      ["id", "integer", 0, 300, 0, 299],
      ["big", "integer", 0, 300, 9_007_199_254_740_992, 9_007_199_254_741_292],
      ["small", "integer", 0, 7, 0, 6],
      ["ratio", "number", 6, 294, 0.125, 37.375],
      ["single", "number", 0, 300, 0, 74.75],
      ["flag", "boolean", 0, 2, undefined, undefined],
      ["city", "text", 75, 3, undefined, undefined],
      ["code", "text", 0, 9, undefined, undefined],
      ["day", "date", 0, 300, "2024-01-01", "2024-10-26"],
      ["moment", "datetime", 0, 300, "2024-01-01T12:00:00.000Z", "2024-01-01T16:59:00.000Z"],
      ["price", "number", 0, 300, 0, 74.75],
    ]);
    expect(columns[1]!.rounded).toBe(300);
    expect(columns[6]!.top).toEqual([
      ["Lisbon", 75],
      ["Recife", 75],
      ["São Paulo", 75],
    ]);
    // The first 100 rows are the first group.
    expect(columns[3]!.kinds).toContainEqual({
      kind: "integer",
      count: 36,
      file: "t.parquet",
      line: 9,
      text: "1",
    });
  });

  test.each(["dictionary", "dictionary-2", "plain"])(
    "%s pages: the same profile as of their text",
    async (name) => {
      const path = fileURLToPath(new URL(`../fixtures/parquet/${name}.parquet`, import.meta.url));
      const bytes = await readFile(path);
      const { table, problems } = await readSource({ path: "t.parquet", bytes }, ["", "NA"]);
      expect(problems).toEqual([]);
      const found = await profileFiles(files, [{ name: "t.parquet", path }]);
      expect(found).toEqual(profileRaw(table));
      expect(found.columns.map(({ type }) => type)).not.toContain("empty");
    },
  );

  test("shards take row groups, and merge to the whole", async () => {
    const whole = await parquet();
    const parts = await Promise.all(["1/2", "2/2"].map(parquet));
    expect(parts.map(({ rows }) => rows)).toEqual([200, 100]);
    for (const [index, part] of parts.entries()) await put(`p${index}.json`, profileText(part));
    const merged = await mergeProfileFiles(files, named("p0.json", "p1.json"));
    expect(merged.columns.map(plain)).toEqual(whole.columns.map(plain));
  });

  test("a file that is cut, spoiled, empty, or no Parquet", async () => {
    const bytes = await readFile(PARQUET);
    await put("cut.parquet", bytes.subarray(0, bytes.length / 2));
    await put("text.parquet", "a,b\n1,2\n");
    await put("empty.parquet", "");
    const spoiled = Buffer.from(bytes);
    spoiled.fill(0xff, 200, 900);
    await put("spoiled.parquet", spoiled);
    for (const name of ["cut.parquet", "text.parquet", "empty.parquet", "spoiled.parquet"]) {
      const [problem] = await problemsOf(profileFiles(files, named(name)));
      expect(problem).toMatchObject({ code: "data-unreadable-parquet", where: { file: name } });
    }
  });

  test("250 spoiled files: the answer, or a problem that names the file", async () => {
    const random = seededRandom(1);
    const whole = await readFile(PARQUET);
    const codes = new Set<string>();
    for (let round = 0; round < 250; round++) {
      const spoiled = Buffer.from(whole);
      // Most of them in the metadata, at the end.
      const reach = round % 3 === 0 ? whole.length : 4000;
      for (let change = 0; change < 3; change++)
        spoiled[whole.length - 1 - random.below(reach)] = random.below(256);
      await put("spoiled.parquet", spoiled);
      try {
        expect((await profileFiles(files, named("spoiled.parquet"))).rows).toBeGreaterThan(0);
        codes.add("none");
      } catch (error) {
        expect(error).toBeInstanceOf(TrunklineError);
        codes.add((error as TrunklineError).problems[0].code);
      }
    }
    expect(codes).toContain("none");
    expect(codes).toContain("data-unreadable-parquet");
  });

  test.each(["none", "snappy", "gzip", "brotli", "zstd", "lz4"])(
    "compressed with %s",
    async (compression) => {
      const path = fileURLToPath(new URL(`../fixtures/parquet/${compression}.parquet`, import.meta.url));
      const { rows, columns } = await profileFiles(files, [{ name: path, path }]);
      expect(rows).toBe(200);
      expect(columns[0]).toMatchObject({ type: "integer", minimum: 0, maximum: 39_800, mean: 19_900 });
    },
  );
});

test("a file larger than any piece that is read of it", async () => {
  await put("large.csv", "n,text\n");
  const block = Array.from({ length: 20_000 }, (_, row) => `${row},"é ""${"x".repeat(row % 60)}"""\n`).join(
    "",
  );
  for (let round = 0; round < 4; round++) await appendFile(join(folder, "large.csv"), block);
  const { rows, columns } = await profileFiles(files, named("large.csv"));
  expect(rows).toBe(80_000);
  expect(columns[0]).toMatchObject({ minimum: 0, maximum: 19_999 });
  expect(columns[0]!.mean).toBeCloseTo(9999.5, 9);
  expect(columns[1]!.lengths).toMatchObject({ minimum: 4, maximum: 63 });
});

describe("formats", () => {
  const rows = Array.from({ length: 6000 }, (_, row) => [row, row % 3 === 0 ? "ja" : "nein, nie", row / 8]);
  const separated = (by: string) =>
    ["id", "word", "part"].join(by) +
    rows.map(([id, word, part]) => `\n${[id, `"${word}"`, part].join(by)}`).join("");
  const objects = rows.map(([id, word, part]) => JSON.stringify({ id, word, part }));

  beforeAll(async () => {
    await put("whole.csv", separated(","));
    await put("whole.tsv", separated("\t"));
    await put("whole.csv.gz", gzipSync(separated(",")));
    await put(
      "whole.tsv.gz",
      Buffer.concat([gzipSync(separated("\t").slice(0, 999)), gzipSync(separated("\t").slice(999))]),
    );
    await put("whole.ndjson", objects.join("\n"));
    await put("whole.json.gz", gzipSync(`[${objects.join(",")}]`));
  });

  test.each(["whole.tsv", "whole.csv.gz", "whole.tsv.gz", "whole.ndjson", "whole.json.gz"])(
    "%s has the profile of the same table as CSV",
    async (name) => {
      const csv = await profileFiles(files, named("whole.csv"));
      const other = await profileFiles(files, named(name));
      expect(other.files).toEqual([{ path: name, rows: 6000 }]);
      expect(other.columns.map(plain)).toEqual(csv.columns.map(plain));
    },
  );

  test("a packed file is read piece by piece: its blocks may be of any number, and Zstandard is one of the packings", async () => {
    const path = fileURLToPath(new URL("../fixtures/formats/squares.csv.zst", import.meta.url));
    const whole = await readSource({ path, bytes: await readFile(path) }, []);
    const profile = await profileFiles(files, [{ name: "squares.csv.zst", path }]);
    expect(profile.rows).toBe(whole.table.rows);
    expect(profile.columns.map(({ name }) => name)).toEqual(whole.table.columns);
  });

  test("of shards one has all rows of a file that cannot be cut", async () => {
    const names = ["whole.csv.gz", "whole.ndjson", "whole.csv"];
    const parts = await Promise.all(
      [1, 2, 3].map((index) => profileFiles(files, named(...names), { index, of: 3 })),
    );
    expect(parts.reduce((sum, part) => sum + part.rows, 0)).toBe(18_000);
  });

  test("the line of JSON that decided a type is the file's own", async () => {
    await put("lines.ndjson", '{"a": 1}\n\n\n{"a": "x"}\n');
    const { columns } = await profileFiles(files, named("lines.ndjson"));
    expect(columns[0]).toMatchObject({ type: "text", decided: { line: 4, text: "x" } });
  });

  test.each([
    ["cut.csv.gz", () => gzipSync(separated(",")).subarray(0, 3000)],
    [
      "cut.csv.zst",
      async () =>
        (await readFile(new URL("../fixtures/formats/squares.csv.zst", import.meta.url))).subarray(0, 200),
    ],
    ["not.csv.gz", () => "a,b\n1,2\n"],
  ])("%s cannot be unpacked, and says so", async (name, content) => {
    await put(name, await content());
    const problems = await problemsOf(profileFiles(files, named(name)));
    expect(problems).toMatchObject([{ code: "data-cannot-unpack", where: { file: name } }]);
  });
});
