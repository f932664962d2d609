// The figures of docs/comparison.md on recipes that are trained again: how often two ways of training that are equally good are called
// different at 0.05. Seeded: `node scripts/simulate-repeats.js` prints the same every time.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL("../test/core/statistics/repeated-trainings.ts", import.meta.url));
const built = await build({
  entryPoints: [source],
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const code = Buffer.from(built.outputFiles[0].contents).toString("base64");
const { falseAlarms } = await import(`data:text/javascript;base64,${code}`);

const { corrected, plain } = falseAlarms(1000);
const percent = (share) => `${(100 * share).toFixed(1)} %`;
process.stdout.write(`corrected resampled t ${percent(corrected)}, plain paired t ${percent(plain)}\n`);
