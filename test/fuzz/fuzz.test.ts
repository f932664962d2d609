import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { boundedPages } from "../../scripts/bundle-plugins.js";
import type { KINDS } from "./kinds.ts";
import type { Outcome } from "./worker.ts";

const SLOWEST = 5000;
const MOST_MEMORY = 512 * 2 ** 20;
/** Leaves room for what is not the heap: the program and the files' bytes. */
const HEAP = 256;

const root = fileURLToPath(new URL("../..", import.meta.url));
const iris = readFileSync(join(root, "examples/iris/data/iris.csv"), "utf8");
const spectrum = join(dirname(createRequire(import.meta.url).resolve("csv-spectrum/package.json")), "csvs");
const parquets = join(root, "test/fixtures/parquet");
let folder: string;
let worker: string;
let samples: Record<keyof typeof KINDS, string[]>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trunkline-fuzz-"));
  worker = join(folder, "worker.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("worker.ts", import.meta.url))],
    outfile: worker,
    bundle: true,
    platform: "node",
    format: "esm",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    plugins: [boundedPages],
    logLevel: "error",
  });
  const own = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  samples = {
    csv: [
      own("iris.csv", iris.slice(0, 2000)),
      own("quoted.csv", 'id,species\n1,"a\nb"\n2,"c ""d"""\n3,NA\n'),
      own("mixed.csv", "day,n\n2026-01-31,1e3\n2026-02-01T10:00:00Z,-0\nsoon,9007199254740993\n"),
      ...readdirSync(spectrum).map((name) => join(spectrum, name)),
    ],
    parquet: readdirSync(parquets)
      .filter((name) => name.endsWith(".parquet"))
      .map((name) => join(parquets, name)),
    spec: [join(root, "examples/iris/trunkline.yaml"), own("spec.yaml", SPEC)],
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SPEC = `model: a
problem: { task: regression, target: y }
data:
  sources: [a.csv, "b/*.csv"]
  key: id
  expect: { a: { type: number, min: 0, mostly: 0.9, severity: warning }, b: { pattern: "[a-z]+", length: { max: 9 } } }
  rules: ["a < b", { rule: a > 1, when: b == 2, mostly: 0.9 }]
  unique: [[a, b]]
  checks: { outliers: off, personal_data: error }
features: { c: a * b, d: { scale: minmax }, "*": false }
train:
  command: make train
  code: [Makefile]
`;

/** Reads so many spoiled files in a process with little memory, which is ended when one of them takes too long. */
function run(kind: keyof typeof KINDS, count: number): Promise<Outcome> {
  const place = join(folder, kind);
  mkdirSync(place, { recursive: true });
  const child = fork(worker, [kind, "0", String(count), place, ...samples[kind]], {
    execArgv: [`--max-old-space-size=${HEAP}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let [index, said] = [-1, ""];
  let outcome: Outcome | undefined;
  child.stderr!.on("data", (text) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    const ended = (why: string) => reject(new Error(`${kind} ${index} (kept in ${place}): ${why}\n${said}`));
    const tooLong = () => {
      child.kill("SIGKILL");
      ended(`no answer after ${SLOWEST} ms`);
    };
    let watch = setTimeout(tooLong, 4 * SLOWEST);
    child.on("message", (message) => {
      clearTimeout(watch);
      if (typeof message === "number") index = message;
      else outcome = message as Outcome;
      watch = setTimeout(tooLong, SLOWEST);
    });
    child.on("error", reject);
    child.on("close", (exit, signal) => {
      clearTimeout(watch);
      if (exit === 0 && outcome) resolve(outcome);
      else ended(`ended with ${signal ?? exit}`);
    });
  });
}

test.each([
  ["csv", 4000],
  ["parquet", 3000],
  ["spec", 3000],
] as const)(
  "%s: %i spoiled files are read rightly or refused with clear words, in time and in little memory",
  {
    timeout: 300_000,
  },
  async (kind, count) => {
    const { answers, refusals, peak, codes } = await run(kind, count);
    expect(answers + refusals).toBe(count);
    // Neither all is refused nor all taken: both ways were gone.
    expect(Math.min(answers, refusals), JSON.stringify(codes)).toBeGreaterThan(count / 50);
    expect(peak).toBeLessThan(MOST_MEMORY);
  },
);
