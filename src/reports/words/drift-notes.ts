import { withoutPersonalData } from "../../core/personal-data.ts";
import type { ColumnDrift, DriftReport } from "../../records/drift.ts";
import { classifierText } from "./classifier-text.ts";
import { noProfile, roughly } from "./drift-figures.ts";
import { count } from "./figures.ts";

const MOST_COLUMNS = 10;
const MOST_CATEGORIES = 3;

/** What pictures and distances do not show, a sentence each; columns that came or went are told with the rows. Names come from data: `show` makes them harmless. */
export function driftNotes(drift: DriftReport, show: (name: string) => string): string[] {
  const { columns, leftOut, reference } = drift;
  const missing = columns.filter(({ findings }) =>
    findings.some(({ test, drifted }) => test === "missing" && drifted),
  );
  return [
    ...classifierText(drift, show),
    ...list(
      "Missing cells",
      missing.map(
        (column) =>
          `${show(column.name)} ${roughly(column.missing.reference)} before, ${roughly(column.missing.current)} now`,
      ),
    ),
    ...list(
      "New categories",
      columns.filter(({ added }) => added.count > 0).map((column) => newCategories(column, show)),
    ),
    ...list("Numbers in one and text in the other, not compared", (leftOut?.retyped ?? []).map(show)),
    ...list(
      "Personal data, of which a bundle keeps nothing, not compared",
      (leftOut?.personal ?? []).map(show),
    ),
    ...(reference?.from === "commit" ? [noProfile(reference.version)] : []),
  ];
}

function newCategories({ name, added }: ColumnDrift, show: (name: string) => string): string {
  const top = added.top
    .slice(0, MOST_CATEGORIES)
    .map(([category, rows]) => `${show(withoutPersonalData(category))} (${count(rows, "row")})`);
  const rest = added.count - top.length;
  return `${show(name)} ${top.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function list(what: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  const rest = entries.length - MOST_COLUMNS;
  const shown = entries.slice(0, MOST_COLUMNS).join("; ");
  return [`${what}: ${shown}${rest > 0 ? `; and ${rest} more` : ""}.`];
}
