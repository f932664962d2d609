import type { Problem } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { showText } from "../../core/show-text.ts";
import type { Bounds, DatePart, Preparation } from "../../records/spec-features.ts";
import type { Column, Table } from "../../records/table.ts";
import type { FeatureOptions } from "./derive.ts";
import { fitting, misfits } from "./fits.ts";

/** How one column is to be prepared, all defaults filled in. */
export interface ColumnPlan {
  readonly name: string;
  readonly type: Column["type"];
  readonly missing: NonNullable<Preparation["missing"]>;
  readonly neighbours: number;
  readonly indicator: boolean;
  readonly outliers: Preparation["outliers"];
  readonly bounds: Bounds;
  readonly scale: NonNullable<Preparation["scale"]>;
  readonly encode: NonNullable<Preparation["encode"]>;
  /** Whether somebody chose the encoding. */
  readonly encodeDeclared: boolean;
  readonly order: Preparation["order"];
  /** Undefined: as many as are usual for the encoding. */
  readonly buckets: number | undefined;
  readonly smoothing: number | "auto";
  readonly folds: number;
  readonly parts: readonly DatePart[];
  readonly cyclic: boolean;
  readonly length: boolean;
  readonly ngrams: NonNullable<Preparation["ngrams"]>;
  readonly ngramRange: readonly [number, number];
}

/**
 * Decides which columns of a table are features, and how each is prepared: every column but the target, the key and those
 * set to `false`. A preparation under the column's name wins over the one under `*`, of which a column takes what
 * fits its type. Defaults: numbers are filled by the median and standardised; text is filled by the mode and one-hot encoded.
 */
export function planColumns(
  table: Table,
  { features, target, key }: FeatureOptions,
): { plans: ColumnPlan[]; problems: Problem[] } {
  const declared = new Map(Object.entries(features));
  const star = declared.get("*");
  declared.delete("*");
  const problems: Problem[] = [];
  for (const [name, value] of declared) {
    if (!table.columns.has(name)) problems.push(unknownName(name, table));
    else if ((name === target || name === key) && value !== false) problems.push(noFeature(name, target));
  }
  const plans: ColumnPlan[] = [];
  for (const [name, { type }] of table.columns) {
    const own = declared.get(name);
    const left = own === false || (star === false && own === undefined);
    if (name === target || name === key || left) continue;
    const named = typeof own === "object" ? own : {};
    const general = typeof star === "object" ? fitting(star, type) : {};
    const preparation = { ...general, ...named };
    const wrong = misfits(preparation, type).filter(({ field }) => named[field] !== undefined);
    problems.push(...wrong.map(({ field, expected }) => misfit(name, type, field, named[field], expected)));
    if (wrong.length === 0) plans.push(planOf(name, type, preparation));
  }
  if (plans.length === 0 && problems.length === 0) problems.push(noFeatures());
  return { plans, problems };
}

function planOf(name: string, type: Column["type"], preparation: Preparation): ColumnPlan {
  const encode = preparation.encode ?? (type === "text" ? "one-hot" : "none");
  const plainNumber = type === "number" && encode === "none";
  const [fewest = 1, most = fewest] = preparation.ngram_range ?? [];
  return {
    name,
    type,
    missing: preparation.missing ?? usualFill(plainNumber, encode),
    neighbours: preparation.neighbours ?? 5,
    indicator: preparation.indicator ?? false,
    outliers: plainNumber ? preparation.outliers : undefined,
    bounds: preparation.bounds ?? {},
    scale: preparation.scale ?? (plainNumber || SIZES.has(encode) ? "standard" : "none"),
    encode,
    encodeDeclared: preparation.encode !== undefined,
    order: encode === "ordinal" ? preparation.order : undefined,
    buckets: preparation.buckets,
    smoothing: preparation.smoothing ?? "auto",
    folds: preparation.folds ?? 5,
    parts: preparation.parts ?? ["year", "month", "day", "weekday"],
    cyclic: preparation.cyclic ?? false,
    length: preparation.length ?? true,
    ngrams: preparation.ngrams ?? "words",
    ngramRange: [fewest, most],
  };
}

/** Encodings that give sizes, which would drown the other features in any distance. */
const SIZES: ReadonlySet<string> = new Set(["frequency", "target", "date", "text"]);

function usualFill(plainNumber: boolean, encode: ColumnPlan["encode"]): ColumnPlan["missing"] {
  if (encode === "text") return { value: "" };
  return plainNumber || encode === "date" ? "median" : "mode";
}

function misfit(
  name: string,
  type: Column["type"],
  field: string,
  value: unknown,
  expected: string,
): Problem {
  return {
    code: "features-preparation",
    key: ["features", name, field],
    found: `features.${name}: ${field}: ${typeof value === "object" ? JSON.stringify(value) : value}, for a column of type ${type}`,
    expected,
    next: `Change or remove ${field}; if the column holds numbers, declare that under data.expect.`,
  };
}

function unknownName(name: string, table: Table): Problem {
  const near = nearestName(name, [...table.columns.keys()]);
  return {
    code: "features-unknown-column",
    key: ["features", name],
    found: `features.${name}: no column ${showText(name)}`,
    expected: near === undefined ? "the name of a column" : `perhaps ${showText(near)}`,
    next: "Correct the name, or remove it.",
  };
}

function noFeature(name: string, target: string): Problem {
  return {
    code: "features-not-a-feature",
    key: ["features", name],
    found: `features.${name}: a preparation of the ${name === target ? "target" : "key"}`,
    expected: "columns that the model learns from",
    next: "Remove it: target and key are never features.",
  };
}

function noFeatures(): Problem {
  return {
    code: "features-none",
    key: ["features"],
    found: "no column that could be a feature",
    expected: "at least one column besides target and key that is not set to false",
    next: "Add columns to the data, or leave fewer out under features.",
  };
}
