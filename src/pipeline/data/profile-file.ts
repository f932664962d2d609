import * as v from "valibot";
import { badInput } from "../../core/errors.ts";
import type { Files } from "../../ports/files.ts";
import { TABLE_PROFILE_FORMAT, TableProfile } from "../../records/column-profile.ts";
import { profileTable } from "../../reports/terminal/profile-table.ts";
import { mergeProfiles, type NamedProfile } from "../../stages/data/profile/merge-profiles.ts";
import type { NamedFile } from "../profile.ts";

/** Reads a profile that `trunkline profile --out` wrote. */
export async function readProfile(files: Files, { name, path }: NamedFile): Promise<NamedProfile> {
  const bytes = await files.read(path);
  if (bytes === null) throw notProfile(name, "no such file");
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw notProfile(name, "no JSON", error);
  }
  const parsed = v.safeParse(TableProfile, value);
  if (parsed.success) return { file: name, profile: parsed.output };
  const issue = parsed.issues[0];
  throw notProfile(name, `${v.getDotPath(issue) ?? "the whole"}: ${issue.message}`);
}

/** The profile of the whole, from the profiles of its parts. */
export async function mergeProfileFiles(files: Files, named: readonly NamedFile[]): Promise<TableProfile> {
  const [first, ...others] = await Promise.all(named.map((each) => readProfile(files, each)));
  return mergeProfiles([first!, ...others]);
}

export function profileAsTable(profile: TableProfile, colour: boolean): string {
  return profileTable(profile, { colour });
}

/** JSON with a line for each column: small, and a change of one column is a change of one line. */
export function profileText({ format, files, rows, columns }: TableProfile): string {
  const head = JSON.stringify({ format, files, rows }).slice(0, -1);
  return `${head},"columns":[\n${columns.map((column) => JSON.stringify(column)).join(",\n")}\n]}\n`;
}

function notProfile(file: string, found: string, cause?: unknown) {
  return badInput(
    {
      code: "profile-unreadable",
      found,
      where: { file },
      expected: `a profile of the format ${TABLE_PROFILE_FORMAT}`,
      next: "Make it with `trunkline profile FILE --out PROFILE`.",
    },
    cause,
  );
}
