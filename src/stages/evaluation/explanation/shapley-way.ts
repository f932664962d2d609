import type { Explanation } from "../../../records/explanation.ts";
import type { Table } from "../../../records/table.ts";
import type { ShapleyRow } from "./shapley-rows.ts";

/** The rows that are explained, each by its class (null for a regression), and those that stand for all others. */
export interface ShapleyQuestion {
  readonly table: Table;
  readonly rows: readonly { readonly row: number; readonly class: string | null }[];
  readonly background: readonly number[];
}

/** How the Shapley values of two models are found, and of how many rows there is time for. */
export interface ShapleyWay {
  readonly rows: number;
  readonly background: number;
  /** The columns that have a value of their own. */
  readonly columns: { readonly challenger: readonly string[]; readonly champion: readonly string[] };
  readonly found: Omit<NonNullable<Explanation["shapley"]>, "background">;
  values(side: "challenger" | "champion", question: ShapleyQuestion): Promise<ShapleyRow[]>;
}

export const MOST_ROWS = 5;
export const FEWEST_BACKGROUND = 5;
