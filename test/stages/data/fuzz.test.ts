import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { TrunklineError } from "../../../src/core/errors.ts";
import { readCsv } from "../../../src/stages/data/read-csv.ts";
import { typeColumns } from "../../../src/stages/data/type-columns.ts";
import { validate } from "../../../src/stages/data/validate.ts";
import { mutations } from "../../support/mutate.ts";
import { MISSING, specOf } from "./tables.ts";

const iris = readFileSync(new URL("../../../examples/iris/data/iris.csv", import.meta.url), "utf8");
const spectrum = dirname(createRequire(import.meta.url).resolve("csv-spectrum/package.json"));
const SPEC = specOf(
  { target: "species" },
  { key: "id", expect: { sepal_length: { type: "number", max: 9 } } },
);

test("6,000 spoiled files: an answer or a problem with a name, never a crash, and none takes long", {
  timeout: 120_000,
}, async () => {
  const files = readdirSync(join(spectrum, "csvs")).map((name) => readFileSync(join(spectrum, "csvs", name)));
  const next = mutations([iris.slice(0, 2000), 'id,species\n1,"a\nb"\n2,"c ""d"""\n', ...files], 7);
  let slowest = 0;
  for (let index = 0; index < 6000; index++) {
    const bytes = next();
    const begun = performance.now();
    try {
      const { table: raw, problems } = await readCsv({ path: "data.csv", bytes }, MISSING);
      for (const { code, found } of problems) expect(`${code}${found}`).not.toMatch(/undefined|\[object/);
      const typed = typeColumns(raw, SPEC.data.expect);
      if (problems.length === 0) await validate(raw, typed.table, SPEC, 0);
    } catch (error) {
      if (!(error instanceof TrunklineError))
        throw new Error(`${JSON.stringify(bytes.toString())}`, { cause: error });
    }
    slowest = Math.max(slowest, performance.now() - begun);
  }
  expect(slowest).toBeLessThan(5000);
});

// What Python 3.11.7's csv.reader gives of each file of csv-spectrum 2.0.0.
const PYTHON = JSON.parse(
  readFileSync(new URL("../../fixtures/csv-spectrum-python.json", import.meta.url), "utf8"),
) as Record<string, string[][]>;

test.each(Object.entries(PYTHON))(
  "%s: the cells that Python's csv reads",
  async (name, [header, ...rows]) => {
    const bytes = readFileSync(join(spectrum, "csvs", name));
    const { table, problems } = await readCsv({ path: name, bytes }, []);
    // A quotation mark inside an unquoted cell (37'37.8"N) is none by RFC 4180, and may be half of a mistake: it is refused.
    if (name === "location_coordinates.csv") {
      expect(problems.map(({ code }) => code)).toEqual(["data-stray-quote"]);
      return;
    }
    expect(problems).toEqual([]);
    expect(table.columns).toEqual(header);
    const read = Array.from({ length: table.rows }, (_, row) =>
      table.columns.map((column) => table.cells.get(column)![row]),
    );
    expect(read).toEqual(rows);
  },
);
