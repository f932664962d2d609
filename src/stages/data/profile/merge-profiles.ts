import { badInput } from "../../../core/errors.ts";
import type { TableProfile } from "../../../records/column-profile.ts";
import { columnDifference } from "../join-tables.ts";
import { mergeStates, stateOf } from "./column-state.ts";
import { describeColumn } from "./describe-column.ts";

export interface NamedProfile {
  /** The file that it was read from. */
  readonly file: string;
  readonly profile: TableProfile;
}

/**
 * The profile of all rows of some profiles: within the errors that it states the same as if the rows had been profiled
 * together, in whatever order the parts come. Throws when they do not have the same columns.
 */
export function mergeProfiles([first, ...others]: readonly [NamedProfile, ...NamedProfile[]]): TableProfile {
  const columns = first.profile.columns.map(({ name }) => name);
  for (const { file, profile } of others) {
    const names = profile.columns.map(({ name }) => name);
    const problem = columnDifference({ file: first.file, columns }, { file, columns: names });
    if (problem) {
      const next = "Merge profiles of the same table, or of tables with the same columns.";
      throw badInput({ ...problem, where: { file }, next });
    }
  }
  const profiles = [first, ...others].map(({ profile }) => profile);
  return {
    format: first.profile.format,
    files: mergeFiles(profiles.flatMap(({ files }) => files)),
    rows: profiles.reduce((sum, { rows }) => sum + rows, 0),
    columns: columns.map((name) => {
      const states = profiles.map((profile) => stateOf(profile.columns.find((each) => each.name === name)!));
      return describeColumn(states.reduce(mergeStates));
    }),
  };
}

/** Shards of one file are one file again. */
function mergeFiles(files: TableProfile["files"]): TableProfile["files"] {
  const rows = new Map<string, number>();
  for (const file of files) rows.set(file.path, (rows.get(file.path) ?? 0) + file.rows);
  return [...rows].map(([path, count]) => ({ path, rows: count }));
}
