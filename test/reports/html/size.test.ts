import { expect, it } from "vitest";
import { htmlReport } from "../../../src/reports/html/html-report.ts";
import { attribute, byId, elementsIn, read, textOf } from "./page.ts";
import { aClassifierPage, aRegressionPage } from "./samples.ts";

const rowsOf = (text: string, id: string): number =>
  elementsIn(byId(read(text), id)!).filter(({ tagName }) => tagName === "tr").length - 1;

it("a hundred columns and 5,000 rows stay under 500 KB, and what is left out is counted", () => {
  const text = htmlReport(aClassifierPage({ rows: 5000, columns: 100 }));
  expect(Buffer.byteLength(text)).toBeLessThan(500_000);
  expect(rowsOf(text, "profile-table")).toBe(100);
  const said = textOf(byId(read(text), "disagreements")!);
  const [, all, shown, rest] = /differ on (\d+) of 5000 .* The first (\d+) are shown, (\d+) more are not/s
    .exec(said)!
    .map(Number);
  expect(rowsOf(text, "disagreements-table")).toBe(shown);
  expect(shown! + rest!).toBe(all);
});

it("a regression of as many rows, too", () => {
  const text = htmlReport(aRegressionPage({ rows: 5000, columns: 100 }));
  expect(Buffer.byteLength(text)).toBeLessThan(500_000);
  expect(text).toMatch(/Every \d+th of 5000 rows is drawn/);
});

it("the longest names, cells and lists that there may be shorten the page further", () => {
  const long = (index: number): string => `${index}${"é<&".repeat(700)}`;
  const input = aClassifierPage({
    rows: 2000,
    columns: 300,
    classes: Array.from({ length: 60 }, (_, index) => long(index)),
    columnName: long,
    cell: (row) => long(row),
    key: long,
  });
  const problem = { code: "data-in", found: long(1), where: { file: long(2), line: 1 }, next: long(3) };
  const validation = { ...input.validation, warnings: Array.from({ length: 3000 }, () => problem) };
  const recipeChanges = Array.from({ length: 3000 }, (_, index) => long(index));
  const text = htmlReport({ ...input, validation, recipeChanges });
  expect(Buffer.byteLength(text)).toBeLessThan(500_000);
  expect(attribute(byId(read(text), "theme-auto")!, "type")).toBe("radio");
});
