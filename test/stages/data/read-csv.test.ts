import { describe, expect, test } from "vitest";
import { brief, read } from "./tables.ts";

function cells(table: Awaited<ReturnType<typeof read>>["table"]) {
  return Object.fromEntries(table.cells);
}

describe("reading", () => {
  test("cells are exact, missing markers are compared without white space", async () => {
    const { table, problems } = await read('a,b,c\n1, x ,"q ""z"", w"\n NA ,,"  "\n');
    expect(problems).toEqual([]);
    expect(cells(table)).toEqual({ a: ["1", null], b: [" x ", null], c: ['q "z", w', null] });
    expect(table).toMatchObject({
      columns: ["a", "b", "c"],
      rows: 2,
      files: ["data.csv"],
      file: [0, 0],
      line: [2, 3],
    });
  });

  test("only the given markers are missing", async () => {
    const { table } = await read("a,b\n,?\nNA,1\n", ["?"]);
    expect(cells(table)).toEqual({ a: ["", "NA"], b: [null, "1"] });
  });

  test("a byte order mark is removed, CRLF is fine, lines count breaks inside cells once", async () => {
    const { table, problems } = await read('\uFEFFa,b\r\n1,"x\r\ny\r\nz"\r\n2,"u\nv"\r\n3,w\r\n');
    expect(problems).toEqual([]);
    expect(cells(table)).toEqual({ a: ["1", "2", "3"], b: ["x\r\ny\r\nz", "u\nv", "w"] });
    expect(table.line).toEqual([2, 5, 7]);
  });

  test("Markdown, HTML and the names of object members are data", async () => {
    const { table, problems } = await read(
      '__proto__,constructor,<b>x</b>,"a|b"\n<script>alert(1)</script>,**bold**,[l](http://e.org),`c`|d\n',
    );
    expect(problems).toEqual([]);
    expect(table.columns).toEqual(["__proto__", "constructor", "<b>x</b>", "a|b"]);
    expect(table.columns.map((name) => table.cells.get(name)![0])).toEqual([
      "<script>alert(1)</script>",
      "**bold**",
      "[l](http://e.org)",
      "`c`|d",
    ]);
  });

  test("blank lines at the end are no rows; in one column a blank line is a missing cell", async () => {
    expect((await read("a,b\n1,2\n\n\n")).table.rows).toBe(1);
    expect(cells((await read("a\n1\n\n2\n")).table)).toEqual({ a: ["1", null, "2"] });
  });
});

describe("problems", () => {
  test.each([
    ["", ["data-empty-file"]],
    ["\n\n", ["data-empty-file"]],
    ["\uFEFF", ["data-empty-file"]],
    ["a,b\n", ["data-header-only 1"]],
    ["a,b", ["data-header-only 1"]],
    ["a,,b, \n1,2,3,4\n", ["data-empty-header 1 2", "data-empty-header 1 4"]],
    ["a,b,a,a\n1,2,3,4\n", ["data-duplicate-header 1 3", "data-duplicate-header 1 4"]],
    ['a,b\n"1\n2",3\n4\n5,6,7\n\n8,9\n', ["data-ragged-row 4", "data-ragged-row 5", "data-ragged-row 6"]],
    ['a,b\n1,2\n3,"4\n5,6\n', ["data-unclosed-quote 3"]],
    ['a,b\n1\n"1\n2"x,3\n', ["data-stray-quote 3", "data-ragged-row 2"]],
    ['a,b\n1,x"y\n', ["data-stray-quote 2"]],
    ['"a,b\n1,2\n', ["data-unclosed-quote 1"]],
  ])("%j", async (text, expected) => {
    const { problems } = await read(text);
    expect(brief(problems)).toEqual(expected);
    for (const problem of problems) {
      expect(problem.where?.file).toBe("data.csv");
      expect(problem.expected).toBeTruthy();
      expect(problem.next).toBeTruthy();
    }
  });

  test("a first column without a name may be an index that a program left: the way to leave it out is told", async () => {
    const { problems } = await read(",a,\n0,1,2\n");
    expect(problems[0]!.next).toContain("index=False");
    expect(problems[1]!.next).not.toContain("index=False");
  });

  test("ragged rows are left out of the table and say what they hold", async () => {
    const { table, problems } = await read("a,b\n1,2\n3\n4,5\n");
    expect(cells(table)).toEqual({ a: ["1", "4"], b: ["2", "5"] });
    expect(table.line).toEqual([2, 4]);
    expect(problems[0]).toMatchObject({ found: "a row of 1 cells", expected: "2 cells, as in the header" });
  });

  test("a header's invisible characters are shown", async () => {
    const { problems } = await read("a\u202Eb,a\u202Eb\n1,2\n");
    expect(problems[0]!.found).toContain('"a\\u{202e}b"');
  });
});

describe("encodings", () => {
  test("Latin-1 is refused with the line and the byte", async () => {
    const { table, problems } = await read(Buffer.from("name,n\nAnna,1\nJos\xe9,2\n", "latin1"));
    expect(brief(problems)).toEqual(["data-wrong-encoding 3"]);
    expect(problems[0]!.found).toMatch(/0xE9.*Latin-1/);
    expect(table).toMatchObject({ rows: 0, columns: [] });
  });

  test.each([
    ["little endian with a mark", Buffer.from("\uFEFFa,b\n1,2\n", "utf16le")],
    ["big endian with a mark", Buffer.from("\uFEFFa,b\n1,2\n", "utf16le").swap16()],
    ["little endian without a mark", Buffer.from("a,b\n1,2\n", "utf16le")],
  ])("UTF-16, %s", async (_, bytes) => {
    const { problems } = await read(bytes);
    expect(brief(problems)).toEqual(["data-wrong-encoding 1"]);
    expect(problems[0]!.found).toContain("UTF-16");
  });

  test("a character that is cut at the end of the file", async () => {
    const { problems } = await read(Buffer.from([0x61, 0x0a, 0x31, 0x0a, 0xc3]));
    expect(brief(problems)).toEqual(["data-wrong-encoding 3"]);
  });
});
