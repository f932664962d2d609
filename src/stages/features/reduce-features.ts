import { badInput } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { Table } from "../../records/table.ts";
import type { Transform } from "../../records/transform.ts";
import type { FeatureOptions } from "./derive.ts";
import { type FittedFeatures, inputsOf, learningOf } from "./fit-transform.ts";
import { reduced } from "./prepared-table.ts";
import { fitComponents } from "./selection/components.ts";
import { type Feature, selectFeatures } from "./selection/select.ts";

/**
 * Selects features and finds components, as `prepare` says, from the features of the training rows as a model is to see them. Columns of
 * which nothing stays are not asked for any more. Throws where a feature is text or may be missing, since neither can be compared.
 */
export async function reduceFeatures(
  fitted: FittedFeatures,
  table: Table,
  trainingRows: readonly number[],
  options: FeatureOptions,
): Promise<FittedFeatures> {
  const { variance, correlation, mutual_information: most, components } = options.prepare ?? {};
  const selects = [variance, correlation, most].some((each) => each !== undefined);
  if (!selects && components === undefined) return fitted;
  refuseGaps(fitted.transform);
  const features = featuresOf(fitted);
  const learning = learningOf(table, trainingRows, options);
  const { kept, leftOut } = selectFeatures(features, options.prepare!, learning);
  if (kept.length === 0) throw badInput(nothingLeft(features.length));
  if (components !== undefined) requireEnough(components, kept.length, trainingRows.length);
  const found =
    components === undefined
      ? undefined
      : await fitComponents(
          kept.map(({ values }) => values),
          components,
        );
  const transform: Transform = {
    ...fitted.transform,
    ...(selects && { selected: kept.map(({ name }) => name), left_out: leftOut }),
    ...(found && { components: found }),
  };
  return {
    transform: selects ? pruned(transform, table) : transform,
    training: reduced(transform, fitted.training),
  };
}

function featuresOf({ transform, training }: FittedFeatures): Feature[] {
  const widths = transform.columns.flatMap(({ outputs, scale, scales = scale === null ? [] : [scale] }) =>
    outputs.map((_, at) => scales[at]?.width ?? 1),
  );
  return training.columns.map((name, at) => ({
    name,
    values: training.rows.map((row) => Number(row[at])),
    width: widths[at]!,
  }));
}

/** Without the columns of which nothing stays, and what was only there for them. */
function pruned(transform: Transform, table: Table): Transform {
  const stays = new Set(transform.selected);
  const told = transform.columns.filter(({ outputs }) => outputs.some((output) => stays.has(output)));
  const donors = told.some(({ neighbours }) => neighbours !== undefined) ? transform.donors : undefined;
  const columns = transform.columns.filter(
    (column) => told.includes(column) || donors?.columns.includes(column.name),
  );
  const needed = new Set(columns.map(({ name }) => name));
  // Backwards: a derived column stands behind those that it reads.
  const derived = transform.derived.toReversed().filter(({ name, inputs }) => {
    if (needed.has(name)) for (const input of inputs) needed.add(input);
    return needed.has(name);
  });
  const { donors: _, ...others } = transform;
  return {
    ...others,
    inputs: inputsOf(columns, derived, table),
    derived: derived.toReversed(),
    ...(donors && { donors }),
    columns,
  };
}

function refuseGaps({ columns }: Transform): void {
  const gap = columns.find(
    ({ fill, type, encoding }) => fill === null || (type === "text" && encoding === null),
  );
  if (gap === undefined) return;
  throw badInput({
    code: "features-not-complete",
    key: ["prepare"],
    found: `prepare: the column ${showText(gap.name)} with ${gap.fill === null ? "cells kept missing" : "text"}`,
    expected: "numbers without gaps: selection and components compare all features of all rows",
    next: `Fill and encode it (features.${gap.name}), leave it out, or remove prepare.`,
  });
}

function nothingLeft(count: number) {
  return {
    code: "features-none-selected",
    key: ["prepare", "variance"],
    found: `prepare: nothing left of ${count} features`,
    expected: "a feature at the least",
    next: "Lower prepare.variance.",
  };
}

function requireEnough(components: number, features: number, rows: number): void {
  // Centring takes one row away.
  const most = Math.min(features, rows - 1);
  if (Math.max(1, components) <= most) return;
  throw badInput({
    code: "features-components",
    key: ["prepare", "components"],
    found: `prepare.components: ${components}, of ${features} features and ${rows} training rows`,
    expected: "at most as many components as features, and fewer than training rows",
    next: `Write ${Math.max(1, most)} or less, or a share of the variance such as 0.95.`,
  });
}
