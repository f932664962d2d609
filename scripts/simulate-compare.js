// The table of docs/comparison.md: how often `trunkline compare` is right about pull requests whose truth is known, beside
// what a bare difference of two figures would have said. Seeded: `node scripts/simulate-compare.js` prints the same every time.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL("../test/stages/evaluation/compare/change.ts", import.meta.url));
const built = await build({
  entryPoints: [source],
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const code = Buffer.from(built.outputFiles[0].contents).toString("base64");
const { harmlessChange, verdictOn } = await import(`data:text/javascript;base64,${code}`);

const RUNS = 1000;
const RESAMPLES = 2000;
const nothing = (rows) => (seed) => ({ ...harmlessChange(seed), task: "classification", rows });
const accuracy = (disagreement, gain) => () => ({ task: "classification", rows: 1000, disagreement, gain });

const WORLDS = [
  ["nothing, 50 to 5,000 rows", harmlessChange],
  ["nothing, 50 rows", nothing(50)],
  ["nothing, 500 rows", nothing(500)],
  ["nothing, 5,000 rows", nothing(5000)],
  ["accuracy 5 points lower, 1,000 rows, 10 % disagree", accuracy(0.1, -0.05)],
  ["accuracy 5 points lower, 1,000 rows, 15 % disagree", accuracy(0.15, -0.05)],
  ["accuracy 5 points higher, 1,000 rows, 10 % disagree", accuracy(0.1, 0.05)],
  ["accuracy 2 points lower, 1,000 rows, 10 % disagree", accuracy(0.1, -0.02)],
];

const VERDICTS = ["improved", "equivalent", "inconclusive", "regressed"];
const percent = (share) => `${(100 * share).toFixed(1)} %`;

process.stdout.write(`| what is true | ${VERDICTS.join(" | ")} | bare difference below zero |\n`);
process.stdout.write(`| --- |${" ---: |".repeat(VERDICTS.length + 1)}\n`);
for (const [what, change] of WORLDS) {
  const called = Array.from({ length: RUNS }, (_, seed) => verdictOn(change(seed), seed, RESAMPLES));
  const shares = VERDICTS.map((each) => called.filter(({ verdict }) => verdict === each).length / RUNS);
  const below = called.filter(({ belowZero }) => belowZero).length / RUNS;
  process.stdout.write(`| ${[what, ...shares.map(percent), percent(below)].join(" | ")} |\n`);
}
