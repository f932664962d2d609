import assert from "node:assert/strict";
import * as v from "valibot";
import { nodeFiles } from "../../src/adapters/files.ts";
import type { Problem } from "../../src/core/errors.ts";
import { TrunklineError } from "../../src/core/errors.ts";
import { validateData } from "../../src/pipeline/data/read-data.ts";
import { streamValidation } from "../../src/pipeline/data/stream-validation.ts";
import { profileFiles } from "../../src/pipeline/profile.ts";
import type { World } from "../../src/ports/world.ts";
import { TableProfile } from "../../src/records/column-profile.ts";
import { Spec } from "../../src/records/spec.ts";
import type { RawTable } from "../../src/records/table.ts";
import { readParquet } from "../../src/stages/data/formats/read-parquet.ts";
import { readCsv } from "../../src/stages/data/read-csv.ts";
import { explain } from "../../src/stages/problem/explain.ts";
import { readSpec } from "../../src/stages/problem/read-spec.ts";
import { BINARY_TOKENS, TEXT_TOKENS } from "../support/mutate.ts";

interface Kind {
  readonly path: string;
  readonly tokens: readonly (string | Uint8Array)[];
  /** How many mutations a file has at most: one is enough to spoil a grammar. */
  readonly most: number;
  /** Reads the file in the folder, and holds the answer against what it must be. Throws a TrunklineError where it is refused. */
  read(folder: string, bytes: Uint8Array): Promise<void>;
}

const files = nodeFiles();
const MISSING = ["", "NA"];
const SPEC = v.parse(Spec, {
  model: "m",
  problem: { task: "classification", target: "species" },
  data: {
    sources: ["data.csv"],
    key: "id",
    expect: {
      id: { type: "integer" },
      species: { pattern: "[a-z]+" },
      n: { max: 5, mostly: 0.9 },
      day: { type: "date" },
    },
    unique: [["id", "species"]],
  },
  train: { algorithm: "baseline" },
});

async function profiled(folder: string, name: string): Promise<TableProfile> {
  const profile = await profileFiles(files, [{ name, path: `${folder}/${name}` }]);
  v.parse(TableProfile, profile);
  for (const column of profile.columns) {
    const present = column.kinds.reduce((sum, { count }) => sum + count, 0);
    assert.equal(present + column.missing, profile.rows, column.name);
    const { minimum, mean, maximum } = column;
    if (typeof minimum === "number" && typeof maximum === "number" && mean !== undefined)
      assert.ok(minimum <= mean && mean <= maximum, `${minimum} ${mean} ${maximum}`);
  }
  return profile;
}

/** Read as a whole and in one pass: two ways, which must come to the same with every file. */
async function csv(folder: string, bytes: Uint8Array): Promise<void> {
  await validated("data.csv", bytes);
  await agree(folder, "data.csv", await readCsv({ path: "data.csv", bytes }, MISSING));
}

/** What is told of the rows as they are read is what is told of the whole table. */
async function validated(path: string, bytes: Uint8Array): Promise<void> {
  const sources = [{ path, bytes }];
  const whole = await validateData(sources, SPEC, 0);
  const { validation } = await streamValidation({ files } as World, sources, SPEC, 0);
  if (whole.validation.checks > 0) assert.deepEqual(validation, whole.validation);
  else assert.equal(validation.checks, 0, JSON.stringify(validation.problems));
}

async function agree(
  folder: string,
  name: string,
  { table, problems }: { readonly table: RawTable; readonly problems: readonly Problem[] },
): Promise<void> {
  const refused = await profiled(folder, name).then(
    (profile) => {
      assert.deepEqual(problems, []);
      assert.equal(profile.rows, table.rows);
      assert.deepEqual(
        profile.columns.map((column) => [column.name, column.missing]),
        table.columns.map((each) => [each, table.cells.get(each)!.filter((cell) => cell === null).length]),
      );
    },
    (error: unknown) => {
      if (!(error instanceof TrunklineError)) throw error;
      return error;
    },
  );
  if (refused === undefined) return;
  if (name.endsWith(".csv")) assert.notEqual(problems.length, 0, JSON.stringify(refused.problems));
  throw refused;
}

/** Where both ways take a file, they come to the same. A spoiled one without checksums may show to only one that it is. */
async function parquet(folder: string, bytes: Uint8Array): Promise<void> {
  const read = await readParquet("data.parquet", bytes, MISSING);
  if (read.problems.length === 0) {
    await validated("data.parquet", bytes);
    await agree(folder, "data.parquet", read);
  } else {
    await profiled(folder, "data.parquet").catch((error: unknown) => {
      if (!(error instanceof TrunklineError)) throw error;
    });
    throw new TrunklineError(2, read.problems as [Problem, ...Problem[]]);
  }
}

/** What is explained is the same spec, with every default written out. */
async function spec(_: string, bytes: Uint8Array): Promise<void> {
  const read = await readSpec(bytes, "trunkline.yaml");
  const text = await explain(read, new TextDecoder().decode(bytes));
  assert.deepEqual(await readSpec(new TextEncoder().encode(text), "trunkline.yaml"), read);
}

export const KINDS = {
  csv: { path: "data.csv", tokens: TEXT_TOKENS, most: 6, read: csv },
  parquet: { path: "data.parquet", tokens: BINARY_TOKENS, most: 3, read: parquet },
  spec: { path: "trunkline.yaml", tokens: TEXT_TOKENS, most: 2, read: spec },
} satisfies Record<string, Kind>;
