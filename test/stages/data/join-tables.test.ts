import { expect, test } from "vitest";
import { joinTables } from "../../../src/stages/data/join-tables.ts";
import { typeColumns } from "../../../src/stages/data/type-columns.ts";
import { validate } from "../../../src/stages/data/validate.ts";
import { brief, rawOf, read, specOf } from "./tables.ts";

test("rows keep their file and line, columns are matched by name", async () => {
  const one = await rawOf("a,y\n1,p\n2,q\n", "one.csv");
  const two = await rawOf('y,a\n"r\n",3\ns,4\n', "two.csv");
  const { table, problems } = joinTables([one, two]);
  expect(problems).toEqual([]);
  expect(table).toMatchObject({
    columns: ["a", "y"],
    rows: 4,
    files: ["one.csv", "two.csv"],
    file: [0, 0, 1, 1],
    line: [2, 3, 2, 4],
  });
  expect(table.cells.get("a")).toEqual(["1", "2", "3", "4"]);
  const validation = await validate(table, typeColumns(table, {}).table, specOf({}), 0);
  expect(validation.files).toEqual([
    { path: "one.csv", rows: 2 },
    { path: "two.csv", rows: 2 },
  ]);
});

test("other columns are a problem that names both files", async () => {
  const tables = [await rawOf("a,b\n1,2\n", "one.csv"), await rawOf("a,c\n1,2\n", "two.csv")];
  const { table, problems } = joinTables(tables);
  expect(table.files).toEqual(["one.csv"]);
  expect(brief(problems)).toEqual(["data-different-columns 1"]);
  expect(problems[0]!.where!.file).toBe("two.csv");
  expect(problems[0]!.found).toBe('two.csv lacks "b" and has also "c", unlike one.csv');
});

test("files that could not be read are passed over, no source at all is an error", async () => {
  const unread = (await read("")).table;
  const whole = await rawOf("a\n1\n", "two.csv");
  expect(joinTables([unread, whole]).table).toBe(whole);
  expect(joinTables([unread]).table.rows).toBe(0);
  expect(() => joinTables([])).toThrow("data-no-source");
});
