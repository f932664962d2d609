import type { Confusion } from "../../records/evaluation.ts";
import type { ClassPredictions } from "../../records/predictions.ts";

/** How often each class was taken for each: counts by true class, then by predicted class, of those that are one or the other in any row. */
export function confusionOf({ classes, truth, predicted }: ClassPredictions): Confusion {
  const all = classes.map(() => classes.map(() => 0));
  for (let row = 0; row < truth.length; row++) all[truth[row]!]![predicted[row]!]! += 1;
  const present = [...classes.keys()].filter(
    (number) => all[number]!.some((count) => count > 0) || all.some((counts) => counts[number]! > 0),
  );
  return {
    classes: present.map((number) => classes[number]!),
    counts: present.map((actual) => present.map((claimed) => all[actual]![claimed]!)),
  };
}
