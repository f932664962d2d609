import { parseDate } from "../../core/dates.ts";
import { mean } from "../../core/describe-numbers.ts";
import type { Problem } from "../../core/errors.ts";
import { showCell } from "../../core/show-cell.ts";
import { showText } from "../../core/show-text.ts";
import type { Column } from "../../records/table.ts";
import type { FittedColumn, Outliers, Scale } from "../../records/transform.ts";
import { clipped } from "./clip.ts";
import { encoderOf } from "./encodings/encoder.ts";
import { fitEncoding } from "./encodings/fit-encoding.ts";
import type { Learning } from "./encodings/target.ts";
import { median, minmaxScale, mode, robustScale, standardScale } from "./fit-statistics.ts";
import type { ColumnPlan } from "./plan-columns.ts";

type Cell = string | number | null;

/** What was learned before a column is fitted, and from what. */
export interface ColumnContext {
  readonly trainingRows: readonly number[];
  /** They clip what all else is learned from. */
  readonly outliers: Outliers | undefined;
  /** What the nearest rows say of each training row's missing cell. */
  readonly nearest: readonly (number | undefined)[] | undefined;
  readonly learning: Learning | undefined;
}

export interface ColumnFit {
  readonly fitted: FittedColumn;
  /** Scaled values of the training rows where they are not what the transform says of them. */
  readonly training?: readonly (readonly (number | null)[])[];
}

/** Learns one column's preparation from the training rows: fill, then encoding, then scale. */
export function fitColumn(
  plan: ColumnPlan,
  column: Column,
  { trainingRows, outliers, nearest, learning }: ColumnContext,
): ColumnFit | { readonly problem: Problem } {
  const { name, type } = plan;
  const raw = trainingRows.map((row) => column.values[row]!);
  const cells = plan.encode === "date" ? raw.map(readDate) : raw;
  const strange = raw.flatMap((cell, at) => (cell !== null && cells[at] === null ? [at] : []));
  if (strange.length > 0) return { problem: notADate(name, String(raw[strange[0]!]), strange.length) };
  const known = cells.filter((value) => value !== null);
  if (known.length === 0) return { problem: allMissing(name) };
  const clip = clipped(outliers);
  const fill = fillOf(plan, known.map(clip));
  const filled = cells.map((cell, at): Cell => (cell === null ? (nearest?.[at] ?? fill) : clip(cell)));

  const encoded = plan.encode === "none" ? null : fitEncoding(plan, filled, learning);
  if (encoded !== null && "problem" in encoded) return encoded;
  const values =
    encoded?.training ?? filled.map(encoded === null ? (cell) => [cell] : encoderOf(encoded.encoding));
  const scales = scalesOf(plan, values);
  const flags = [
    ...(plan.indicator ? (["missing"] as const) : []),
    ...(plan.outliers?.endsWith("flag") ? (["outlier"] as const) : []),
  ];
  const outputs = encoded?.outputs ?? [name];
  const single = outputs.length === 1;
  const fitted: FittedColumn = {
    name,
    type,
    ...(outliers && { outliers }),
    ...(plan.missing === "nearest" && { neighbours: plan.neighbours }),
    fill,
    encoding: encoded?.encoding ?? null,
    scale: single ? (scales[0] ?? null) : null,
    ...(!single && scales.length > 0 && { scales }),
    ...(flags.length > 0 && { flags }),
    outputs: [...outputs, ...flags.map((flag) => `${name}:${flag}`)],
  };
  return { fitted, ...(encoded?.training && { training: scaledRows(encoded.training, scales) }) };
}

/** A date in milliseconds since 1970; null for what is none. */
export function readDate(cell: Cell): number | null {
  return cell === null ? null : (parseDate(String(cell)) ?? null);
}

function fillOf({ missing, type, encode }: ColumnPlan, known: readonly (number | string)[]): Cell {
  if (missing === "keep") return null;
  if (typeof missing === "number") return missing;
  if (typeof missing === "object") return missing.value;
  const numbers = known as readonly number[];
  // Rows that are asked for later are never dropped: there, the default fills.
  const middle = (type === "number" && encode === "none") || encode === "date" ? "median" : "mode";
  const statistic = missing === "drop" ? (encode === "text" ? "" : middle) : missing;
  if (statistic === "") return "";
  if (statistic === "mode") return typeof known[0] === "number" ? mode(numbers) : mode(known as string[]);
  return statistic === "median" ? median(numbers) : mean(numbers);
}

/** One scale an output, from the first on; none for outputs that count (one-hot, hash, n-grams) and for text that stays text. */
function scalesOf(
  { scale, encode, type, length }: ColumnPlan,
  values: readonly (readonly Cell[])[],
): Scale[] {
  const stays = encode === "one-hot" || encode === "hash" || (encode === "none" && type === "text");
  if (scale === "none" || stays) return [];
  const scaled = encode === "text" ? (length ? 1 : 0) : (values[0]?.length ?? 0);
  return Array.from({ length: scaled }, (_, at) => {
    const known = values.flatMap((row) => row[at] ?? []) as number[];
    if (scale === "robust") return robustScale(known);
    return scale === "standard" ? standardScale(known) : minmaxScale(known);
  });
}

function scaledRows(
  rows: readonly (readonly (number | null)[])[],
  scales: readonly Scale[],
): (number | null)[][] {
  return rows.map((row) =>
    row.map((cell, at) => {
      const scale = scales[at];
      return cell === null || scale === undefined ? cell : (cell - scale.center) / scale.width;
    }),
  );
}

function notADate(name: string, cell: string, count: number): Problem {
  return {
    code: "features-not-a-date",
    key: ["features", name],
    found: `features.${name}: encode: date, with ${showCell(cell, 30)}${count > 1 ? ` and ${count - 1} more cells` : ""} in the training rows`,
    expected: "dates such as 2026-01-31 or 2026-01-31T12:00:00Z",
    next: `Correct them, or declare data.expect.${name}: { type: date }, which names each by its line.`,
  };
}

function allMissing(name: string): Problem {
  return {
    code: "features-all-missing",
    key: ["features", name],
    found: `no value in the training rows of the column ${showText(name)}`,
    expected: "a column with values, or one that is left out",
    next: `Leave it out: features: { ${JSON.stringify(name)}: false }.`,
  };
}
