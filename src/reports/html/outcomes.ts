import type { Holdout, ModelOutput } from "./html-report-input.ts";

/** One of the two models with its name as it is shown. */
export interface Contestant {
  readonly series: "change" | "champion";
  readonly name: string;
  readonly output: ModelOutput;
}

/** The change, and the champion where there is one. */
export function contestants({ challenger, champion }: Holdout, version: string): Contestant[] {
  return [
    { series: "change", name: "this change", output: challenger },
    ...(champion ? [{ series: "champion" as const, name: `champion ${version}`, output: champion }] : []),
  ];
}

/** The rows that charts speak of: those that both were judged on, or all that the change predicted. */
export function judgedRows({ champion, challenger, shared, keys }: Holdout): number[] {
  return keys.flatMap((_, row) =>
    (champion ? shared[row] : challenger.predicted[row] !== null) ? [row] : [],
  );
}

/** The probability that a model gives a class in a row; null where it gives none. */
export function probabilityOf({ classes, probabilities }: ModelOutput, row: number, name: string | number) {
  const index = classes?.indexOf(String(name)) ?? -1;
  return index < 0 ? null : (probabilities?.[row]?.[index] ?? null);
}

/** How sure a model is of what it says. */
export function confidenceOf(output: ModelOutput, row: number): number | null {
  const said = output.predicted[row] ?? null;
  return said === null ? null : probabilityOf(output, row, said);
}
