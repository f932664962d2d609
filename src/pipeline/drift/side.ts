import type { DriftReport } from "../../records/drift.ts";
import type { DriftReference, ProfiledTable } from "../../records/drift-reference.ts";
import type { RawTable } from "../../records/table.ts";
import { profileRaw } from "../../stages/data/profile/profile-raw.ts";

/** One of the two tables that drift compares: all its cells, or only its profile. */
export interface Side {
  /** As the person names it. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Null where only the profile is to be had. */
  readonly table: RawTable | null;
  profile(): ProfiledTable;
  /** Columns of which nothing is kept, since they say something of persons. */
  readonly personal: readonly string[];
  /** Where it is the data of a version. */
  readonly version?: DriftReport["reference"];
  /** All its cells, fetched from where they are kept; null when they are not to be had. */
  rows?(): Promise<RawTable | null>;
  /** What that version said of its holdout, in place of its data. */
  predictions?(): Side;
}

export function sideOfTable(name: string, table: RawTable): Side {
  let profiled: ProfiledTable | undefined;
  const profile = () => {
    profiled ??= profileRaw(table);
    return profiled;
  };
  return { name, columns: table.columns, table, profile, personal: [] };
}

export function sideOfProfile(name: string, profile: ProfiledTable | DriftReference): Side {
  const marked = (profile as ProfiledTable).columns.filter((column) => column.personal !== undefined);
  const personal = [
    ...("personal" in profile ? profile.personal : []),
    ...marked.map((column) => column.name),
  ];
  const columns = profile.columns.map((column) => column.name).filter((name) => !personal.includes(name));
  return { name, columns, table: null, profile: () => profile, personal };
}

/** The same side as its profile knows it. */
export function profiled(side: Side): Side {
  const { columns, personal } = sideOfProfile(side.name, side.profile());
  return side.table === null ? side : { ...side, table: null, columns, personal };
}
