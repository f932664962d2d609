import type { DriftReport } from "../../records/drift.ts";
import { chance, EFFECTS, short } from "./drift-figures.ts";
import { count } from "./figures.ts";

/** How two models' answers to the same rows differ as a whole, in a sentence without anything that comes from data. */
export function predictionDriftText({ columns: [column], rows }: DriftReport): string {
  if (!column) return "";
  const { decisive, drifted, changed = 0 } = column;
  const { test, effect, threshold, adjustedPValue } = decisive;
  const same = `of the same ${count(rows.current, "row")}`;
  if (changed === 0) return `${same} are the same`;
  const figures = `${EFFECTS[test]} ${short(effect)}, from ${short(threshold)} it matters; p ${chance(adjustedPValue)}`;
  return `${same}: ${changed} ${changed === 1 ? "differs" : "differ"}, and their distribution has ${drifted ? "moved" : "not moved"} (${figures})`;
}
