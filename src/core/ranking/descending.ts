/** Below this many values a comparison sort is the faster. */
const FEW = 4096;
const DIGITS = 1 << 16;

/** The places of values, of which none is NaN, by size: the largest first, of equal ones the first. */
export function descending(values: Float64Array): Int32Array {
  const count = values.length;
  if (count < FEW) return byComparison(values);
  // The bits of a double, turned so that they grow as it falls, sorted digit by digit of 16 bits from the lowest up (radix sort).
  const [low, high] = [new Uint32Array(count), new Uint32Array(count)];
  const double = new Float64Array(1);
  const [lowHalf, highHalf] = littleEndian() ? [0, 1] : [1, 0];
  const halves = new Uint32Array(double.buffer);
  for (let place = 0; place < count; place++) {
    // Added, so that there is one zero only.
    double[0] = values[place]! + 0;
    const negative = halves[highHalf]! > 0x7fffffff;
    low[place] = negative ? halves[lowHalf]! : ~halves[lowHalf]!;
    high[place] = negative ? halves[highHalf]! : ~halves[highHalf]! ^ 0x80000000;
  }
  let order = Int32Array.from(values.keys());
  let other = new Int32Array(count);
  for (const [half, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
  ] as const) {
    const starts = startsOf(half, shift);
    if (starts === null) continue;
    for (let at = 0; at < count; at++) {
      const place = order[at]!;
      other[starts[(half[place]! >>> shift) & 0xffff]!++] = place;
    }
    [order, other] = [other, order];
  }
  return order;
}

/** Where the places with each digit begin; null when all have the same. */
function startsOf(half: Uint32Array, shift: number): Uint32Array | null {
  const counts = new Uint32Array(DIGITS);
  for (let place = 0; place < half.length; place++) counts[(half[place]! >>> shift) & 0xffff]! += 1;
  if (counts[(half[0]! >>> shift) & 0xffff] === half.length) return null;
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const here = counts[digit]!;
    counts[digit] = start;
    start += here;
  }
  return counts;
}

function byComparison(values: Float64Array): Int32Array {
  return Int32Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
}

function littleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
}
