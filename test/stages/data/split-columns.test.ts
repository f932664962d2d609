import { expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { parseRecords } from "../../../src/stages/data/parse-records.ts";
import { splitColumns } from "../../../src/stages/data/split-columns.ts";

test("cells by column, the header's first", () => {
  expect(splitColumns("a,b\n1,2\n,4\n", ",")).toEqual([
    ["a", "1", ""],
    ["b", "2", "4"],
  ]);
  expect(splitColumns("a\tb\n1,5\t2", "\t")).toEqual([
    ["a", "1,5"],
    ["b", "2"],
  ]);
});

test.each([
  ["nothing", ""],
  ["a quotation mark", 'a,b\n"1",2\n'],
  ["a carriage return", "a,b\r\n1,2\r\n"],
  ["a cell too few", "a,b\n1\n2,3\n"],
  ["a cell too many", "a,b\n1,2,3\n"],
  ["a cell too many in the last line", "a,b\n1,2\n1,2,"],
  ["a blank line", "a,b\n1,2\n\n"],
  ["a blank header", "\n\n"],
])("%s is for the parser", (_, text) => {
  expect(splitColumns(text, ",")).toBeNull();
});

test("what it splits, it splits as the parser does", async () => {
  const random = seededRandom(3);
  const pieces = [",", ",", "\n", "\n", "a", "é", "12", " ", ";"];
  let split = 0;
  for (let round = 0; round < 5000; round++) {
    const text = Array.from({ length: 1 + random.below(14) }, () => pieces[random.below(pieces.length)]).join(
      "",
    );
    const columns = splitColumns(text, ",");
    if (columns === null) continue;
    split += 1;
    const { records, problems } = await parseRecords("t.csv", text);
    expect(problems).toEqual([]);
    expect(columns[0]!.map((_, row) => columns.map((column) => column[row]))).toEqual(
      records.map(({ cells }) => cells),
    );
    expect(records.map(({ line }) => line)).toEqual(records.map((_, row) => row + 1));
  }
  expect(split).toBeGreaterThan(500);
});
