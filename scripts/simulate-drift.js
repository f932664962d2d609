// The tables of docs/drift.md: how often `trunkline drift` alarms on tables whose truth is known, beside the rules of a peer and
// bare tests. Seeded: `node scripts/simulate-drift.js` prints the same every time.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL("../test/stages/monitoring/drift/simulate.ts", import.meta.url));
const built = await build({
  entryPoints: [source],
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const code = Buffer.from(built.outputFiles[0].contents).toString("base64");
const { linesWithoutDrift, lineWithShift, MOVED, RULES, withoutDrift, withShift } = await import(
  `data:text/javascript;base64,${code}`
);
const say = (line) => process.stdout.write(`${line}\n`);

say("| rule | any column | any of the 18 without hundreds of categories | the table |");
say("| --- | --- | --- | --- |");
for (const line of linesWithoutDrift(withoutDrift())) say(line);
say("");
say(`| column | ${RULES.join(" | ")} |`);
say(`| ---${" | ---".repeat(RULES.length)} |`);
for (const column of MOVED) say(lineWithShift(column, withShift(column)));
