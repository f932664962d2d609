import { badInput } from "../core/errors.ts";
import type { Files } from "../ports/files.ts";
import type { World } from "../ports/world.ts";
import type { DriftReport, ValueTest } from "../records/drift.ts";
import type { ColumnDriftRule, DriftSpec } from "../records/spec-drift.ts";
import { driftJson } from "../reports/drift-json.ts";
import { driftText } from "../reports/terminal/drift.ts";
import { driftRules } from "../stages/monitoring/drift/rules.ts";
import { compareSides } from "./drift/compare-sides.ts";
import { fileSide } from "./drift/file-side.ts";
import { inOrderOf, isPredictions, PREDICTION_KEY, PREDICTION_ROLES } from "./drift/predictions.ts";
import { fileMissing } from "./drift/problems.ts";
import type { Side } from "./drift/side.ts";
import { noReference, versionSide } from "./drift/version-side.ts";
import { withClassifier } from "./drift/with-classifier.ts";
import type { NamedFile } from "./profile.ts";
import type { Project } from "./project.ts";
import { loadVersion } from "./registry/named-version.ts";
import { readRegistry } from "./registry/registry-state.ts";

/** A table to compare: a file, or a version (or stage) of the project's model. */
export type DriftSource = NamedFile | { readonly version: string };

export interface DriftOptions {
  /** Absolute paths are read; `name` is how the person wrote it. */
  readonly reference: DriftSource;
  readonly current: DriftSource;
  /** How a missing cell is written. */
  readonly missing: readonly string[];
  /** Only these columns; default: all that both have. */
  readonly columns?: readonly string[];
  /** The column that tells rows apart, which is not compared. */
  readonly key?: string;
  /** The column that the model predicts. */
  readonly target?: string;
  /** What the spec says of drift; the options below go before it. */
  readonly spec?: DriftSpec;
  readonly test?: ValueTest;
  readonly alpha?: number;
  /** One least effect for every test; default: each its own. */
  readonly effect?: number;
  readonly share?: number;
  /** Also ask a classifier to tell the two apart. */
  readonly classifier?: boolean;
}

/** Where versions are looked up. */
export interface DriftPlace {
  readonly world: World;
  readonly project: Project;
  /** Bring the registry from the remote first. */
  readonly sync: boolean;
}

/** What holds where there is no spec. */
const NO_SPEC: DriftSpec = {
  severity: "warning",
  alpha: 0.01,
  share: 0.05,
  ignore: [],
  columns: {},
  classifier: false,
  auc: 0.55,
};

/**
 * Compares two tables, column by column: two CSV files by all their values; by their profiles when one of them is a version, a
 * profile (`.json`), a Parquet file, or too large to be held in memory. Files of predictions are compared as such. Data that cannot be read or compared are a TrunklineError
 * with exit code 2.
 */
export async function driftOf(
  files: Files,
  options: DriftOptions,
  place: DriftPlace | null = null,
): Promise<DriftReport> {
  const { missing } = options;
  const read = (source: DriftSource): Promise<Side> =>
    "version" in source ? namedVersion(place, source.version) : fileSide(files, source, missing);
  const reference = await read(options.reference);
  const current = await read(options.current);
  const answers = isPredictions(reference) || isPredictions(current);
  return answers
    ? driftOfPredictions(saidBy(reference), saidBy(current), options)
    : driftOfData(reference, current, options);
}

async function driftOfData(reference: Side, current: Side, options: DriftOptions): Promise<DriftReport> {
  const { columns, key, target } = options;
  const roles = target === undefined ? {} : ({ [target]: "target" } as const);
  const spec = limitsOf(options);
  const report = compareSides(
    reference,
    current,
    { ...driftRules(spec), roles },
    { ...(columns && { columns }), ...(key !== undefined && { key }) },
  );
  return spec.classifier ? withClassifier(report, reference, current) : report;
}

/** Files of predictions: of the same rows they are two models' answers, else what one model said of two samples. */
function driftOfPredictions(reference: Side, current: Side, options: DriftOptions): DriftReport {
  const { columns } = options;
  const { columns: _, ignore: __, ...spec } = limitsOf(options);
  // What the spec says of single columns is said of the data's.
  const rules = { ...driftRules({ ...spec, columns: {}, ignore: [] }), roles: PREDICTION_ROLES };
  const ordered = reference.table && current.table && inOrderOf(reference.table, current.table);
  return compareSides(reference, ordered ? { ...current, table: ordered } : current, rules, {
    ...(columns && { columns }),
    key: PREDICTION_KEY,
    sameRows: ordered !== null,
  });
}

/** A version stands for its data, and beside predictions for its own. */
function saidBy(side: Side): Side {
  return side.predictions && !isPredictions(side) ? side.predictions() : side;
}

/** An option goes before the spec, before what it says of single columns, too. */
function limitsOf({ test, alpha, effect, share, classifier, spec = NO_SPEC }: DriftOptions): DriftSpec {
  const columns = Object.entries(spec.columns).map(([name, own]): [string, ColumnDriftRule] => {
    const rule = { ...own };
    if (test !== undefined) delete rule.test;
    if (effect !== undefined) {
      delete rule.effect;
      delete rule.missing;
    }
    return [name, rule];
  });
  return {
    ...spec,
    columns: Object.fromEntries(columns),
    ...(test && { test }),
    ...(alpha !== undefined && { alpha }),
    ...(effect !== undefined && { effect }),
    ...(share !== undefined && { share }),
    ...(classifier && { classifier }),
  };
}

async function namedVersion(place: DriftPlace | null, name: string): Promise<Side> {
  if (place === null) throw badInput(fileMissing(name));
  const { world, project, sync } = place;
  const { artifact } = await readRegistry(world, project.spec.model, sync);
  const model = await loadVersion(world, artifact, name, "drift");
  const side = await versionSide(world, model);
  if (side === null) throw noReference(model);
  return side;
}

export interface DriftView {
  readonly text: string;
  readonly json: unknown;
  readonly drifted: boolean;
}

/** The report for a person and for a program. */
export function driftView(report: DriftReport, colour: boolean): DriftView {
  return { text: driftText(report, { colour }), json: driftJson(report), drifted: report.drifted };
}
