import { canonicalJson } from "../../core/canonical-json.ts";
import type { World } from "../../ports/world.ts";
import type { Bundle } from "../../records/bundle.ts";
import type { DriftReport } from "../../records/drift.ts";
import type { Spec } from "../../records/spec.ts";
import type { RawTable } from "../../records/table.ts";
import { DEFAULT_LIMITS } from "../../stages/monitoring/drift/limits.ts";
import { driftRules } from "../../stages/monitoring/drift/rules.ts";
import { compareSides, hasShared } from "../drift/compare-sides.ts";
import { sideOfTable } from "../drift/side.ts";
import { versionSide } from "../drift/version-side.ts";
import { withClassifier } from "../drift/with-classifier.ts";
import type { ChampionModel } from "../evaluation/champion.ts";
import type { ReadData } from "./read-data.ts";

/**
 * Whether the data of a change are distributed as those that the champion was made from, target included; null where both
 * are the same, where the champion's are not to be had, or where the spec does not ask.
 */
export async function driftSince(
  world: World,
  champion: ChampionModel,
  challenger: Bundle,
  data: ReadData,
  spec: Spec,
): Promise<DriftReport | null> {
  if (spec.drift.severity === "off" || data.raw.rows === 0) return null;
  const [before, after] = [champion.bundle.recipe.data.sources, challenger.recipe.data.sources];
  if (canonicalJson(before) === canonicalJson(after)) return null;
  const reference = await versionSide(world, champion);
  if (reference === null) return null;
  const current = sideOfTable("this change", data.raw);
  const rules = {
    ...driftRules(withoutDates(spec, data.raw)),
    roles: { [spec.problem.target]: "target" } as const,
  };
  const options = {
    ...(spec.data.key !== undefined && { key: spec.data.key }),
    retyped: "leave out",
  } as const;
  // By their profiles whatever is at hand, so that the answer does not depend on whether old data can still be had.
  const sides = [
    { ...reference, table: null },
    { ...current, table: null },
  ] as const;
  if (!hasShared(...sides, rules, options)) return null;
  const report = compareSides(...sides, rules, options);
  return spec.drift.classifier ? withClassifier(report, reference, current) : report;
}

/** Of another day the dates are others: that says nothing. Their freshness is a matter for `data.expect`. */
function withoutDates({ drift, data: { expect } }: Spec, { columns }: RawTable): Spec["drift"] {
  const isDate = (name: string) => Object.hasOwn(expect, name) && expect[name]?.type === "date";
  const dates = columns.filter((name) => isDate(name) && !Object.hasOwn(drift.columns, name));
  return { ...drift, ignore: [...new Set([...drift.ignore, ...dates])] };
}

/** Whether rows are distributed as earlier ones, in the columns that both have, the key aside; null where there is nothing to compare. */
export function driftBetween(
  earlier: RawTable,
  later: RawTable,
  key: string | undefined,
): DriftReport | null {
  if (earlier.rows === 0 || later.rows === 0) return null;
  const sides = [sideOfTable("before", earlier), sideOfTable("now", later)] as const;
  const rules = { limits: DEFAULT_LIMITS, ignore: [], columns: {} };
  const options = { ...(key !== undefined && { key }), retyped: "leave out" } as const;
  return hasShared(...sides, rules, options) ? compareSides(...sides, rules, options) : null;
}
