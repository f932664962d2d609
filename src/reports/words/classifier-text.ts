import type { DriftReport } from "../../records/drift.ts";
import { chance, short } from "./drift-figures.ts";

/** What a classifier said of the two tables, in a sentence; nothing where it was not asked. Names come from data: `show` makes them harmless. */
export function classifierText(
  { classifier }: Pick<DriftReport, "classifier">,
  show: (name: string) => string,
): string[] {
  if (classifier === undefined) return [];
  if (classifier === null)
    return ["A classifier was not asked: it needs the rows of both tables, at least 25 of each."];
  const { auc, interval, pValue, threshold, by, drifted } = classifier;
  const [low, high] = interval.map(short);
  const figures = `AUC ${short(auc)}, 95 % interval ${low} to ${high}, from ${short(threshold)} it matters; p ${chance(pValue)}`;
  if (!drifted) return [`A classifier cannot tell the two tables apart (${figures}).`];
  const told = by.map((names) => names.map(show).join(" with ")).join(", ");
  return [`A classifier tells the two tables apart (${figures}), most by ${told}.`];
}
