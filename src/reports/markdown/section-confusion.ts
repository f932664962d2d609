import type { Evaluation } from "../../records/evaluation.ts";
import { details, markdownTable } from "./blocks.ts";
import { markdownCell } from "./escape.ts";
import type { Extent } from "./extent.ts";

/** Of each true class (rows), what the model said (columns); where there are many classes, the most frequent confusions. */
export function confusionSection(
  { confusion, rows }: Evaluation,
  { classes: most }: Pick<Extent, "classes">,
): string {
  if (!confusion || confusion.classes.length === 0) return "";
  const { classes, counts } = confusion;
  const title = `Confusion matrix of this change, ${rows} holdout rows`;
  if (classes.length > most) return details(title, largestConfusions(classes, counts, most));
  const names = classes.map((name) => markdownCell(name, 40));
  const lines = counts.map((line, truth) => [
    `**${names[truth]}**`,
    ...line.map((number, predicted) =>
      number === 0 ? "·" : truth === predicted ? `**${number}**` : `${number}`,
    ),
  ]);
  const columns = names.map((head) => ({ head, kind: "number" as const }));
  return details(title, markdownTable([{ head: "true ↓ predicted →" }, ...columns], lines));
}

function largestConfusions(
  classes: readonly string[],
  counts: readonly (readonly number[])[],
  most: number,
): string {
  const wrong = counts.flatMap((line, truth) =>
    line.flatMap((number, predicted) =>
      number > 0 && truth !== predicted ? [{ truth, predicted, number }] : [],
    ),
  );
  if (wrong.length === 0) return `${classes.length} classes, and no row of them was confused.`;
  const worst = wrong.sort((a, b) => b.number - a.number).slice(0, most);
  const named = (index: number): string => markdownCell(classes[index] ?? "", 40);
  const rest = wrong.length - worst.length;
  return [
    `${classes.length} classes are too many for a matrix. The most frequent confusions:`,
    markdownTable(
      [{ head: "true" }, { head: "predicted" }, { head: "rows", kind: "number" }],
      worst.map(({ truth, predicted, number }) => [named(truth), named(predicted), `${number}`]),
    ),
    ...(rest > 0 ? [`… and ${rest} more.`] : []),
  ].join("\n\n");
}
