import { showText } from "../../core/show-text.ts";
import { isMetric } from "../../records/metric-table.ts";
import { type Spec, trainsByCommand } from "../../records/spec.ts";
import type { Contradiction } from "./contradiction.ts";
import type { Path } from "./yaml-places.ts";

/** Figures of the team's own that nobody could write or tell apart. */
export function checkOwnMetrics(
  { metrics = [] }: Spec["evaluate"],
  train: Spec["train"] | undefined,
): Contradiction[] {
  const found: Contradiction[] = [];
  const [first] = metrics;
  if (first && train && !trainsByCommand(train)) {
    const next = "Name a metric of Trunkline under problem.success, or train by a command.";
    found.push([
      "spec-own-metric",
      ["evaluate", "metrics"],
      "figures that a command writes",
      "`train.command`",
      next,
    ]);
  }
  metrics.forEach(({ name, min, max }, index) => {
    const at = (key: string): Path => ["evaluate", "metrics", index, key];
    if (isMetric(name)) {
      const next = "Ask for it under problem.success, or let the command write its own under another name.";
      found.push([
        "spec-own-metric",
        at("name"),
        `${name}, which Trunkline measures itself`,
        "another name",
        next,
      ]);
    }
    if (metrics.findIndex((other) => other.name === name) < index)
      found.push([
        "spec-metric-twice",
        at("name"),
        `${showText(name)} again`,
        "one rule a metric",
        "Put both into one rule.",
      ]);
    if (min !== undefined && max !== undefined && min > max)
      found.push(["spec-range", at("min"), `min ${min} above max ${max}`, "min at most max", "Correct one."]);
  });
  return found;
}
