import type { Contingency } from "../../../core/statistics/chi-squared.ts";
import type { TextSample } from "./column-sample.ts";

/** Both sides' counts over all categories that either has, by name so that the order of rows does not matter. */
export function countCategories(reference: TextSample, current: TextSample): Contingency {
  const names = [...new Set([...reference.counts.keys(), ...current.counts.keys()])].sort();
  return {
    reference: names.map((name) => reference.counts.get(name) ?? 0),
    current: names.map((name) => current.counts.get(name) ?? 0),
  };
}
