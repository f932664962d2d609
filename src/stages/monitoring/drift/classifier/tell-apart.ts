import { type Random, seededRandom } from "../../../../core/random.ts";
import { aucOf, winsOf } from "../../../../core/statistics/auc.ts";
import { normalQuantile } from "../../../../core/statistics/normal-distribution.ts";
import type { DomainClassifier, DriftLimits } from "../../../../records/drift.ts";
import type { Column, Table } from "../../../../records/table.ts";
import { chooseFeatures } from "./choose-features.ts";
import { CrossFit, type Folds } from "./cross-fit.ts";
import type { Feature } from "./encode.ts";

const SEED = 1;
const FOLDS = 5;
/** Of longer tables so many rows are drawn: with 2,000 a side an AUC of 0.55 stands more than five standard errors clear. */
const MOST_ROWS = 2000;
/** Below so many on a side a fold holds too few to say anything. */
const LEAST_ROWS = 25;
const SHUFFLES = 399;
/** After so many shuffles that were as good the p-value is large and known well enough (Besag and Clifford, 1991). */
const ENOUGH = 10;
const CONFIDENCE = 0.95;
const MOST_NAMED = 3;

/**
 * Whether a classifier can tell the rows of two tables apart (Lopez-Paz and Oquab, "Revisiting classifier two-sample tests", 2017): the area under
 * the ROC curve of rows that it has not seen, 0.5 where it can only guess. Its p-value is the share of shuffles of the rows over the two
 * tables, within folds, whose area is at least as large: exact whatever the columns, however few the rows. The interval is DeLong's,
 * given the classifiers. Null where either table has fewer than 25 rows, or no column anything to learn.
 */
export function tellApart(
  reference: Table,
  current: Table,
  { alpha, auc: threshold }: Pick<DriftLimits, "alpha" | "auc">,
): DomainClassifier | null {
  const random = seededRandom(SEED);
  const sides = [drawRows(reference.rows, random), drawRows(current.rows, random)] as const;
  const all = new Uint8Array(sides[0].length + sides[1].length).fill(1, sides[0].length);
  const { features, rows } = chooseFeatures(pool(reference, current, sides), all);
  const labels = Uint8Array.from(rows, (row) => all[row]!);
  const asked = labels.reduce((sum, label) => sum + label, 0);
  if (features.length === 0 || Math.min(asked, labels.length - asked) < LEAST_ROWS) return null;
  const folds = stratify(labels, random);
  const fit = new CrossFit(features, folds);
  const found = areaOf(fit.scores(labels), labels, folds);
  const pValue = chanceOf(found.auc, fit, labels, folds, random);
  return {
    auc: found.auc,
    interval: found.interval,
    pValue,
    threshold,
    rows: { reference: labels.length - asked, current: asked },
    by: strongest(features, fit.weights(labels)),
    drifted: found.auc >= threshold && pValue < alpha,
  };
}

/** In their order. */
function drawRows(rows: number, random: Random): number[] {
  const all = Array.from({ length: rows }, (_, row) => row);
  if (rows <= MOST_ROWS) return all;
  for (let index = 0; index < MOST_ROWS; index++) {
    const other = index + random.below(rows - index);
    [all[index], all[other]] = [all[other]!, all[index]!];
  }
  return all.slice(0, MOST_ROWS).sort((a, b) => a - b);
}

function pool(
  reference: Table,
  current: Table,
  [before, now]: readonly [readonly number[], readonly number[]],
): Map<string, Column> {
  const entries = [...reference.columns].map(([name, { type, values }]): [string, Column] => {
    const others = current.columns.get(name)!.values;
    const pooled = [...before.map((row) => values[row]), ...now.map((row) => others[row])];
    return [name, { type, values: pooled } as Column];
  });
  return new Map(entries);
}

/** Each fold has its share of both sides. */
function stratify(labels: Uint8Array, random: Random): Folds {
  const of = new Uint8Array(labels.length);
  for (const label of [0, 1]) {
    const rows = Array.from(labels, (_, row) => row).filter((row) => labels[row] === label);
    shuffle(rows, random);
    rows.forEach((row, index) => {
      of[row] = index % FOLDS;
    });
  }
  return { of, count: FOLDS };
}

/** Scores of different folds come from different classifiers, so pairs of rows are compared within folds. */
function areaOf(scores: Float64Array, labels: Uint8Array, { of, count }: Folds) {
  const parts = Array.from({ length: count }, (_, fold) => {
    const rows = Array.from(of, (_, row) => row).filter((row) => of[row] === fold);
    return aucOf(
      rows.map((row) => scores[row]!),
      rows.map((row) => labels[row]!),
    );
  });
  const pairs = parts.reduce((sum, part) => sum + part.pairs, 0);
  const auc = parts.reduce((sum, part) => sum + part.wins, 0) / pairs;
  const variance = parts.reduce((sum, part) => sum + (part.pairs / pairs) ** 2 * part.variance, 0);
  const reach = normalQuantile(1 - (1 - CONFIDENCE) / 2) * Math.sqrt(variance);
  const interval: [number, number] = [Math.max(0, auc - reach), Math.min(1, auc + reach)];
  return { auc, interval };
}

function chanceOf(observed: number, fit: CrossFit, labels: Uint8Array, folds: Folds, random: Random): number {
  const rowsOf = Array.from({ length: folds.count }, (_, fold) =>
    Array.from(folds.of, (_, row) => row).filter((row) => folds.of[row] === fold),
  );
  const shuffled = labels.slice();
  let asGood = 0;
  for (let draw = 1; draw <= SHUFFLES; draw++) {
    for (const rows of rowsOf) shuffleLabels(shuffled, rows, random);
    const scores = fit.scores(shuffled);
    let [wins, pairs] = [0, 0];
    for (const rows of rowsOf) {
      const part = winsOf(scores, shuffled, rows);
      wins += part.wins;
      pairs += part.pairs;
    }
    if (wins / pairs >= observed - 1e-12) asGood += 1;
    if (asGood === ENOUGH) return ENOUGH / draw;
  }
  return (asGood + 1) / (SHUFFLES + 1);
}

/** The columns, or pairs of columns, that told most, the strongest first. */
function strongest(features: readonly Feature[], weights: readonly Float64Array[]): string[][] {
  const strength = new Map<string, { of: string[]; weight: number }>();
  features.forEach(({ of }, index) => {
    const names = [...new Set(of)];
    const id = JSON.stringify(names);
    const weight = Math.abs(weights.reduce((sum, each) => sum + each[index]!, 0));
    const before = strength.get(id)?.weight ?? 0;
    strength.set(id, { of: names, weight: Math.max(before, weight) });
  });
  const sorted = [...strength.values()].sort((a, b) => b.weight - a.weight);
  return sorted.slice(0, MOST_NAMED).map(({ of }) => of);
}

function shuffle(rows: number[], random: Random): void {
  for (let index = rows.length - 1; index > 0; index--) {
    const other = random.below(index + 1);
    [rows[index], rows[other]] = [rows[other]!, rows[index]!];
  }
}

function shuffleLabels(labels: Uint8Array, rows: readonly number[], random: Random): void {
  for (let index = rows.length - 1; index > 0; index--) {
    const [one, other] = [rows[index]!, rows[random.below(index + 1)]!];
    [labels[one], labels[other]] = [labels[other]!, labels[one]!];
  }
}
