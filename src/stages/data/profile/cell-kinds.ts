import type { CellKind, ColumnType, KindCount } from "../../../records/column-profile.ts";

/** The widest type of each family, and the narrower one that is a part of it. */
const FAMILIES: Readonly<Record<CellKind, ColumnType>> = {
  integer: "number",
  number: "number",
  "not-finite": "number",
  boolean: "boolean",
  date: "datetime",
  datetime: "datetime",
  text: "text",
};

/**
 * The type that all cells of these kinds have together, and the cell that decided: the one with which, reading on, it became
 * what it is. Cells of two families are text together.
 */
export function decideType(kinds: readonly KindCount[]): {
  type: ColumnType;
  decided: KindCount | undefined;
} {
  let type: ColumnType = "empty";
  let decided: KindCount | undefined;
  for (const each of kinds) {
    const wider = join(type, each.kind);
    if (wider !== type) decided = each;
    type = wider;
  }
  return { type, decided };
}

function join(type: ColumnType, kind: CellKind): ColumnType {
  const single = kind === "not-finite" ? "number" : kind;
  if (type === "empty" || type === single) return single;
  const family = FAMILIES[kind];
  return type !== "text" && FAMILIES[type] === family ? family : "text";
}

/** The kinds of `left`, whose cells come first, and then those that only `right` has. */
export function mergeKinds(left: readonly KindCount[], right: readonly KindCount[]): KindCount[] {
  const both = left.map((each) => {
    const same = right.find(({ kind }) => kind === each.kind);
    return same === undefined ? each : { ...each, count: each.count + same.count };
  });
  return [...both, ...right.filter(({ kind }) => !left.some((each) => each.kind === kind))];
}
