import { execFileSync } from "node:child_process";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openWorld } from "../../src/adapters/world.ts";
import { seededRandom } from "../../src/core/random.ts";
import { validated } from "../../src/pipeline/check.ts";
import { predict } from "../../src/pipeline/evaluation/predict.ts";
import { loadProject } from "../../src/pipeline/project.ts";
import { train } from "../../src/pipeline/train.ts";
import { splitRows } from "../../src/pipeline/training/model-rows.ts";
import { Predictions } from "../../src/records/bundle.ts";
import { readRecord } from "../../src/records/bundle-files.ts";
import { Transform } from "../../src/records/transform.ts";
import { applyTransform } from "../../src/stages/features/apply-transform.ts";

let folder: string | undefined;
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true });
  folder = undefined;
});

/** A hundred and twenty rows with missing cells, outliers, categories, dates and sentences. */
function table(): string {
  const random = seededRandom(8);
  const lines = Array.from({ length: 120 }, (_, row) => {
    const size = random.next() * 10;
    const town = ["Ulm", "Bonn", "Kiel"][random.below(3)]!;
    const day = new Date(Date.UTC(2025, 0, 1 + row)).toISOString().slice(0, 10);
    const words = Array.from(
      { length: random.below(5) },
      () => ["small", "old", "light", "loud"][random.below(4)],
    );
    const cells = [
      `r${row}`,
      random.next() < 0.1 ? "" : size.toFixed(2),
      row % 40 === 7 ? "9999" : (size * 3 + random.next()).toFixed(2),
      random.next() < 0.1 ? "" : town,
      day,
      words.join(" "),
      `h${row % 30}`,
      (size * 20 + (town === "Ulm" ? 50 : 0) + random.next()).toFixed(1),
      size > 5 ? "big" : "small",
    ];
    return `${cells.join(",")}\n`;
  });
  return `id,size,rooms,town,sold,words,house,price,class\n${lines.join("")}`;
}

async function trained(sections: string, files: Readonly<Record<string, string>> = {}) {
  folder = await realpath(await mkdtemp(join(tmpdir(), "preparation-")));
  execFileSync("git", ["init", "--quiet", folder]);
  const spec = `model: homes\nproblem: { task: regression, target: price }\n${sections}`;
  await writeFile(join(folder, "trunkline.yaml"), spec);
  await writeFile(join(folder, "homes.csv"), table());
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const said: string[] = [];
  const console = { say: (line: string) => said.push(line), annotate: () => {} };
  const none = "http://127.0.0.1:9";
  const world = await openWorld({
    folder,
    console: console as never,
    apiUrl: none,
    serverUrl: none,
    mayRunCommands: true,
  });
  const project = await loadProject(world, "trunkline.yaml");
  const { inputs, registry, validation, data } = await validated(world, project, false);
  expect(validation.problems).toEqual([]);
  const { bundle } = await train(world, inputs, registry.artifact, async () => data);
  return { bundle, data, rows: splitRows(data, project.spec), said };
}

const DATA = "data: { sources: [homes.csv], key: id }\ntrain: { algorithm: knn }\n";

/** What serving does: the bundle alone predicts raw rows, and says what was said of the holdout. */
async function expectServed({ bundle, data, rows }: Awaited<ReturnType<typeof trained>>) {
  const stored = readRecord(Predictions, bundle.files, "predictions.json", "homes");
  const keys = rows.test.map((row) => rows.split.keys[row]!);
  expect(await predict(bundle, data.table, rows.test, keys)).toEqual(stored);
  expect(stored.predicted).toHaveLength(rows.test.length);
}

describe("a bundle prepares raw rows as its training did", () => {
  const LEFT_OUT = "sold: false\n  words: false\n  house: false\n  class: false";

  test("missing cells by the nearest rows, indicators, outliers clipped, a robust scale", async () => {
    const features = `features:\n  ${LEFT_OUT}\n  "*": { missing: nearest, indicator: true, outliers: clip-and-flag, scale: robust }\n`;
    const made = await trained(DATA + features);
    await expectServed(made);
    expect(made.bundle.manifest.rows.training).toBe(made.rows.training.length);
  });

  test("rows that miss a cell are not trained on, and the holdout keeps them", async () => {
    const features = `features:\n  ${LEFT_OUT}\n  size: { missing: drop }\n`;
    const made = await trained(DATA + features);
    const { values } = made.data.table.columns.get("size")!;
    const gaps = made.rows.training.filter((row) => values[row] === null).length;
    expect(gaps).toBeGreaterThan(0);
    expect(made.rows.test.filter((row) => values[row] === null).length).toBeGreaterThan(0);
    const left = made.rows.training.length - gaps;
    expect(made.bundle.manifest.rows).toEqual({
      training: left,
      validation: made.rows.validation.length,
      test: made.rows.test.length,
    });
    expect(made.said).toContain(
      `Training homes on ${left} rows, without ${gaps} that miss a cell or repeat another …`,
    );
    await expectServed(made);
  });

  const ENCODED = `features:
  sold: { encode: date, cyclic: true }
  words: { encode: text, ngram_range: [1, 2] }
  house: { encode: target, smoothing: 2 }
  class: { encode: ordinal, order: [small, big] }
  "*": { encode: hash, buckets: 4 }
`;

  test("dates, words, and categories by the target, their order and their hash", async () => {
    const made = await trained(DATA + ENCODED);
    await expectServed(made);
    const prepared = readRecord(Transform, made.bundle.files, "transform.json", "homes");
    const outputs = prepared.columns.flatMap((column) => column.outputs);
    expect(outputs).toEqual(expect.arrayContaining(["sold:month_sin", "words:length", "house:target"]));
  });
});

test("features are selected and turned into components, repeated rows left out, in training and in serving", async () => {
  const sections = `features: { words: false, sold: { encode: date, parts: [days, year] }, house: { encode: target } }
prepare: { duplicates: drop, variance: 0, correlation: 0.9, mutual_information: 6, components: 0.9 }
`;
  const made = await trained(DATA + sections);
  await expectServed(made);
  const transform = readRecord(Transform, made.bundle.files, "transform.json", "homes");
  expect(transform.selected!.length).toBeLessThanOrEqual(6);
  expect(transform.left_out!.map(({ name, by }) => `${name} ${by}`)).toContain("sold:year variance");
  expect(transform.components!.explained.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0.9);
  const columns = transform.selected!.length + transform.left_out!.length;
  expect(made.said).toContain(
    `Training homes on ${made.rows.training.length} rows and ${transform.selected!.length} of ${columns} features …`,
  );
});

describe("a model is trained and served with any split", () => {
  test.each([
    ["group", "group: house"],
    ["strata", "stratify: class"],
    ["time", "time: sold"],
    ["dates", "time: sold, test_from: 2025-04-01, validation_from: 2025-03-15"],
  ])("%s", async (_, split) => {
    const made = await trained(
      `data: { sources: [homes.csv], key: id, split: { ${split} } }
train: { algorithm: knn }
features: { words: false, sold: false, house: { encode: target } }
`,
    );
    await expectServed(made);
    const sold = made.data.table.columns.get("sold")!.values as string[];
    const newest = (rows: readonly number[]) =>
      rows
        .map((row) => sold[row]!)
        .sort()
        .at(-1)!;
    const oldest = made.rows.test.map((row) => sold[row]!).sort()[0]!;
    if (split.startsWith("time")) expect(newest(made.rows.training) < oldest).toBe(true);
  });
});

test("a command is handed values of the target that do not know a row's own, and the transform's for the holdout", async () => {
  const features = `features: { "*": false, house: { encode: target, scale: none } }\n`;
  const command = `data: { sources: [homes.csv], key: id }
train: { command: node keep.mjs, code: [keep.mjs] }
`;
  const made = await trained(command + features, {
    "keep.mjs": `import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
const { TRUNKLINE_TRAIN, TRUNKLINE_HOLDOUT, TRUNKLINE_OUTPUT } = process.env;
copyFileSync(TRUNKLINE_TRAIN, TRUNKLINE_OUTPUT + "/train.csv");
const rows = readFileSync(TRUNKLINE_HOLDOUT, "utf8").trim().split("\\n").slice(1);
writeFileSync(
  TRUNKLINE_OUTPUT + "/predictions.csv",
  ["id,prediction", ...rows.map((row) => row.split(",").slice(0, 2).join(","))].join("\\n") + "\\n",
);
`,
  });
  const transform = readRecord(Transform, made.bundle.files, "transform.json", "homes");
  const seen = new TextDecoder().decode(made.bundle.files.get("model/train.csv"));
  const told = new Map(
    seen
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","))
      .map(([key, cell]) => [key, Number(cell)]),
  );
  const keys = made.rows.training.map((row) => made.rows.split.keys[row]!);
  const full = applyTransform(transform, made.data.table, made.rows.training).rows.map(([cell]) => cell);
  expect([...told.keys()]).toEqual(keys);
  expect(keys.filter((key, at) => told.get(key) === full[at])).toEqual([]);
  const { predicted } = readRecord(Predictions, made.bundle.files, "predictions.json", "homes");
  expect(predicted).toEqual(
    applyTransform(transform, made.data.table, made.rows.test).rows.map(([cell]) => cell),
  );
});
