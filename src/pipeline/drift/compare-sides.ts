import { badInput } from "../../core/errors.ts";
import type { DriftReport } from "../../records/drift.ts";
import type { RawTable } from "../../records/table.ts";
import { compareProfiles, differentTypes } from "../../stages/monitoring/drift/compare-profiles.ts";
import { compareTables } from "../../stages/monitoring/drift/compare-tables.ts";
import type { DriftRules } from "../../stages/monitoring/drift/rules.ts";
import { columnMissing, differentType, needsNumbers, nothingShared, refuse } from "./problems.ts";
import { profiled, type Side } from "./side.ts";
import { typeTogether } from "./type-together.ts";

export interface CompareOptions {
  /** Only these columns; default: all that both have. */
  readonly columns?: readonly string[];
  /** The column that tells rows apart, which is not compared. */
  readonly key?: string;
  /** What becomes of columns that are numbers in one profile and text in the other; default: they are refused. */
  readonly retyped?: "refuse" | "leave out";
  /** Whether both tables are the same rows in the same order. */
  readonly sameRows?: boolean;
}

/** The drift from one table to another: by all their values where both are held in memory, else by their profiles. */
export function compareSides(
  before: Side,
  now: Side,
  rules: DriftRules,
  options: CompareOptions = {},
): DriftReport {
  const whole = before.table !== null && now.table !== null;
  const [reference, current] = whole ? [before, now] : [profiled(before), profiled(now)];
  const { columns: named } = options;
  const shared = named ?? sharedColumns(reference, current, rules, options);
  if (named) mustHave(named, reference, current);
  const retyped = options.retyped === "leave out" ? typesDiffer(reference, current, shared) : [];
  const columns = shared.filter((name) => !retyped.includes(name));
  if (columns.length === 0) throw badInput(nothingShared(reference.columns, names(reference, current)));
  const comparison = {
    rules,
    unmatched: named ? NONE : unmatched(reference, current),
    sameRows: options.sameRows ?? false,
  };
  const report =
    reference.table && current.table
      ? byValues(reference.table, current.table)
      : byProfiles(reference, current);
  const ignored = named ? [] : ignoredColumns(reference, current, rules, options);
  const personal = named ? [] : hidden(reference, current);
  const told = ignored.length + personal.length + retyped.length > 0;
  return {
    ...report,
    ...(told && { leftOut: { ignored, personal, retyped } }),
    ...(reference.version && { reference: reference.version }),
  };

  function byValues(before: RawTable, now: RawTable): DriftReport {
    const tables = typeTogether(before, now, columns);
    if (named && (rules.test === "ks" || rules.test === "wasserstein")) {
      const text = columns.filter((name) => tables.reference.columns.get(name)!.type === "text");
      if (text.length > 0) throw refuse(text.map((name) => needsNumbers(name, rules.test!)));
    }
    return compareTables(tables.reference, tables.current, comparison);
  }

  function byProfiles(before: Side, now: Side): DriftReport {
    const different = typesDiffer(before, now, columns);
    if (different.length > 0)
      throw refuse(different.map((name) => differentType(name, names(reference, current))));
    return compareProfiles(before.profile(), now.profile(), columns, comparison);
  }
}

/** Whether there is a column to compare at all. */
export function hasShared(
  reference: Side,
  current: Side,
  rules: DriftRules,
  options: CompareOptions,
): boolean {
  const shared = sharedColumns(reference, current, rules, options);
  return shared.length > typesDiffer(reference, current, shared).length;
}

function typesDiffer(reference: Side, current: Side, columns: readonly string[]): string[] {
  return differentTypes(reference.profile(), current.profile(), columns);
}

const NONE = { reference: [], current: [] };
const names = (reference: Side, current: Side) => ({ reference: reference.name, current: current.name });

/** Columns of which one side keeps nothing, though both have them. */
function hidden(reference: Side, current: Side): string[] {
  const has = ({ columns, personal }: Side, name: string) =>
    columns.includes(name) || personal.includes(name);
  const all = [...new Set([...reference.personal, ...current.personal])];
  return all.filter((name) => has(reference, name) && has(current, name));
}

/** What both have and the spec does not leave out. A name in the spec that neither side has is a slip. */
function sharedColumns(
  reference: Side,
  current: Side,
  rules: DriftRules,
  options: CompareOptions,
): readonly string[] {
  const sides = names(reference, current);
  const known = [reference, current].flatMap((side) => [...side.columns, ...side.personal]);
  const slip = (where: string) => (name: string) =>
    known.includes(name) ? [] : [columnMissing(name, where, known, sides)];
  const slips = [
    ...rules.ignore.flatMap(slip("drift.ignore")),
    ...Object.keys(rules.columns).flatMap(slip("drift.columns")),
  ];
  if (slips.length > 0) throw refuse(slips);
  const ignored = ignoredColumns(reference, current, rules, options);
  return reference.columns.filter((name) => current.columns.includes(name) && !ignored.includes(name));
}

/** Of those that both have. */
function ignoredColumns(
  reference: Side,
  current: Side,
  { ignore }: DriftRules,
  { key }: CompareOptions,
): string[] {
  const both = reference.columns.filter((name) => current.columns.includes(name));
  return both.filter((name) => name === key || ignore.includes(name));
}

function mustHave(named: readonly string[], reference: Side, current: Side): void {
  const shared = reference.columns.filter((name) => current.columns.includes(name));
  const unknown = named.filter((name) => !shared.includes(name));
  const sides = names(reference, current);
  if (unknown.length > 0) throw refuse(unknown.map((name) => columnMissing(name, "--column", shared, sides)));
}

function unmatched(reference: Side, current: Side): DriftReport["unmatched"] {
  const only = (one: Side, other: Side) =>
    one.columns.filter((name) => !other.columns.includes(name) && !other.personal.includes(name));
  return { reference: only(reference, current), current: only(current, reference) };
}
