import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { node24 } from "../node-24.js";
import { inTurn, milliseconds } from "./measure.js";
import { environment, openWorkbench, root } from "./workbench.js";

/** Of every action and command, what it takes over a bare Node until it speaks: here, to say that there is no spec. */
export function startUp() {
  const bench = openWorkbench();
  const nodes = { [`Node ${process.versions.node}`]: process.execPath };
  if (existsSync(node24)) nodes["Node 24, which runs the actions"] = node24;
  try {
    return Object.entries(nodes).flatMap(([name, node]) => {
      const timed = (words, exit, env) => () =>
        milliseconds({ command: node, words, cwd: bench.work, env: { ...environment, ...env }, exit });
      const bare = timed(["-e", "0"], 0);
      const actions = readdirSync(join(root, "actions")).map((action) => [
        action,
        timed([join(root, "actions", action, "index.js")], 1, {
          INPUT_SPEC: "none.yaml",
          GITHUB_WORKSPACE: bench.work,
        }),
      ]);
      const commands = ["run", "register", "registry"].map((command) => [
        `trunkline ${command}`,
        timed(
          [
            join(root, "dist", "cli.js"),
            command,
            ...(command === "registry" ? ["show"] : []),
            "--spec",
            "none.yaml",
          ],
          2,
        ),
      ]);
      const times = inTurn(15, { bare, ...Object.fromEntries([...actions, ...commands]) });
      const over = [...times]
        .filter(([each]) => each !== "bare")
        .map(([each, took]) => [each, took - times.get("bare")]);
      const [slowest, took] = over.reduce((worst, each) => (each[1] > worst[1] ? each : worst));
      return {
        what: `start over bare node, the slowest of ${over.length} (${slowest}), ${name}`,
        measured: `${took.toFixed(0)} ms (bare: ${times.get("bare").toFixed(0)} ms)`,
        bar: "under 100 ms",
        held: took < 100,
      };
    });
  } finally {
    bench.close();
  }
}
