import type { Problem } from "../../../core/errors.ts";
import { hashBytes } from "../../../core/sketches/hash.ts";
import type { Spec } from "../../../records/spec.ts";
import type { Dependency } from "../../../records/spec-data.ts";
import type { Column, RawTable } from "../../../records/table.ts";
import { type CompiledRule, holdRule } from "../expectations/check-rules.ts";
import { absent, sameTogether, undecided } from "../expectations/check-table.ts";
import { type Checked, judge, type Lenient } from "../expectations/rule.ts";
import { placeOf } from "../place.ts";
import { typeColumn } from "../type-columns.ts";
import type { BatchRows } from "./batch-rows.ts";
import { Gathered } from "./gathered.ts";
import { type RowPlace, SeenValues } from "./seen-values.ts";

/** A check over several columns of each row. */
export interface RowValidator {
  readonly gathered: Gathered;
  add(batch: BatchRows): void;
}

/** A rule such as `start <= end`. */
export function ruleValidator(
  compiled: CompiledRule,
  typeOf: (name: string) => Column["type"],
): RowValidator {
  const gathered = new Gathered();
  const names = [...new Set([...compiled.holds.inputs, ...(compiled.when?.inputs ?? [])])];
  return {
    gathered,
    add(batch) {
      const raw = batch.table(names);
      const columns = new Map(names.map((name) => [name, typeColumn(raw, name, typeOf(name)).column]));
      const { failures, of } = holdRule(raw, { columns, rows: raw.rows }, compiled);
      gathered.add(failures, of);
    },
  };
}

/** Columns that are unique together. */
export function togetherValidator(names: readonly string[], columns: readonly string[]): RowValidator {
  const gathered = new Gathered();
  const places = names.map((name) => columns.indexOf(name));
  const seen = new SeenValues();
  const hash = { low: new Uint32Array(1), high: new Uint32Array(1) };
  return {
    gathered,
    add(batch) {
      for (let row = 0; row < batch.rows; row++) {
        if (places.some((column) => batch.isAbsent(row, column))) continue;
        let [low, high] = [0, 0];
        for (const column of places) {
          hashBytes(batch.bytes, batch.start(row, column), batch.end(row, column), hash, 0);
          low = Math.imul(low ^ hash.low[0]!, 0x9e3779b1) >>> 0;
          high = (Math.imul(high, 0x85ebca6b) ^ hash.high[0]! ^ (low >>> 16)) >>> 0;
        }
        const earlier = seen.add(low, high, batch.file, batch.line(row));
        if (earlier === null) continue;
        gathered.addOne(() => {
          const first = { file: batch.files[earlier.file]!, line: earlier.line };
          return sameTogether(names, first, placeOf(batch.table([], [row]), 0, names[0]));
        });
      }
    },
  };
}

/** Columns that determine another one. What is kept is one text for each of their combinations. */
export function dependencyValidator(dependency: Dependency, columns: readonly string[]): RowValidator {
  const gathered = new Gathered();
  const places = dependency.columns.map((name) => columns.indexOf(name));
  const determined = columns.indexOf(dependency.determine);
  const known = new Map<string, { readonly value: string; readonly place: RowPlace }>();
  return {
    gathered,
    add(batch) {
      for (let row = 0; row < batch.rows; row++) {
        if (batch.isAbsent(row, determined) || places.some((column) => batch.isAbsent(row, column))) continue;
        const values = JSON.stringify(places.map((column) => batch.text(row, column)));
        const value = batch.text(row, determined)!;
        const first = known.get(values);
        if (first === undefined)
          known.set(values, { value, place: { file: batch.file, line: batch.line(row) } });
        else if (first.value !== value)
          gathered.addOne(() => {
            const place = { file: batch.files[first.place.file]!, line: first.place.line };
            const where = placeOf(batch.table([], [row]), 0, dependency.determine);
            return undecided(dependency, value, { value: first.value, place }, where);
          });
      }
      gathered.passed(batch.rows);
    },
  };
}

/** A check over rows, and how much must keep it; or the columns that it lacks. */
export interface RowCheck {
  readonly validator?: RowValidator;
  readonly lenient: Lenient;
  readonly missing?: readonly Problem[];
}

export interface RowChecks {
  /** What is unique together and what determines what. */
  readonly checks: readonly RowCheck[];
  readonly rules: readonly RowCheck[];
}

/** All checks over rows that a spec declares. `whole` tells the columns. */
export function rowChecks(
  { unique, dependencies }: Pick<Spec["data"], "unique" | "dependencies">,
  rules: readonly CompiledRule[],
  whole: RawTable,
  typeOf: (name: string) => Column["type"],
): RowChecks {
  const { columns } = whole;
  const check = (names: readonly string[], namedIn: string, lenient: Lenient, make: () => RowValidator) => {
    const missing = absent(whole, names, namedIn);
    return missing ? { missing, lenient: {} } : { validator: make(), lenient };
  };
  return {
    checks: [
      ...unique.map((names, index) =>
        check(names, `data.unique[${index}]`, {}, () => togetherValidator(names, columns)),
      ),
      ...dependencies.map((each, index) =>
        check([...each.columns, each.determine], `data.dependencies[${index}]`, each, () =>
          dependencyValidator(each, columns),
        ),
      ),
    ],
    rules: rules.map((each) => ({ validator: ruleValidator(each, typeOf), lenient: each.rule })),
  };
}

export function judgeRows({ validator, lenient, missing = [] }: RowCheck): Checked {
  return judge(validator?.gathered.finding ?? { failures: missing, of: 0 }, lenient);
}
