// The numbers that Trunkline holds, each beside something on the same machine in the same run: a figure alone says more
// about the machine than about the program. Ends with 1 when a bar is not held.
import { drift } from "./bench/drift.js";
import { flights } from "./bench/flights.js";
import { metrics } from "./bench/metrics.js";
import { profile } from "./bench/profile.js";
import { registry } from "./bench/registry.js";
import { rounds } from "./bench/rounds.js";
import { startUp } from "./bench/start-up.js";
import { validate } from "./bench/validate.js";

const groups = { "start-up": startUp, rounds, registry, metrics, profile, validate, flights, drift };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in groups));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(", ")}. There are: ${Object.keys(groups).join(", ")}.\n`);
  process.exit(2);
}
for (const [name, group] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { what, measured, bar, held } of group()) {
    process.stdout.write(`${held ? "held  " : "MISSED"}  ${what}\n        ${measured}; ${bar}\n`);
    if (!held) process.exitCode = 1;
  }
}
