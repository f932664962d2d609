import { mcnemarExact } from "../../../core/statistics/mcnemar.ts";
import { pairedT } from "../../../core/statistics/paired-t.ts";

/** Rows on which just one of the two is right. */
export function discordant(champion: ArrayLike<number>, challenger: ArrayLike<number>): [number, number] {
  let [onlyChampion, onlyChallenger] = [0, 0];
  for (let row = 0; row < champion.length; row++) {
    if (champion[row]! < challenger[row]!) onlyChampion++;
    else if (champion[row]! > challenger[row]!) onlyChallenger++;
  }
  return [onlyChampion, onlyChallenger];
}

/**
 * The test of a metric that is a mean over rows, on what each row adds to it: McNemar's exact test where that is right or wrong,
 * Student's paired t-test where it is an amount.
 */
export function pairedTest(champion: ArrayLike<number>, challenger: ArrayLike<number>) {
  if (isBinary(champion) && isBinary(challenger))
    return { test: "mcnemar" as const, p_value: mcnemarExact(...discordant(champion, challenger)) };
  return { test: "paired t" as const, p_value: pairedT(champion, challenger).p };
}

function isBinary(values: ArrayLike<number>): boolean {
  for (let row = 0; row < values.length; row++) if (values[row] !== 0 && values[row] !== 1) return false;
  return true;
}
