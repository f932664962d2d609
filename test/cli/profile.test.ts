import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { profile } from "../../src/cli/profile.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trunkline-profile-"));
  const rows = Array.from(
    { length: 1000 },
    (_, row) => `${row},${row % 3 === 0 ? "ja" : "n\u001b[31mein"},${row === 500 ? "x" : row}`,
  );
  await writeFile(join(folder, "a.csv"), `id,wort,mixed\n${rows.join("\n")}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

function run(words: string[], values: Record<string, string> = {}) {
  return profile.run({
    values,
    positionals: words,
    folder,
    json: false,
    colour: false,
    world: () => Promise.reject(new Error("no repository is needed")),
  });
}

test("a table, one line a column, without what a terminal would obey", async () => {
  const { text, exit } = await run(["a.csv"]);
  expect(exit).toBe(0);
  const lines = text.split("\n");
  expect(lines[0]).toBe("1000 rows and 3 columns in a.csv");
  expect(lines[2]).toMatch(/^column +type +missing +distinct +min +median +max +shape$/);
  expect(lines[3]).toMatch(/^id +integer +0 +\S*\d+ +0 +\S+ +999 +█{3}/);
  expect(lines[4]).toContain("\\u{1b}");
  expect(text).not.toContain("\u001b");
  expect(text).toContain('mixed: text by "x" in a.csv:502 (999 integer, 1 text)');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
});

test("shards written with --out are merged to the whole", async () => {
  for (const part of ["1/2", "2/2"]) await run(["a.csv"], { shard: part, out: `out/${part[0]}.json` });
  const { json } = await run(["merge", "out/1.json", "out/2.json"], { out: "whole.json" });
  const written = JSON.parse(await readFile(join(folder, "whole.json"), "utf8"));
  expect(written).toEqual(JSON.parse(JSON.stringify(json)));
  expect(written).toMatchObject({ rows: 1000, files: [{ path: "a.csv", rows: 1000 }] });
});

test.each([
  [["merge"], {}],
  [["merge", "a.json"], { shard: "1/2" }],
])("%j with %j is misuse", async (words, values) => {
  await expect(run(words, values)).rejects.toMatchObject({ exit: 2 });
});
