import { expect, test } from "vitest";
import { mergeProfiles } from "../../../../src/stages/data/profile/merge-profiles.ts";
import { columnOf, profileOf } from "./profiles.ts";

/** Numbers of persons that pass their check digits, as whole numbers: 111.444.777-35 and the like. */
const CPFS = ["11144477735", "52998224725", "12345678909", "98765432100", "93541134780", "39053344705"];
const mails = (count: number) => Array.from({ length: count }, (_, row) => `person${row}@example.com`);

test("a column of addresses is marked, and none of them is kept", () => {
  const column = columnOf(mails(40));
  expect(column).toMatchObject({ personal: "e-mail address", rows: 40, distinct: 40 });
  expect(column.top).toEqual([["(e-mail address)", 40]]);
  expect(JSON.stringify(column)).not.toContain("example.com");
});

test("of numbers with check digits no end, quantile or sketch is kept; one that looks so among others changes nothing", () => {
  const column = columnOf(CPFS);
  expect(column).toMatchObject({ type: "integer", personal: "CPF", rows: 6 });
  for (const key of ["minimum", "maximum", "mean", "quantiles", "histogram"])
    expect(column).not.toHaveProperty(key);
  expect(Object.keys(column.sketches).sort()).toEqual(["distinct", "lengths", "patterns", "values"]);
  const text = JSON.stringify(column);
  for (const cpf of CPFS) expect(text).not.toContain(cpf);
  const orders = columnOf([...CPFS.slice(0, 2), "10000000001", "10000000002", "10000000003"]);
  expect(orders).toMatchObject({ minimum: 10000000001, maximum: 52998224725 });
  expect(orders.personal).toBeUndefined();
});

test("single values are named by their kind, within text, too, and the others stay", () => {
  const column = columnOf(["web", "web", ...mails(2), "ask flora@example.com", "tel 111.444.777-35"]);
  expect(column.personal).toBeUndefined();
  expect(column.top).toEqual([
    ["(e-mail address)", 2],
    ["web", 2],
    ["ask (e-mail address)", 1],
    ["tel (CPF)", 1],
  ]);
  expect(columnOf(["dora@example.com", "x", "x"]).kinds[0]!.text).toBe("(e-mail address)");
});

test("what one part was found to be, the merge is, too", () => {
  const part = (file: string, cells: readonly string[]) => ({
    file,
    profile: profileOf(`c\n${cells.join("\n")}\n`),
  });
  const merged = mergeProfiles([part("a.json", ["1", "2"]), part("b.json", CPFS), part("c.json", ["7"])]);
  expect(merged.columns[0]).toMatchObject({ type: "integer", personal: "CPF", rows: 9 });
  expect(merged.columns[0]).not.toHaveProperty("minimum");
});
