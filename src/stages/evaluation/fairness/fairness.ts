import type {
  AttributeFairness,
  Fairness,
  FairnessMeasure,
  Figures,
  GroupFigures,
} from "../../../records/fairness.ts";
import type { FilePredictions } from "../../../records/predictions.ts";
import {
  CLASS_MEASURES,
  type ClassMeasure,
  type FairnessBounds,
  type FairnessMeasureName,
  NUMBER_MEASURES,
  type NumberMeasure,
} from "../../../records/spec-groups.ts";
import type { CodedColumn } from "../slices/coded-column.ts";
import type { Apart } from "./apart.ts";
import { type ClassGroup, classFigures, classGroup, classMeasure, unknownTo } from "./class-measures.ts";
import { type NumberGroup, numberFigures, numberGroup, numberMeasure } from "./number-measures.ts";

export interface FairnessInput {
  /** The attributes over the rows of the truth, in their order. */
  readonly attributes: readonly CodedColumn[];
  /** The class that is good for a person; null: the greater of two. */
  readonly positive: string | null;
  readonly bounds: FairnessBounds;
  /** Where each row of the truth stands, by its key. */
  readonly places: ReadonlyMap<string, number>;
  readonly whole: FilePredictions;
  readonly shared: readonly [FilePredictions, FilePredictions] | null;
  readonly confidence: number;
}

/** A group with fewer rows is shown and not held against the others. */
const FEWEST_ROWS = 10;

/**
 * How the challenger treats groups of people, each attribute by itself. Every interval is at the confidence after correction over all
 * bounds of all attributes, so that chance alone breaks any of them at most that often.
 */
export function fairness(input: FairnessInput): Fairness {
  const { attributes, bounds, whole, confidence } = input;
  const positive = positiveOf(input);
  const family = Math.max(
    1,
    Object.values(bounds).filter((bound) => bound !== undefined).length * attributes.length,
  );
  const level = (1 - confidence) / family;
  return {
    positive: whole.task === "classification" && positive >= 0 ? whole.classes[positive]! : null,
    attributes: attributes.map((attribute) => ofAttribute(attribute, input, positive, level)),
  };
}

/** -1 where there is none: numbers, or several classes of which nobody named one. */
function positiveOf({ whole, positive }: FairnessInput): number {
  if (whole.task === "regression") return -1;
  return positive === null ? (whole.positive ?? -1) : whole.classes.indexOf(positive);
}

function ofAttribute(
  attribute: CodedColumn,
  { places, whole, shared, bounds }: FairnessInput,
  positive: number,
  level: number,
): AttributeFairness {
  const own = groupsOf(attribute, whole, places, positive);
  const large = judgedOf(own);
  const before = shared && groupsOf(attribute, shared[0], places, positive);
  const champion = before && judgedOf(before);
  const measures = (
    whole.task === "classification" ? (positive < 0 ? [] : CLASS_MEASURES) : NUMBER_MEASURES
  ).map((measure): FairnessMeasure => {
    const found = apart(measure, large, level);
    const bound = bounds[measure];
    return {
      measure,
      value: found?.value ?? null,
      interval: found && [found.interval[0], found.interval[1]],
      ...(champion && { champion: apart(measure, champion, level)?.value ?? null }),
      ...(bound !== undefined && { bound, held: heldAgainst(measure, found, bound) }),
      unknown: unknownGroups(measure, own, large),
    };
  });
  const groups = own.map(
    (group, at): GroupFigures => ({
      name: group.name,
      rows: group.rows,
      small: group.rows < FEWEST_ROWS,
      ...figuresOf(group, positive),
      ...(before?.[at]?.rows === group.rows && { champion: figuresOf(before[at]!, positive) }),
    }),
  );
  return { attribute: attribute.name, groups, unnamed: attribute.unnamed, measures };
}

type Group = ClassGroup | NumberGroup;

function figuresOf(group: Group, positive: number): Figures {
  if (!("selection" in group)) return numberFigures(group);
  return positive < 0 ? {} : classFigures(group);
}

const judgedOf = (groups: readonly Group[]) => groups.filter(({ rows }) => rows >= FEWEST_ROWS);

function groupsOf(
  { labels, codes }: CodedColumn,
  predictions: FilePredictions,
  places: ReadonlyMap<string, number>,
  positive: number,
): Group[] {
  const rowsOf = labels.map((): number[] => []);
  for (const [row, key] of predictions.keys.entries()) rowsOf[codes[places.get(key)!]!]?.push(row);
  return labels.map((label, code) =>
    predictions.task === "classification"
      ? classGroup(label, predictions, rowsOf[code]!, positive)
      : numberGroup(label, predictions, rowsOf[code]!),
  );
}

function apart(measure: FairnessMeasureName, groups: readonly Group[], level: number): Apart | null {
  return isForNumbers(measure)
    ? numberMeasure(measure, groups as readonly NumberGroup[], level)
    : classMeasure(measure, groups as readonly ClassGroup[], level);
}

function unknownGroups(
  measure: FairnessMeasureName,
  own: readonly Group[],
  large: readonly Group[],
): string[] {
  const small = own.filter((group) => !large.includes(group)).map(({ name }) => name);
  return isForNumbers(measure) ? small : [...small, ...unknownTo(measure, large as readonly ClassGroup[])];
}

function isForNumbers(measure: FairnessMeasureName): measure is NumberMeasure {
  return !CLASS_MEASURES.includes(measure as ClassMeasure);
}

/** Beside this a figure on its bound is on its bound. */
const ROUNDING = 1e-12;

function heldAgainst(
  measure: FairnessMeasureName,
  found: Apart | null,
  bound: number,
): NonNullable<FairnessMeasure["held"]> {
  if (!found) return "unknown";
  const { value, interval } = found;
  const ratio = measure === "demographic_parity_ratio";
  const beyond = (figure: number) => (ratio ? figure < bound - ROUNDING : figure > bound + ROUNDING);
  if (!beyond(value)) return "within";
  return beyond(ratio ? interval[1] : interval[0]) ? "beyond" : "unclear";
}
