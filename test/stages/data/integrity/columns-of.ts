import * as v from "valibot";
import type { Problem } from "../../../../src/core/errors.ts";
import { seededRandom } from "../../../../src/core/random.ts";
import { Spec } from "../../../../src/records/spec.ts";
import { Checks } from "../../../../src/records/spec-checks.ts";
import type { RawTable } from "../../../../src/records/table.ts";
import { checkIntegrity } from "../../../../src/stages/data/integrity/check-integrity.ts";
import { typeColumns } from "../../../../src/stages/data/type-columns.ts";

export type Cells = Readonly<Record<string, readonly (string | number | null)[]>>;

/** A table as it would be read from `data.csv`, row n in line n + 2. */
export function rawTable(cells: Cells): RawTable {
  const columns = Object.keys(cells);
  const rows = cells[columns[0]!]!.length;
  const texts = Object.entries(cells).map(([name, values]) => {
    return [name, values.map((value) => (value === null ? null : String(value)))] as const;
  });
  const each = Array.from({ length: rows }, (_, row) => row);
  return {
    columns,
    cells: new Map(texts),
    rows,
    files: ["data.csv"],
    file: each.map(() => 0),
    line: each.map((row) => row + 2),
  };
}

export interface Parts {
  readonly task?: "classification" | "regression";
  readonly data?: object;
  readonly features?: object;
  readonly train?: object;
}

/** A spec with the target `y`. */
export function specWith({
  task = "classification",
  data = {},
  features = {},
  train = { algorithm: "baseline" },
}: Parts = {}): Spec {
  return v.parse(Spec, {
    model: "test",
    problem: { task, target: "y" },
    data: { sources: ["data.csv"], ...data },
    features,
    train,
  });
}

export const COMMAND = { command: "make", code: ["train.py"] };

/** What one check finds, all others off. */
export function found(check: keyof Checks, cells: Cells, parts: Parts = {}): readonly Problem[] {
  const off = Object.fromEntries(Object.keys(Checks.entries).map((name) => [name, "off"]));
  const spec = specWith({ ...parts, data: { ...parts.data, checks: { ...off, [check]: "error" } } });
  return allFound(cells, spec).problems;
}

export function allFound(cells: Cells, spec: Spec) {
  const raw = rawTable(cells);
  return checkIntegrity(raw, typeColumns(raw, spec.data.expect).table, spec);
}

/** The lines, columns and codes that a person is shown. */
export function told(problems: readonly Problem[]): string[] {
  return problems.map(({ code, where }) =>
    [code, where?.line, where?.column].filter((part) => part !== undefined).join(" "),
  );
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Draws that every run repeats. */
export function draws(seed: number) {
  const random = seededRandom(seed);
  const uniform = () => random.next();
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const pick = <T>(of: readonly T[]): T => of[random.below(of.length)]!;
  return { uniform, normal, pick, below: (bound: number) => random.below(bound) };
}
