import type { Limit } from "../../records/operations.ts";
import { type Spec, trainsByCommand } from "../../records/spec.ts";
import type { Contradiction } from "./contradiction.ts";

/** Limits on what nobody measures: a model of the team's own command is asked, and its memory held, by processes of its own. */
export function checkLimits(limits: readonly Limit[], train: Spec["train"] | undefined): Contradiction[] {
  return limits.flatMap(({ figure }, index): Contradiction[] => {
    const at = ["gate", "limits", index, "figure"];
    if (limits.findIndex((other) => other.figure === figure) < index)
      return [["spec-limit-twice", at, `${figure} again`, "one limit a figure", "Keep one."]];
    const unseen = figure.startsWith("latency") || figure === "training_megabytes";
    if (!unseen || !train || !trainsByCommand(train)) return [];
    const next = "Let the command measure it and write it, and limit that under evaluate.metrics.";
    return [
      ["spec-limit", at, `${figure} of a model that a command trains`, "what Trunkline can measure", next],
    ];
  });
}
