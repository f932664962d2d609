import type { RankedRows } from "./ranked-rows.ts";

/** Rows of the same score, and what stands above them. */
interface Tie {
  readonly from: number;
  readonly to: number;
  readonly positives: number;
  readonly positivesAbove: number;
}

/**
 * The area under the ROC curve with each row left out. It is the share of pairs (positive, other) that are in the right order, a tie
 * counting half: each row takes its own pairs with it.
 */
export function areaLeftOut(rows: RankedRows): Float64Array {
  const { order, positive } = rows;
  const left = new Float64Array(order.length);
  const ties = tiesOf(rows);
  const positives = ties.reduce((sum, tie) => sum + tie.positives, 0);
  const others = order.length - positives;
  let won = 0;
  for (const tie of ties) won += tie.positives * othersBeaten(tie, others);
  for (const tie of ties) {
    const asPositive = (won - othersBeaten(tie, others)) / ((positives - 1) * others);
    const asOther = (won - tie.positivesAbove - tie.positives / 2) / (positives * (others - 1));
    for (let rank = tie.from; rank < tie.to; rank++)
      left[order[rank]!] = positive[rank] === 1 ? asPositive : asOther;
  }
  return left;
}

function othersBeaten({ from, to, positives, positivesAbove }: Tie, others: number): number {
  const tied = to - from - positives;
  return others - (from - positivesAbove) - tied + tied / 2;
}

/** Average precision with each row left out: the sum above it stays, and below it one row fewer has been seen at each score. */
export function precisionLeftOut(rows: RankedRows): Float64Array {
  const { order, positive } = rows;
  const left = new Float64Array(order.length);
  const ties = tiesOf(rows);
  const total = ties.reduce((sum, tie) => sum + tie.positives, 0);
  // Of the scores below: with one positive fewer above them, and with one other fewer.
  let [belowAsPositive, belowAsOther] = [0, 0];
  const below = ties.map(() => [0, 0] as [number, number]);
  for (let index = ties.length - 1; index >= 0; index--) {
    below[index] = [belowAsPositive, belowAsOther];
    belowAsPositive += term(ties[index]!, 0, 1, 1);
    belowAsOther += term(ties[index]!, 0, 0, 1);
  }
  let above = 0;
  for (const [index, tie] of ties.entries()) {
    const [afterPositive, afterOther] = below[index]!;
    const asPositive = (above + term(tie, 1, 1, 1) + afterPositive) / (total - 1);
    const asOther = (above + term(tie, 0, 0, 1) + afterOther) / total;
    for (let rank = tie.from; rank < tie.to; rank++)
      left[order[rank]!] = positive[rank] === 1 ? asPositive : asOther;
    above += term(tie, 0, 0, 0);
  }
  return left;
}

/** What a score adds, with so many positives fewer at it, so many fewer found down to it, and so many rows fewer seen. */
function term(
  { to, positives, positivesAbove }: Tie,
  fewer: number,
  lessFound: number,
  lessSeen: number,
): number {
  const added = positives - fewer;
  return added === 0 ? 0 : (added * (positivesAbove + positives - lessFound)) / (to - lessSeen);
}

function tiesOf({ order, positive, last }: RankedRows): Tie[] {
  const ties: Tie[] = [];
  let [from, positivesAbove, positives] = [0, 0, 0];
  for (let rank = 0; rank < order.length; rank++) {
    positives += positive[rank]!;
    if (last[rank] === 0) continue;
    ties.push({ from, to: rank + 1, positives, positivesAbove });
    positivesAbove += positives;
    positives = 0;
    from = rank + 1;
  }
  return ties;
}
