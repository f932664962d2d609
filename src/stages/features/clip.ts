import type { Outliers } from "../../records/transform.ts";

/** Brings numbers beyond the bounds to them, where outliers are clipped; all other cells stay. */
export function clipped(outliers: Outliers | undefined): <V extends number | string>(value: V) => V {
  if (!outliers?.clip) return (value) => value;
  const [low, high] = [outliers.low ?? -Infinity, outliers.high ?? Infinity];
  return (value) =>
    typeof value === "number" ? (Math.min(Math.max(value, low), high) as typeof value) : value;
}

/** Whether a cell is a number beyond the bounds; a missing cell is not. */
export function isOutlier({ low, high }: Outliers, cell: number | string | null): boolean {
  if (typeof cell !== "number") return false;
  return (low !== null && cell < low) || (high !== null && cell > high);
}
