import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../../src/core/random.ts";
import { partitionsOf } from "../../../../src/stages/data/formats/partitions.ts";
import { readSource } from "../../../../src/stages/data/formats/read-source.ts";
import { unpack } from "../../../../src/stages/data/formats/unpack.ts";
import { joinTables } from "../../../../src/stages/data/join-tables.ts";
import { placeOf } from "../../../../src/stages/data/place.ts";
import { mutations } from "../../../support/mutate.ts";
import { MISSING } from "../tables.ts";

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/formats/${name}`, import.meta.url));

async function read(path: string, content: string | Uint8Array, partitions = partitionsOf(path)) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return readSource({ path, bytes, partitions }, MISSING);
}

async function cells(path: string, content: string | Uint8Array) {
  const { table, problems } = await read(path, content);
  expect(problems).toEqual([]);
  return Object.fromEntries(table.cells);
}

/** Code and place, found and expected of each problem. */
async function problems(path: string, content: string | Uint8Array): Promise<string[]> {
  const found = await read(path, content);
  return found.problems.map(({ code, where, found: what }) =>
    [code, where?.line, where?.column, what].filter((part) => part !== undefined).join(" "),
  );
}

describe("the same rows in every format of text", () => {
  const wanted = { id: ["1", "2"], city: ["Olinda, PE", null], n: ["9007199254740993", "1e3"] };
  const csv = 'id,city,n\n1,"Olinda, PE",9007199254740993\n2,NA,1e3\n';
  const tsv = "id\tcity\tn\n1\tOlinda, PE\t9007199254740993\n2\tNA\t1e3\n";
  const ndjson = '{"id":1,"city":"Olinda, PE","n":9007199254740993}\n\n{"id":2,"city":null,"n":1e3}\n';
  const json =
    '\uFEFF[\n  {"id": 1, "city": "Olinda, PE", "n": 9007199254740993},\n  {"n": 1e3, "id": 2}\n]\n';

  test.each([
    ["a.csv", csv],
    ["a.txt", csv],
    ["a.TSV", tsv],
    ["a.ndjson", ndjson],
    ["a.jsonl", ndjson.replaceAll("\n", "\r\n")],
    ["a.json", json],
  ])("%s", async (path, text) => {
    expect(await cells(path, text)).toEqual(wanted);
    expect(await cells(`${path}.gz`, gzipSync(text))).toEqual(wanted);
  });

  test("a file in gzip may have several members", async () => {
    const [head, tail] = [csv.slice(0, 30), csv.slice(30)];
    expect(await cells("a.csv.gz", Buffer.concat([gzipSync(head), gzipSync(tail)]))).toEqual(wanted);
  });

  test("zstd, as pyarrow 26.0.1 writes it", async () => {
    const { id, n } = await cells("squares.csv.zst", fixture("squares.csv.zst"));
    expect(id).toHaveLength(500);
    expect(n!.at(-1)).toBe(String(499 * 499));
  });
});

describe("JSON", () => {
  test("names are united in the order in which they come; what a row lacks is missing", async () => {
    expect(await cells("a.ndjson", '{"b":true}\n{"a":"","b":false,"__proto__":0}\n')).toEqual(
      Object.fromEntries([
        ["b", ["true", "false"]],
        ["a", [null, null]],
        ["__proto__", [null, "0"]],
      ]),
    );
  });

  test("lists and objects within a row are JSON text, without white space", async () => {
    const rows = '[{"a": {"x" : [1.50, {"y": null}], "z\\u00e9": "\\"" }, "b": [ ]}]';
    expect(await cells("a.json", rows)).toEqual({ a: ['{"x":[1.50,{"y":null}],"zé":"\\""}'], b: ["[]"] });
  });

  test("a cell is told by its own line and column, a missing one by its row", async () => {
    const list = await read("a.json", '[\n  {\n    "a": 1,\n    "b":\n      "x"\n  },\n  { "a": 2 }\n]\n');
    expect(placeOf(list.table, 0, "b")).toEqual({ file: "a.json", line: 5, column: 7 });
    expect(placeOf(list.table, 1, "b")).toEqual({ file: "a.json", line: 7 });
    const lines = await read("b.ndjson", '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n');
    expect(placeOf(lines.table, 1, "b")).toEqual({ file: "b.ndjson", line: 2, column: 12 });
    const csv = await read("c.csv", "b,a\ny,2\n");
    const joined = joinTables([csv.table, list.table, lines.table]).table;
    expect(placeOf(joined, 0, "a")).toEqual({ file: "c.csv", line: 2, column: 2 });
    expect(placeOf(joined, 1, "b")).toEqual({ file: "a.json", line: 5, column: 7 });
    expect(placeOf(joined, 4, "b")).toEqual({ file: "b.ndjson", line: 2, column: 12 });
  });

  test.each([
    ["", "1 1 the end of the text"],
    ['{"a": 1}', "1 1 an object"],
    ["[1]", '1 2 "1]"'],
    ["[{}, ]", '1 6 "]"'],
    ['[{"a": 1},\n {"a": 01}]', '2 8 "01}]"'],
    ['[{"a": 1,\n "a": 2}]', '2 2 the name "a" a second time'],
    ['[{"a": {"b": 1, "b": 2}}]', '1 17 the name "b" a second time'],
    ['[{"a": "x\ny"}]', "1 8 a text that is never closed on its line"],
    ['[{"a": "\\x"}]', "1 8 a text with an escape that JSON does not know"],
    ['[{"a": NaN}]', '1 8 "NaN}]"'],
    ['[{"a": 1}] x', '1 12 "x"'],
    ["[{'a': 1}]", "1 3 \"'a':\""],
    [`[{"a": ${"[".repeat(200)}`, "1 108 more levels of lists and objects"],
  ])("%j is told with its place", async (text, wanted) => {
    expect(await problems("a.json", text)).toEqual([`data-invalid-json ${wanted}`]);
  });

  test("every wrong line of NDJSON is told, and the right ones are read", async () => {
    const text = '{"a":1}\n{"a":}\n[1]\n{"a":2} {"a":3}\n{"a":4}\n';
    expect(await problems("a.ndjson", text)).toEqual([
      'data-invalid-json 2 6 "}"',
      'data-invalid-json 3 1 "[1]"',
      'data-invalid-json 4 9 "{"a":3}"',
    ]);
    expect((await read("a.ndjson", text)).table.cells.get("a")).toEqual(["1", "4"]);
  });

  test("nothing to read, a name of nothing, and bytes that are no UTF-8", async () => {
    expect(await problems("a.json", "[]")).toEqual(["data-empty-file no row"]);
    expect(await problems("a.ndjson", "{}\n")).toEqual(["data-empty-file no row"]);
    expect(await problems("a.json", '[{"": 1}]')).toEqual(['data-empty-header 1 7 a value with the name ""']);
    const latin = await problems("a.ndjson", Uint8Array.of(0x7b, 0xe9, 0x7d));
    expect(latin[0]).toMatch(/^data-wrong-encoding 1 the byte 0xE9/);
  });
});

describe("binary formats, as pyarrow 26.0.1 writes them", () => {
  const wanted = {
    id: ["9007199254740993", "-9223372036854775808", null],
    natural: ["18446744073709551615", "0", "1"],
    ratio: ["0.1", null, null],
    flag: ["true", "false", null],
    city: ["São Paulo", null, null],
    code: ["x", "y", "x"],
    day: ["2024-02-29", "1969-12-31", null],
    moment: ["2024-01-01T12:00:00.250Z", "1969-12-31T00:00:00Z", null],
    price: ["0.3", "-12.5", null],
    tags: ['["a","b"]', "[]", null],
  };

  test.each(["types.parquet", "types.arrow", "types.arrows"])("%s", async (name) => {
    const { table, problems: wrong } = await read(name, fixture(name));
    expect(wrong).toEqual([]);
    expect(Object.fromEntries(table.cells)).toEqual(wanted);
    expect(table.line).toEqual([1, 2, 3]);
    expect(placeOf(table, 1, "natural")).toEqual({ file: name, line: 2, column: 2 });
    expect(await cells(`${name}.gz`, gzipSync(fixture(name)))).toEqual(wanted);
  });

  test.each(["many-lz4.feather", "many-zstd.feather"])("%s", async (name) => {
    const { n, word } = await cells(name, fixture(name));
    expect(n).toEqual(Array.from({ length: 9000 }, (_, row) => String(row % 1000)));
    expect(word).toEqual(Array.from({ length: 9000 }, (_, row) => `word ${row % 900}`));
  });

  test.each([
    ["a.parquet", "data-unreadable-parquet no Parquet"],
    ["a.arrow", "data-unreadable-arrow no Arrow"],
    ["a.csv.gz", "data-cannot-unpack no gzip"],
    ["a.csv.zst", "data-cannot-unpack no zstd"],
  ])("%s that is text, empty or cut", async (path, wanted) => {
    const whole = {
      "a.parquet": fixture("types.parquet"),
      "a.arrow": fixture("types.arrow"),
      "a.csv.gz": gzipSync("a,b\n".repeat(1000)),
      "a.csv.zst": fixture("squares.csv.zst"),
    }[path]!;
    for (const content of ["a,b\n1,2\n", "", whole.subarray(0, whole.length / 2)]) {
      const [first, ...more] = await problems(path, content);
      expect(first).toContain(wanted);
      expect(more).toEqual([]);
    }
  });
});

test("a small file that unpacks to a large one is refused before it is", async () => {
  const million = new Uint8Array(1 << 20);
  const packed = gzipSync(million);
  expect(await unpack("a.csv.gz", packed, "gzip", 1 << 20)).toHaveProperty("bytes");
  expect(await unpack("a.csv.gz", packed, "gzip", (1 << 20) - 1)).toMatchObject({
    problem: { code: "data-too-large", where: { file: "a.csv.gz" } },
  });
  expect(await unpack("a.zst", fixture("squares.csv.zst"), "zstd", 1000)).toMatchObject({
    problem: { code: "data-too-large" },
  });
});

describe("folders that tell columns", () => {
  test("come after the file's own, percent signs read, no value as such", async () => {
    const path = "data/year=2025/city=S%C3%A3o%20Paulo/k=__HIVE_DEFAULT_PARTITION__/a=b/part=0.csv";
    expect(await cells(path, "n\n1\n2\n")).toEqual({
      n: ["1", "2"],
      year: ["2025", "2025"],
      city: ["São Paulo", "São Paulo"],
      k: [null, null],
      a: ["b", "b"],
    });
    expect(partitionsOf("x=%zz/=3/x=2=1/f.csv")).toEqual([{ name: "x", value: "2=1" }]);
  });

  test("a file that says otherwise than its folder is told by row", async () => {
    expect(await cells("year=2025/a.csv", "year,n\n2025,1\n")).toEqual({ year: ["2025"], n: ["1"] });
    expect(await problems("year=2025/a.csv", "year,n\n2025,1\n2024,2\n")).toEqual([
      'data-partition 3 "2024" in the column "year"',
    ]);
  });
});

test("1,500 spoiled files: an answer or a problem with a name", {
  timeout: 120_000,
}, async () => {
  const texts = mutations(
    ['{"id":1,"a":"x\\n","b":[1,{"c":null}]}\n{"id":2}\n', '[{"a":1},{"b":-0.5e3}]'],
    11,
  );
  const random = seededRandom(5);
  const codes = new Set<string>();
  for (let round = 0; round < 1500; round++) {
    const names = ["types.parquet", "squares.csv.zst"];
    const name = ["a.json", "a.ndjson", ...names][round % 4]!;
    const bytes = name.startsWith("a.") ? texts() : Buffer.from(fixture(name));
    if (!name.startsWith("a."))
      for (let change = 0; change < 3; change++)
        bytes[Math.floor(random.next() * Math.min(bytes.length, 3000))] = Math.floor(random.next() * 256);
    const { table, problems: wrong } = await read(name, bytes);
    for (const { code, found, where } of wrong) {
      codes.add(code);
      expect(`${code}${found}`).not.toMatch(/undefined|\[object/);
      expect(where?.file).toBe(name);
    }
    for (const column of table.cells.values()) expect(column).toHaveLength(table.rows);
  }
  expect([...codes]).toEqual(
    expect.arrayContaining([
      "data-invalid-json",

      "data-unreadable-parquet",
      "data-cannot-unpack",
    ]),
  );
});
