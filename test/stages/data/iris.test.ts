import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { Spec } from "../../../src/records/spec.ts";
import { profile } from "../../../src/stages/data/profile.ts";
import { rowKeys } from "../../../src/stages/data/row-keys.ts";
import { split } from "../../../src/stages/data/split.ts";
import { typeColumns } from "../../../src/stages/data/type-columns.ts";
import { validate } from "../../../src/stages/data/validate.ts";
import { read } from "./tables.ts";

const EXAMPLE = new URL("../../../examples/iris/", import.meta.url);

test("the example's data meet the example's spec", async () => {
  const spec = v.parse(Spec, parse(readFileSync(new URL("trunkline.yaml", EXAMPLE), "utf8")));
  const { table: raw, problems } = await read(
    readFileSync(new URL("data/iris.csv", EXAMPLE)),
    spec.data.missing,
  );
  const typed = typeColumns(raw, spec.data.expect);
  const validation = await validate(raw, typed.table, spec, 0);
  expect([...problems, ...typed.problems, ...validation.problems]).toEqual([]);
  expect(validation.rows).toBe(150);
  const { folds } = split(rowKeys(raw, spec.data.key), spec.data.split);
  expect(folds.filter((fold) => fold === "validation")).toEqual([]);
  const tested = folds.filter((fold) => fold === "test").length;
  // Six standard deviations of 0.4 of 150 rows around 60.
  expect(Math.abs(tested - 60)).toBeLessThan(36);
  // The data set's own documentation (UCI, iris.names): mean 5.84, 3.05, 3.76, 1.20 for the original file.
  const { columns } = profile(
    typed.table,
    raw.line.map((_, row) => row),
  );
  expect(columns.sepal_length!.mean).toBeCloseTo(5.84, 2);
});
