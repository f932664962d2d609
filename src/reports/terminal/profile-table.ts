import type { FullColumnProfile, TableProfile } from "../../records/column-profile.ts";
import { count } from "../words/figures.ts";
import { aligned, painter, shorten, WIDTH, wrap } from "./text-layout.ts";

const BARS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/** A kind of cell that is rarer than this in its column is worth a line. */
const FEW = 0.1;

/** A profile as a table, one line a column, and below it what made a column's type wider than it was. */
export function profileTable(
  { files, rows, columns }: TableProfile,
  { colour }: { readonly colour: boolean },
): string {
  const paint = painter(colour);
  const head = ["column", "type", "missing", "distinct", "min", "median", "max", "shape"];
  const body = columns.map((column) => [
    column.name,
    column.type,
    share(column.missing, column.rows),
    `${column.distinctError > 0 ? "≈" : ""}${column.distinct}`,
    ...rangeOf(column),
    bars(column),
  ]);
  const [first = "", ...lines] = aligned([head, ...body], [2, 3, 4, 5, 6], 20);
  const paths = files.map(({ path }) => path).join(", ");
  const notes = columns.flatMap((column) => noteOf(column));
  return [
    paint(shorten(`${count(rows, "row")} and ${count(columns.length, "column")} in ${paths}`, WIDTH), "bold"),
    "",
    paint(first, "dim"),
    ...lines,
    ...(notes.length > 0 ? ["", ...notes] : []),
    "",
    ...wrap(errorsOf(columns)),
  ].join("\n");
}

/** Smallest, median and largest value; of texts the shortest and the longest. */
function rangeOf({
  type,
  minimum,
  maximum,
  quantiles,
  lengths,
}: FullColumnProfile): [string, string, string] {
  const middle = quantiles?.find(([at]) => at === 0.5)?.[1];
  if (minimum !== undefined && maximum !== undefined && middle !== undefined)
    return [minimum, middle, maximum].map((value) => short(value, dayOf(minimum) === dayOf(maximum))) as [
      string,
      string,
      string,
    ];
  if (type === "text" && lengths) return [`${lengths.minimum} chars`, "", `${lengths.maximum} chars`];
  return ["", "", ""];
}

/** Six digits of a number; of a date its day, or its time where all are of one day. */
function short(value: number | string, oneDay: boolean): string {
  if (typeof value === "string") return oneDay && value.length > 10 ? value.slice(11, 19) : dayOf(value);
  const text = String(Number(value.toPrecision(6)));
  return text.startsWith("-") ? `−${text.slice(1)}` : text;
}

/** The histogram; where there is none, the most frequent values, from the most frequent on; of what says something of persons, its kind. */
function bars({ histogram, top, personal }: FullColumnProfile): string {
  if (personal !== undefined) return `(${personal})`;
  const heights = histogram ? histogram.counts : top.map(([, times]) => times);
  const most = Math.max(...heights, 0);
  const drawn = heights
    .map((height) => (height > 0 ? BARS[Math.ceil((height / most) * BARS.length) - 1] : " "))
    .join("");
  return histogram || top.length === 0 ? drawn : `${drawn} ${top[0]![0]}`;
}

function dayOf(value: number | string): string {
  return String(value).slice(0, 10);
}

function share(missing: number, rows: number): string {
  if (missing === 0) return "0";
  const percent = (100 * missing) / rows;
  return percent < 0.1 ? "<0.1 %" : `${Number(percent.toFixed(1))} %`;
}

/** The cell that decided, with its place, where few cells made the type of all: those may be mistakes. */
function noteOf({ name, type, kinds, decided, rows, missing, rounded }: FullColumnProfile): string[] {
  const few = kinds.filter(({ count: times }) => times < FEW * (rows - missing));
  const notes: string[] = [];
  if (decided && (few.some(({ text }) => text === decided.text) || (type === "text" && kinds.length > 1))) {
    const counts = kinds.map(({ kind, count: times }) => `${times} ${kind}`).join(", ");
    const place = `${decided.file}:${decided.line}`;
    notes.push(...wrap(`${name}: ${type} by "${decided.text}" in ${place} (${counts})`, "  "));
  }
  if (rounded !== undefined)
    notes.push(
      ...wrap(`${name}: ${count(rounded, "whole number")} beyond 2^53, rounded in the figures`, "  "),
    );
  return notes;
}

function errorsOf(columns: readonly FullColumnProfile[]): string {
  const quantile = Math.max(0, ...columns.map(({ quantileError }) => quantileError ?? 0));
  const distinct = Math.max(0, ...columns.map(({ distinctError }) => distinctError));
  const parts = [
    ...(quantile > 0 ? [`medians are within ${Number((100 * quantile).toFixed(2))} % of the ranks`] : []),
    ...(distinct > 0 ? [`≈ has a standard error of ${Number((100 * distinct).toFixed(1))} %`] : []),
  ];
  return parts.length === 0 ? "All figures are exact." : `All else is exact: ${parts.join("; ")}.`;
}
