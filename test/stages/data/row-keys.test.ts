import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { rowKeys } from "../../../src/stages/data/row-keys.ts";
import { rawOf } from "./tables.ts";

test("a key column gives its text", async () => {
  expect(rowKeys(await rawOf("id,a\n07,x\n7.0,x\n__proto__,x\n"), "id")).toEqual(["07", "7.0", "__proto__"]);
});

test("a key that is absent or missing in rows is an error with all rows", async () => {
  const raw = await rawOf("id,a\n1,x\n,x\nNA,x\n");
  expect(() => rowKeys(raw, "key")).toThrow("data-missing-column");
  expect(() => rowKeys(raw, "id")).toThrow(/data\.csv:3:1[\s\S]*data\.csv:4:1/);
});

test("without a key, the SHA-256 of the cells in the order of the columns' names", async () => {
  const [key] = rowKeys(await rawOf('b,a\nx,"1,5"\n'));
  const bytes = '[["a","1,5"],["b","x"]]';
  expect(key).toBe(createHash("sha256").update(bytes).digest("hex").slice(0, 16));
});

test("the same content again is numbered; missing is not the text that means missing", async () => {
  const keys = rowKeys(await rawOf("a,b\n1,\n2,x\n1,NA\n1,\n"));
  expect(keys[2]).toBe(`${keys[0]}#2`);
  expect(keys[3]).toBe(`${keys[0]}#3`);
  expect(new Set(keys).size).toBe(4);
});

test("neither the order of rows nor that of columns changes the keys", async () => {
  const random = seededRandom(5);
  const rows = Array.from({ length: 60 }, () => [random.below(6), random.below(6)] as const);
  const forwards = rowKeys(await rawOf(`a,b\n${rows.map(([a, b]) => `${a},${b}`).join("\n")}\n`));
  const turned = rows.toReversed().map(([a, b]) => `${b},${a}`);
  const backwards = rowKeys(await rawOf(`b,a\n${turned.join("\n")}\n`));
  expect(backwards.toSorted()).toEqual(forwards.toSorted());
});
