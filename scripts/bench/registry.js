import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { inTurn, milliseconds } from "./measure.js";
import { environment, openWorkbench } from "./workbench.js";

const VERSIONS = 5000;
const PATIENCE = 120_000;

/** A registry of 10,000 tags: a version and an assignment for each commit. Beside it GTO, whose grammar the tags have. */
export function registry() {
  const bench = openWorkbench();
  try {
    fill(bench);
    const show = () => milliseconds(bench.command("registry", "show"));
    const took = inTurn(5, { show }).get("show");
    const { beside, ratio } = besideGto(bench.work, took);
    return [
      {
        what: `trunkline registry show, ${2 * VERSIONS} tags`,
        measured: `${(took / 1000).toFixed(2)} s (${beside})`,
        bar: "under 1 s, a tenth of gto show",
        held: took < 1000 && (ratio === null || ratio >= 10),
      },
    ];
  } finally {
    bench.close();
  }
}

/** Once, and no longer than a few minutes: GTO looks at every tag for every other. */
function besideGto(cwd, took) {
  const gto = process.env.GTO ?? "gto";
  const options = { cwd, env: environment, encoding: "utf8", timeout: PATIENCE };
  if (spawnSync(gto, ["--version"], options).status !== 0)
    return { ratio: null, beside: "no gto here to measure against: set GTO to its path" };
  const begun = performance.now();
  const { status } = spawnSync(gto, ["show"], options);
  const other = performance.now() - begun;
  const seconds = `${(other / 1000).toFixed(0)} s`;
  const ratio = other / took;
  if (status === 0) return { ratio, beside: `gto show: ${seconds}, ${ratio.toFixed(0)} × as long` };
  return { ratio, beside: `gto show: not done after ${seconds}, over ${ratio.toFixed(0)} × as long` };
}

/** One `fast-import` for all: a version on each commit, and its assignment to production a second later. */
function fill(bench) {
  const begin = 1_700_000_000;
  const who = (index) => `Flora <flora@example.com> ${begin + index} +0000`;
  const lines = [];
  for (let index = 0; index < VERSIONS; index++) {
    const version = `v1.${index}.0`;
    const [registered, assigned] = [`iris ${version}\n`, `iris production: ${version}\n`];
    const [mark, from] = [index + 1, index === 0 ? "refs/heads/main^0" : `:${index}`];
    lines.push(
      `commit refs/heads/main\nmark :${mark}\ncommitter ${who(2 * index)}\ndata 2\n-\n\nfrom ${from}\n`,
    );
    lines.push(
      `tag iris@${version}\nfrom :${mark}\ntagger ${who(2 * index)}\ndata ${registered.length}\n${registered}`,
    );
    const stage = `iris#production#${index + 1}`;
    lines.push(
      `tag ${stage}\nfrom :${mark}\ntagger ${who(2 * index + 1)}\ndata ${assigned.length}\n${assigned}`,
    );
  }
  bench.gitWith(lines.join("\n"), "fast-import", "--quiet", "--force");
  bench.git("reset", "--quiet", "--hard");
}
