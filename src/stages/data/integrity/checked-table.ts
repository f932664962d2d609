import type { Spec } from "../../../records/spec.ts";
import { trainsByCommand } from "../../../records/spec.ts";
import type { RawTable, Table } from "../../../records/table.ts";
import { type CodedColumn, codeColumn } from "./coded-column.ts";

export type CheckedSpec = Pick<Spec, "problem" | "data" | "features" | "train">;

/** What all integrity checks look at. */
export interface CheckedTable {
  readonly raw: RawTable;
  readonly spec: CheckedSpec;
  readonly columns: readonly CodedColumn[];
  /** The columns that a model learns from. */
  readonly features: readonly CodedColumn[];
  readonly target: CodedColumn | undefined;
  readonly key: CodedColumn | undefined;
  /** Whether the training code is handed the key and the rows in their order. */
  readonly seesOrder: boolean;
}

export function checkedTable(raw: RawTable, table: Table, spec: CheckedSpec): CheckedTable {
  const { problem, data, features } = spec;
  const columns = raw.columns.map((name) => {
    return codeColumn(name, table.columns.get(name)!, ownOf(data.expect, name)?.type === "date");
  });
  const enters = ({ name }: CodedColumn): boolean => {
    if (name === problem.target || name === data.key) return false;
    const own = ownOf(features, name);
    return own !== false && (own !== undefined || ownOf(features, "*") !== false);
  };
  return {
    raw,
    spec,
    columns,
    features: columns.filter(enters),
    target: columns.find(({ name }) => name === problem.target),
    key: columns.find(({ name }) => name === data.key),
    seesOrder: trainsByCommand(spec.train),
  };
}

/** A name from the data may be one that every object has, such as `constructor`. */
function ownOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
