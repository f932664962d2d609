import type { Evaluation } from "../../records/evaluation.ts";
import type { WeakSlice } from "../../records/slices.ts";
import { count, decimalsFor, figure } from "./figures.ts";
import { visible } from "./visible.ts";

/** What every form of the report says of slices that a search found; conditions come from the data, so that each form makes them inert. */
export interface WeakText {
  readonly worse: readonly string[];
  readonly worst: readonly string[];
  /** How much was searched, and what a find means. */
  readonly note: string;
}

/** Null where the search found nothing. */
export function weakText({ weak_slices: found, champion }: Evaluation): WeakText | null {
  if (!found || found.worse.length + found.worst.length === 0) return null;
  const { measure, columns, searched } = found;
  const version = visible(champion?.version ?? "the champion", 40);
  const line = ({ conditions, rows, figure: own, against }: WeakSlice, than: string): string => {
    const decimals = decimalsFor([own, against]);
    const name = conditions.map((condition) => visible(condition, 80)).join(" and ");
    return `${name} (${count(rows, "row")}): ${measure} ${figure(own, decimals)}, ${than} ${figure(against, decimals)}`;
  };
  return {
    worse: found.worse.map((slice) => line(slice, `${version} has`)),
    worst: found.worst.map((slice) => line(slice, "on all other rows")),
    note: `Searched: ${count(searched, "slice")} of ${count(columns, "column")} and their pairs, corrected for their number. A find warns and decides nothing; to let the gate watch it, declare it under evaluate.slices.`,
  };
}
