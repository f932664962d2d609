import { type Robustness, SPOILED } from "../../records/robustness.ts";
import { count, decimalsFor, differenceText, figure, percent, signed } from "./figures.ts";

export interface SpoiledText {
  readonly what: string;
  readonly rows: string;
  readonly figure: string;
  /** `+0.199 (+0.071 to +0.330)`; what the model said instead is text from outside, and stands in `failed`. */
  readonly drop: string;
  readonly failed: string | null;
  readonly bound: string;
  readonly passed: boolean | null;
}

/** The rows as they are first, then every way of spoiling them. */
export function spoiledTexts({ figure: whole, rows, spoiled }: Robustness): SpoiledText[] {
  const values = spoiled.flatMap(({ figure: value, drop, interval }) => [
    value ?? 0,
    drop ?? 0,
    ...(interval ?? []),
  ]);
  const decimals = decimalsFor([whole, ...values]);
  const intact = { what: "as they are", rows: String(rows), figure: figure(whole, decimals), drop: "" };
  return [
    { ...intact, failed: null, bound: "", passed: null },
    ...spoiled.map(({ kind, changed, figure: value, drop, interval, bound, failed }): SpoiledText => {
      const difference =
        drop === undefined || !interval ? null : differenceText({ difference: drop, interval }, decimals);
      return {
        what: SPOILED[kind],
        rows: String(changed),
        figure: value === undefined ? "" : figure(value, decimals),
        drop: difference ?? (drop === undefined ? "no answer" : signed(drop, decimals)),
        failed: failed ?? null,
        bound: bound === undefined ? "" : figure(bound, decimals),
        passed: bound === undefined ? null : drop !== undefined && (interval?.[0] ?? drop) <= bound,
      };
    }),
  ];
}

const MOST_WORST = 3;

/** The ways of spoiling that cost most, beyond what chance explains, in a sentence. */
export function worstText({ metric, spoiled }: Robustness): string {
  const decimals = decimalsFor(spoiled.flatMap(({ drop }) => drop ?? []));
  const silent = spoiled.filter(({ drop }) => drop === undefined).map(({ kind }) => SPOILED[kind]);
  const worse = spoiled
    .filter(({ drop, interval }) => drop !== undefined && (interval?.[0] ?? 0) > 0)
    .sort((a, b) => b.drop! - a.drop!)
    .slice(0, MOST_WORST)
    .map(({ kind, drop }) => `by ${figure(drop!, decimals)} with ${SPOILED[kind]}`);
  const found =
    worse.length > 0
      ? `${metric} gets worse ${worse.join(", ")}`
      : `no way of spoiling one cell makes ${metric} worse, beyond what chance explains`;
  const answers = silent.length > 0 ? ` There is no answer with ${silent.join(", ")}.` : "";
  return `${found}.${answers} The comment and --json have more.`;
}

export function robustnessNote({ metric, rows, of, confidence, spoiled }: Robustness): string {
  const some =
    rows < of ? `${rows} of ${count(of, "holdout row")}, drawn by the seed` : count(rows, "holdout row");
  const bounded = spoiled.some(({ bound }) => bound !== undefined)
    ? ""
    : " Nothing here is asked for by the spec.";
  return `By how much ${metric} gets worse when one cell of each row is spoiled (by noise: all numbers), on ${some}; the intervals hold together at ${percent(confidence)}.${bounded}`;
}

/** What must not happen when a column changes, in parts: `column`, `of` and `keys` are text from outside. */
export interface ExpectationText {
  readonly passed: boolean;
  readonly column: string;
  readonly wanted: string;
  readonly of: string | null;
  readonly found: string;
  readonly keys: readonly string[];
}

export function expectationTexts({ expectations }: Robustness): ExpectationText[] {
  return expectations.map(({ kind, column, class: name, rows, broken, allowed, examples, failed }) => ({
    passed: failed === undefined && broken <= allowed * rows + 1e-9,
    column,
    wanted: kind === "invariant" ? "changes nothing" : kind,
    of: name,
    found:
      failed === undefined
        ? `${broken} of ${count(rows, "row")} break it${allowed > 0 ? `, ${percent(allowed)} may` : ""}`
        : "the model gave no answer",
    keys: examples,
  }));
}

export function flipsText({ flips }: Robustness): string {
  if (!flips) return "";
  const { rows, turned, median, columns } = flips;
  const size =
    median === undefined
      ? ""
      : `; half of the changes of a number are below ${Number(median.toPrecision(2))} deviations`;
  const left = columns
    ? ` There was time for ${columns.looked} of ${count(columns.of, "column")}: those that the answers follow most closely.`
    : "";
  return `One cell, changed within what training has seen, gives another class in ${turned} of ${count(rows, "row")} that were tried${size}.${left}`;
}

/** Key, column and classes are text from outside. */
export function flipTexts({ flips }: Robustness): {
  readonly size: string;
  readonly key: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}[] {
  return (flips?.examples ?? []).map(({ deviations, ...flip }) => ({
    ...flip,
    size: deviations === undefined ? "another category" : `${Number(deviations.toPrecision(2))} deviations`,
  }));
}
