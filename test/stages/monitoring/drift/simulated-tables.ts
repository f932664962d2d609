import { type Random, seededRandom } from "../../../../src/core/random.ts";
import { sortedSample } from "../../../../src/core/statistics/sorted-sample.ts";
import type {
  ColumnPair,
  NumberSample,
  TextSample,
} from "../../../../src/stages/monitoring/drift/column-sample.ts";

/** A column's world: one value, `shift` standard deviations off where that has a meaning. */
interface NumberWorld {
  readonly type: "number";
  readonly draw: (normal: () => number, random: Random, shift: number) => number;
}
interface TextWorld {
  readonly type: "text";
  readonly shares: readonly number[];
}
type World = (NumberWorld | TextWorld) & { readonly name: string; readonly missing: number };

const number = (name: string, missing: number, draw: NumberWorld["draw"]): World => ({
  type: "number",
  name,
  missing,
  draw,
});
const text = (name: string, missing: number, weights: readonly number[]): World => {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return { type: "text", name, missing, shares: weights.map((weight) => weight / whole) };
};
const zipf = (categories: number) => Array.from({ length: categories }, (_, rank) => 1 / (rank + 1));

/** The deviation of exp(Z) for a standard normal Z. */
const LOGNORMAL = Math.sqrt((Math.E - 1) * Math.E);
const lognormal: NumberWorld["draw"] = (normal, _, shift) => Math.exp(normal()) + shift * LOGNORMAL;
const gaussian: NumberWorld["draw"] = (normal, _, shift) => 50 + 10 * (normal() + shift);
const exponential: NumberWorld["draw"] = (_, random, shift) => -Math.log(1 - random.next()) + shift;
/** Whole numbers, so that most values are tied; the deviation is `spread` (and the rounding's 0.29). */
const whole =
  (spread: number): NumberWorld["draw"] =>
  (normal, _, shift) =>
    Math.round(5 + spread * normal() + shift * Math.hypot(spread, Math.sqrt(1 / 12)));

/** Twenty columns: normal, skewed, whole numbers with ties, categories from even to rare; some with missing cells. */
export const WORLDS: readonly World[] = [
  number("normal 1", 0, gaussian),
  number("normal 2", 0, gaussian),
  number("normal 3", 0.05, gaussian),
  number("normal 4", 0.3, gaussian),
  number("lognormal 1", 0, lognormal),
  number("lognormal 2", 0.01, lognormal),
  number("exponential 1", 0, exponential),
  number("exponential 2", 0, exponential),
  number("whole 1", 0, whole(0.6)),
  number("whole 2", 0, whole(1)),
  number("whole 3", 0.1, whole(2)),
  number("whole 4", 0, whole(20)),
  text("even", 0, [1, 1, 1]),
  text("binary", 0, [6, 4]),
  text("rare", 0, [99, 1]),
  text("very rare", 0, [994, 2, 2, 1, 1]),
  text("five", 0.02, [40, 30, 20, 8, 2]),
  text("twelve", 0, zipf(12)),
  text("two hundred", 0, zipf(200)),
  text("two thousand", 0, zipf(2000)),
];

export interface Sizes {
  readonly reference: number;
  readonly current: number;
}

/** One pair of tables; the column of that name is shifted on the current side. */
export function drawPair(
  random: Random,
  sizes: Sizes,
  moved?: { readonly column: string; readonly shift: number },
): ColumnPair[] {
  const normal = normals(random);
  return WORLDS.map((world): ColumnPair => {
    const { name } = world;
    if (world.type === "text") {
      const cumulated = cumulate(world.shares);
      const side = (rows: number) => drawText(world, cumulated, random, rows);
      return { name, type: "text", reference: side(sizes.reference), current: side(sizes.current) };
    }
    const side = (rows: number, shift: number) => drawNumbers(world, normal, random, rows, shift);
    const shift = moved?.column === name ? moved.shift : 0;
    return { name, type: "number", reference: side(sizes.reference, 0), current: side(sizes.current, shift) };
  });
}

/** From 200 to 20,000 rows, small ones as often as large ones; every other pair has sides of different sizes. */
export function drawSizes(random: Random, run: number): Sizes {
  const rows = () => Math.round(200 * 100 ** random.next());
  const reference = rows();
  return { reference, current: run % 2 === 0 ? reference : rows() };
}

export const seeded = seededRandom;

function drawNumbers(
  { draw, missing }: NumberWorld & { missing: number },
  normal: () => number,
  random: Random,
  rows: number,
  shift: number,
): NumberSample {
  const absent = binomial(random, rows, missing);
  const values = new Float64Array(rows - absent);
  for (let row = 0; row < values.length; row++) values[row] = draw(normal, random, shift);
  return { type: "number", values: sortedSample(values), missing: absent };
}

function drawText(
  { missing }: TextWorld & { missing: number },
  cumulated: Float64Array,
  random: Random,
  rows: number,
): TextSample {
  const absent = binomial(random, rows, missing);
  const drawn = new Uint32Array(cumulated.length);
  for (let row = absent; row < rows; row++) drawn[place(cumulated, random.next())]!++;
  const counts = new Map<string, number>();
  drawn.forEach((count, category) => {
    if (count > 0) counts.set(`c${category}`, count);
  });
  return { type: "text", counts, present: rows - absent, missing: absent };
}

function binomial(random: Random, trials: number, share: number): number {
  let count = 0;
  if (share > 0) for (let trial = 0; trial < trials; trial++) if (random.next() < share) count++;
  return count;
}

function cumulate(shares: readonly number[]): Float64Array {
  let sum = 0;
  const cumulated = Float64Array.from(shares, (share) => {
    sum += share;
    return sum;
  });
  cumulated[cumulated.length - 1] = 1;
  return cumulated;
}

/** The first category whose cumulated share is above a number in [0, 1). */
function place(cumulated: Float64Array, at: number): number {
  let [low, high] = [0, cumulated.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulated[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Standard normal numbers (Box and Muller, 1958), two from two. */
function normals(random: Random): () => number {
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
