import { badInput } from "../../core/errors.ts";
import type { Table } from "../../records/table.ts";
import type { FeatureOptions } from "./derive.ts";
import { planColumns } from "./plan-columns.ts";
import { throwAll } from "./throw-all.ts";

/**
 * The training rows that a model learns from: those without a missing cell in a column of `missing: drop`, and of those that are the
 * same in all features and the target the first, where `prepare.duplicates` says so. Only training rows are ever left out: whoever asks for a prediction gets one, and models are compared on the same holdout. The table must have
 * its derived columns. Throws when no row is left.
 */
export function keptRows(
  table: Table,
  trainingRows: readonly number[],
  options: FeatureOptions,
): readonly number[] {
  const { plans, problems } = planColumns(table, options);
  throwAll(problems);
  const dropping = plans.filter(({ missing }) => missing === "drop").map(({ name }) => name);
  const columns = dropping.map((name) => table.columns.get(name)!.values);
  const whole =
    dropping.length === 0
      ? trainingRows
      : trainingRows.filter((row) => columns.every((values) => values[row] !== null));
  if (whole.length > 0 && options.prepare?.duplicates === undefined) return whole;
  if (whole.length > 0) {
    const compared = [...plans.map(({ name }) => name), options.target];
    const sources = compared.map((name) => table.columns.get(name)!.values);
    const seen = new Set<string>();
    return whole.filter((row) => {
      const content = JSON.stringify(sources.map((values) => values[row]));
      return !seen.has(content) && seen.add(content);
    });
  }
  throw badInput({
    code: "features-no-rows",
    key: ["features", dropping[0]!, "missing"],
    found: `no training row without a missing cell in ${dropping.map((name) => JSON.stringify(name)).join(", ")}`,
    expected: "rows that are left to learn from",
    next: "Fill the cells of one of these columns instead: missing: median.",
  });
}
