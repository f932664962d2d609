import { describe, expect, test } from "vitest";
import type { Problem } from "../../../src/core/errors.ts";
import { seededRandom } from "../../../src/core/random.ts";
import { textOf } from "../../../src/stages/data/cell-batch.ts";
import { CsvSplitter } from "../../../src/stages/data/split-csv.ts";
import { brief, read } from "./tables.ts";

const encoder = new TextEncoder();

interface Split {
  header: readonly string[];
  rows: string[][];
  lines: number[];
  problems: Problem[];
}

function split(chunks: Iterable<Uint8Array>): Split {
  const found: Split = { header: [], rows: [], lines: [], problems: [] };
  const splitter = new CsvSplitter("data.csv", {
    header: (names) => {
      found.header = names;
    },
    rows: ({ bytes, starts, ends, width, rows, lines }) => {
      for (let row = 0; row < rows; row++) {
        const cells = Array.from({ length: width }, (_, column) =>
          textOf(bytes, starts[row * width + column]!, ends[row * width + column]!),
        );
        found.rows.push(cells);
        found.lines.push(lines[row]!);
      }
    },
  });
  for (const chunk of chunks) splitter.push(chunk);
  found.problems = splitter.finish();
  return found;
}

const whole = (text: string | Uint8Array) => split([typeof text === "string" ? encoder.encode(text) : text]);

const NASTY = [
  '\uFEFFid,"na ""me""",text,é',
  "1,plain,,x",
  '2,"quoted, with comma","two\nlines",ü',
  '3,"""all""","a\r\nb\rc\n\n",😀',
  '"4","","""",""',
  "5, spaced ,\t,ñandú",
].join("\r\n");

describe("a nasty file", () => {
  const expected = whole(`${NASTY}\r\n`);

  test("is what it says", () => {
    expect(expected.problems).toEqual([]);
    expect(expected.header).toEqual(["id", 'na "me"', "text", "é"]);
    expect(expected.rows).toEqual([
      ["1", "plain", "", "x"],
      ["2", "quoted, with comma", "two\nlines", "ü"],
      ["3", '"all"', "a\r\nb\rc\n\n", "😀"],
      ["4", "", '"', ""],
      ["5", " spaced ", "\t", "ñandú"],
    ]);
    expect(expected.lines).toEqual([2, 3, 5, 10, 11]);
  });

  test.each(["", "\n", "\r", "\r\n", "\n\n\r\n"])("wherever it is cut in two, ending with %j", (end) => {
    const bytes = encoder.encode(NASTY + end);
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(split([bytes.slice(0, cut), bytes.slice(cut)]), `cut at ${cut}`).toEqual(expected);
  });

  test.each([1, 2, 3, 7])("in chunks of %i", (size) => {
    const bytes = encoder.encode(`${NASTY}\n`);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.slice(index * size, (index + 1) * size),
    );
    expect(split(chunks)).toEqual(expected);
  });
});

/** CSV of letters that mean something to a parser, wrong as often as right. */
function wild(seed: number): string {
  const random = seededRandom(seed);
  const pieces = ["a", "1", ",", ",", ",", '"', '""', "\n", "\n", "\r\n", "\r", " ", "é", "NA"];
  const width = 1 + random.below(3);
  const header = Array.from({ length: width }, (_, index) => `c${index}`).join(",");
  const wellFormed = random.next() < 0.5;
  const cell = () =>
    random.next() < 0.3
      ? `"${["x", "", 'q""q', "l\nm", "l\r\nm", ","][random.below(6)]}"`
      : String(random.below(9));
  const body = Array.from({ length: random.below(12) }, () =>
    wellFormed
      ? `${Array.from({ length: width + (random.next() < 0.05 ? 1 : 0) }, cell).join(",")}\n`
      : pieces[random.below(pieces.length)],
  );
  return [header, ["\n", "\r\n", "\r"][random.below(3)], ...body].join("");
}

describe("agreement with the reader of whole tables", () => {
  test("on 3,000 small files, right and wrong ones: cells, lines and problems", async () => {
    let faulty = 0;
    for (let seed = 0; seed < 3000; seed++) {
      const text = wild(seed);
      const { table, problems } = await read(text, []);
      const found = whole(text);
      expect(found.problems, JSON.stringify(text)).toEqual(problems);
      if (problems.length > 0) faulty += 1;
      const rows = Array.from({ length: table.rows }, (_, row) =>
        table.columns.map((name) => table.cells.get(name)![row]),
      );
      expect(found.rows, JSON.stringify(text)).toEqual(rows);
      expect(found.lines).toEqual(table.line);
    }
    // Neither kind is rare, or the test would show little.
    expect(faulty).toBeGreaterThan(500);
    expect(faulty).toBeLessThan(2500);
  });

  test("on 3,000 files with wrong bytes: the same rows, or a problem of the same file", async () => {
    const random = seededRandom(8);
    const bytes = encoder.encode(NASTY);
    const seen = new Set<string>();
    for (let round = 0; round < 3000; round++) {
      const spoiled = bytes.slice();
      for (let change = 0; change <= round % 3; change++)
        spoiled[random.below(bytes.length)] = random.next() < 0.7 ? random.below(128) : random.below(256);
      const { table, problems } = await read(spoiled, []);
      const found = whole(spoiled);
      const codes = (each: readonly Problem[]) => each.map(({ code }) => code);
      // Behind a quotation mark in the wrong place the encoding is not looked at any more.
      if (problems[0]?.code !== "data-wrong-encoding") expect(found.problems).toEqual(problems);
      else expect(["data-wrong-encoding", "data-stray-quote"]).toContain(found.problems[0]?.code);
      if (problems.length === 0) expect(found.lines).toEqual(table.line);
      for (const code of codes(found.problems)) seen.add(code);
    }
    expect([...seen].sort()).toEqual([
      "data-ragged-row",
      "data-stray-quote",
      "data-unclosed-quote",
      "data-wrong-encoding",
    ]);
  });

  test.each([
    ["nothing", ""],
    ["a mark only", "\uFEFF"],
    ["blank lines", "\n\r\n\n"],
    ["a header", "a,b"],
    ["blank lines in the middle", "a,b\n1,2\n\n\n3,4\n"],
    ["no names", "a,,b, \n1,2,3,4\n"],
    ["the same names", "a,b,a\n1,2,3\n"],
    ["an open quotation mark", 'a,b\n1,2\n3,"4\n5,6\n'],
    ["a stray quotation mark", 'a,b\n1\n"1\n2"x,3\n'],
    ["a header that is never closed", '"a,b\n1,2\n'],
    ["one column with blank lines", "a\n1\n\n2\n\n"],
  ])("%s", async (_, text) => {
    const { problems } = await read(text, []);
    expect(whole(text).problems).toEqual(problems);
  });

  test.each([
    ["Latin-1", Buffer.from("name,n\nAnna,1\nJos\xe9,2\n", "latin1")],
    ["Latin-1 in the header", Buffer.from("n\xe3o,n\nAnna,1\n", "latin1")],
    ["Latin-1 in a cell that is never closed", Buffer.from('a,n\n"x,1\nJos\xe9,2\n', "latin1")],
    ["UTF-16 with a mark", Buffer.from("\uFEFFa,b\n1,2\n", "utf16le")],
    ["UTF-16 without a mark", Buffer.from("a,b\n1,2\n", "utf16le")],
    ["a cut character", Buffer.from([0x61, 0x0a, 0x31, 0x0a, 0xc3])],
  ])("%s", async (_, bytes) => {
    const { problems } = await read(bytes);
    expect(problems).toHaveLength(1);
    expect(whole(bytes).problems).toEqual(problems);
    for (let cut = 0; cut < bytes.length; cut++)
      expect(split([bytes.subarray(0, cut), bytes.subarray(cut)]).problems).toEqual(problems);
  });
});

describe("size", () => {
  test("rows beyond one batch keep their lines, and so does a wrong byte among them", () => {
    const row = "12,é\n";
    const { rows, lines } = whole(`a,b\n${row.repeat(10_000)}`);
    expect(rows).toHaveLength(10_000);
    expect(lines.at(-1)).toBe(10_001);
    const bytes = Buffer.concat([Buffer.from(`a,b\n${row.repeat(10_000)}1,`), Buffer.from([0xe9, 0x0a])]);
    expect(brief(whole(bytes).problems)).toEqual(["data-wrong-encoding 10002"]);
  });

  test("of a million wrong rows the first are told, and how many more there are", () => {
    const { problems } = whole(`a,b\n${"1\n".repeat(1_000_000)}`);
    expect(problems).toHaveLength(51);
    expect(brief(problems.slice(0, 2))).toEqual(["data-ragged-row 2", "data-ragged-row 3"]);
    expect(problems.at(-1)).toMatchObject({ code: "data-more-problems", found: "999950 more problems" });
  });

  test("a row without an end is no reason to read on", () => {
    const chunk = new Uint8Array(1 << 20).fill(97);
    const splitter = new CsvSplitter("data.csv", { header: () => {}, rows: () => {} });
    splitter.push(encoder.encode('a,b\n1,2\n3,"'));
    let chunks = 0;
    for (; !splitter.stopped && chunks < 100; chunks++) splitter.push(chunk);
    expect(chunks).toBeLessThan(70);
    expect(brief(splitter.finish())).toEqual(["data-long-row 3"]);
  });
});
