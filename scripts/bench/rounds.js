import { inTurn, milliseconds } from "./measure.js";
import { openWorkbench } from "./workbench.js";

const ROUNDS = 7;

/** What a push costs that changes nothing about the model, and what a revert costs, each as the release workflow does it. */
export function rounds() {
  const bench = openWorkbench();
  const release = () =>
    milliseconds(bench.command("register", "--push")) +
    milliseconds(bench.command("deploy", "production", "--push"));
  const gitPush = () => {
    bench.git("commit", "--quiet", "--allow-empty", "--message", "Nothing");
    return milliseconds({ ...bench.command(), command: "git", words: ["push", "--quiet"] });
  };
  try {
    bench.trunkline("register", "--push");
    bench.trunkline("deploy", "production", "--push");
    bench.setNeighbours(7);
    bench.trunkline("register", "--push");
    bench.trunkline("deploy", "production", "--push");
    const nothing = inTurn(ROUNDS, { "git push": gitPush, nothing: release });
    // From process start to the stage tag pushed: every round reverts the one before it.
    const back = inTurn(ROUNDS, {
      "git push": gitPush,
      rollback: () => {
        bench.git("revert", "--no-edit", lastRecipeCommit(bench));
        return release();
      },
    });
    const row = (what, times, name, bar, limit) => ({
      what,
      measured: `${(times.get(name) / 1000).toFixed(2)} s (${(times.get(name) / times.get("git push")).toFixed(1)} × git push)`,
      bar,
      held: times.get(name) < limit,
    });
    return [
      row("a push that changes nothing: register and deploy", nothing, "nothing", "under 1 s", 1000),
      row("rollback by revert: register and deploy, no training", back, "rollback", "under 2 s", 2000),
    ];
  } finally {
    bench.close();
  }
}

function lastRecipeCommit(bench) {
  return bench.git("log", "-1", "--format=%H", "--", "trunkline.yaml");
}
