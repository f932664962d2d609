import type { DataChange } from "../../records/profile.ts";
import { count } from "./figures.ts";

const MOST_COLUMNS = 20;
const MOST_CHANGED = 5;

/** `3 rows added, column sepal_area added (150 → 153 rows)`. Column names come from data: `show` makes them harmless. */
export function changeText({ rows, columns }: DataChange, show: (name: string) => string): string {
  const { before, after, added, removed, changed } = rows;
  const parts = [
    ...(added > 0 ? [`${count(added, "row")} added`] : []),
    ...(removed > 0 ? [`${count(removed, "row")} removed`] : []),
    ...(changed > 0
      ? [`${count(changed, "row")} changed${changedColumns(columns.changed ?? [], show)}`]
      : []),
    ...columnList(columns.added, "added", show),
    ...columnList(columns.removed, "removed", show),
  ];
  if (parts.length === 0) return "the same rows and columns";
  return before === after ? parts.join(", ") : `${parts.join(", ")} (${before} → ${after} rows)`;
}

/** The columns with the most changed cells. */
function changedColumns(
  changed: readonly { readonly name: string; readonly rows: number }[],
  show: (name: string) => string,
): string {
  if (changed.length === 0) return "";
  const most = [...changed].sort((a, b) => b.rows - a.rows).slice(0, MOST_CHANGED);
  const rest = changed.length - most.length;
  return ` (in ${most.map(({ name, rows }) => `${show(name)} ${rows}`).join(", ")}${rest > 0 ? ` and ${rest} more columns` : ""})`;
}

function columnList(names: readonly string[], what: string, show: (name: string) => string): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_COLUMNS).map(show);
  const more = names.length > MOST_COLUMNS ? ` and ${names.length - MOST_COLUMNS} more` : "";
  return [`${names.length === 1 ? "column" : "columns"} ${shown.join(", ")}${more} ${what}`];
}
