import type { Holdout } from "./html-report-input.ts";
import { confidenceOf, judgedRows } from "./outcomes.ts";

export interface Disagreement {
  readonly row: number;
  readonly winner: "change" | "champion" | "neither";
  readonly sure: { readonly change: number | null; readonly champion: number | null } | null;
  /** Change less champion; 0 for classes. */
  readonly difference: number;
}

/** Rows with two classes, first those where both models were sure of themselves. */
export function byConfidence(holdout: Holdout): Disagreement[] {
  const { challenger, champion, truth } = holdout;
  if (!champion) return [];
  return judgedRows(holdout)
    .filter((row) => challenger.predicted[row] !== champion.predicted[row])
    .map((row): Disagreement => {
      const right = String(truth[row]);
      const winner =
        String(challenger.predicted[row]) === right
          ? "change"
          : String(champion.predicted[row]) === right
            ? "champion"
            : "neither";
      const sure = { change: confidenceOf(challenger, row), champion: confidenceOf(champion, row) };
      return { row, winner, sure, difference: 0 };
    })
    .sort((a, b) => together(b) - together(a));
}

function together({ sure }: Disagreement): number {
  return (sure?.change ?? 0) + (sure?.champion ?? 0);
}

/** Rows with two numbers, first those where they are furthest apart. */
export function byDistance(holdout: Holdout): Disagreement[] {
  const { challenger, champion, truth } = holdout;
  if (!champion) return [];
  return judgedRows(holdout)
    .map((row): Disagreement => {
      const [change, before, right] = [challenger.predicted[row], champion.predicted[row], truth[row]].map(
        Number,
      ) as [number, number, number];
      const gain = Math.abs(before - right) - Math.abs(change - right);
      const winner = gain > 0 ? "change" : gain < 0 ? "champion" : "neither";
      return { row, winner, sure: null, difference: change - before };
    })
    .filter(({ difference }) => difference !== 0)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
}
