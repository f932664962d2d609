import { quantile } from "../../../core/describe-numbers.ts";
import { withoutPersonalData } from "../../../core/personal-data.ts";
import type { Unnamed } from "../../../records/slices.ts";
import type { Column } from "../../../records/table.ts";

/** A column of the holdout with each row in one of a few categories. */
export interface CodedColumn {
  readonly name: string;
  /** What a reader is told of each category: `sex = female`, `age ≤ 30`. */
  readonly labels: readonly string[];
  /** The category of each row; -1 where it is in none of those that have a name. */
  readonly codes: Int32Array;
  readonly unnamed: Unnamed | null;
}

/** A value that fewer rows have is not named: it would tell of a person rather than of a group. */
const FEWEST_NAMED = 5;
/** More categories than anybody reads; those with the fewest rows go unnamed. */
const MOST_CATEGORIES = 50;
/** Numbers of so many different values are taken as categories; of more, the four quarters are. */
const MOST_NUMBERS = 10;
const BINS = 4;
const LONGEST = 60;

interface Category {
  readonly label: string;
  /** Where it stands among the others; what stands at the same place goes by its label. */
  readonly rank: number;
}

/** The categories of a column over some rows: its values, or the quarters of its numbers. A missing cell is a category of its own. */
export function codeColumn(name: string, column: Column, rows: readonly number[]): CodedColumn {
  const values = rows.map((row) => column.values[row] ?? null);
  const present = values.filter((value) => value !== null);
  const many = column.type === "number" && new Set(present).size > MOST_NUMBERS;
  const quarter = many ? quarters(name, present as number[]) : null;
  const categories = values.map((value): Category => {
    if (value === null) return { label: `${name} is missing`, rank: Number.POSITIVE_INFINITY };
    if (quarter) return quarter(Number(value));
    return { label: `${name} = ${shown(String(value))}`, rank: typeof value === "number" ? value : 0 };
  });
  return coded(name, categories);
}

function coded(name: string, categories: readonly Category[]): CodedColumn {
  const found = new Map<string, { rank: number; rows: number }>();
  for (const { label, rank } of categories)
    found.set(label, { rank, rows: (found.get(label)?.rows ?? 0) + 1 });
  const sorted = [...found].sort(
    ([a, left], [b, right]) => right.rows - left.rows || left.rank - right.rank || (a < b ? -1 : 1),
  );
  const named = sorted.slice(0, MOST_CATEGORIES).filter(([, { rows }]) => rows >= FEWEST_NAMED);
  const labels = named
    .toSorted(([a, left], [b, right]) =>
      left.rank === right.rank ? (a < b ? -1 : 1) : left.rank - right.rank,
    )
    .map(([label]) => label);
  const place = new Map(labels.map((label, index) => [label, index]));
  const rest = sorted.slice(named.length);
  const rows = rest.reduce((sum, [, each]) => sum + each.rows, 0);
  return {
    name,
    labels,
    codes: Int32Array.from(categories, ({ label }) => place.get(label) ?? -1),
    unnamed: rest.length > 0 ? { column: name, values: rest.length, rows } : null,
  };
}

/** Edges have three digits, so that none of them is the number of one person; neither end is told. */
function quarters(name: string, values: readonly number[]): (value: number) => Category {
  const sorted = Float64Array.from(values).sort();
  const all = Array.from({ length: BINS - 1 }, (_, index) =>
    Number(quantile(sorted, (index + 1) / BINS).toPrecision(3)),
  );
  const edges = [...new Set(all)].filter((edge) => edge < sorted.at(-1)!);
  return (value) => {
    const rank = edges.filter((edge) => value > edge).length;
    const [from, to] = [edges[rank - 1], edges[rank]];
    if (from === undefined && to === undefined) return { label: `${name} is known`, rank };
    if (from === undefined) return { label: `${name} ≤ ${to}`, rank };
    return { label: to === undefined ? `${name} > ${from}` : `${from} < ${name} ≤ ${to}`, rank };
  };
}

function shown(value: string): string {
  const safe = withoutPersonalData(value);
  const characters = [...safe];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : safe || "(empty)";
}
