import { expect, test } from "vitest";
import { changeText } from "../../../src/reports/words/data-change-text.ts";
import { dataChange } from "../../../src/stages/data/data-change.ts";
import { rowKeys } from "../../../src/stages/data/row-keys.ts";
import { rawOf } from "./tables.ts";

async function change(before: string, after: string, key?: string) {
  const [was, is] = [await rawOf(before), await rawOf(after)];
  return dataChange({ raw: was, keys: rowKeys(was, key) }, { raw: is, keys: rowKeys(is, key) });
}

test("rows are told apart by their key, not by their place", async () => {
  expect(await change("id,a\n1,x\n2,y\n3,z\n", "id,a\n4,w\n3,z\n2,Y\n", "id")).toEqual({
    rows: { before: 3, after: 3, added: 1, removed: 1, changed: 1 },
    columns: { added: [], removed: [], changed: [{ name: "a", rows: 1 }] },
  });
});

test("of changed rows it is told in which columns, and in how many rows each", async () => {
  const found = await change(
    "id,a,b,c\n1,x,1,0\n2,y,2,0\n3,z,3,0\n",
    "id,a,b,c\n1,x,9,0\n2,Y,8,0\n3,z,3,0\n",
    "id",
  );
  expect(found.rows.changed).toBe(2);
  expect(found.columns.changed).toEqual([
    { name: "a", rows: 1 },
    { name: "b", rows: 2 },
  ]);
  const words = changeText(found, (name) => `<${name}>`);
  expect(words).toBe("2 rows changed (in <b> 2, <a> 1)");
});

test("a new or removed column alone changes no row; a cell that becomes missing does", async () => {
  expect(await change("id,a,b\n1,x,0\n2,y,0\n", "c,id,a\n9,1,x\n9,2,NA\n", "id")).toEqual({
    rows: { before: 2, after: 2, added: 0, removed: 0, changed: 1 },
    columns: { added: ["c"], removed: ["b"], changed: [{ name: "a", rows: 1 }] },
  });
});

test("without a key, a changed row is one removed and one added, and repeats count", async () => {
  expect((await change("a,b\n1,x\n1,x\n2,y\n", "a,b\n1,x\n2,z\n")).rows).toEqual({
    before: 3,
    after: 2,
    added: 1,
    removed: 2,
    changed: 0,
  });
});
