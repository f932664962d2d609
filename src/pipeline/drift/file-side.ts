import { badInput } from "../../core/errors.ts";
import type { Files } from "../../ports/files.ts";
import { formatOf } from "../../stages/data/formats/file-format.ts";
import { readSource } from "../../stages/data/formats/read-source.ts";
import { readProfile } from "../data/profile-file.ts";
import { type NamedFile, profileFiles } from "../profile.ts";
import { fileMissing, refuse } from "./problems.ts";
import { type Side, sideOfProfile, sideOfTable } from "./side.ts";

/** Above this many bytes a file is profiled as it is read. */
const LARGE = 32 * 1024 * 1024;

/**
 * A file's table: one of any format that data may have with all its values; a profile (`.json`), a Parquet file, or a file of CSV or
 * TSV (packed or not) that is too large to be held in memory by its profile.
 */
export async function fileSide(files: Files, named: NamedFile, missing: readonly string[]): Promise<Side> {
  const { name, path } = named;
  if (/\.json$/i.test(name)) return sideOfProfile(name, (await readProfile(files, named)).profile);
  if (await isProfiled(files, named))
    return sideOfProfile(name, await profileFiles(files, [named], undefined, missing));
  const bytes = await files.read(path);
  if (bytes === null) throw badInput(fileMissing(name));
  const { table, problems } = await readSource({ path: name, bytes }, missing);
  if (problems.length > 0) throw refuse(problems);
  return sideOfTable(name, table);
}

async function isProfiled(files: Files, { path, name }: NamedFile): Promise<boolean> {
  const { format, packing } = formatOf(name);
  if (format === "parquet") return packing === null;
  if (format !== "csv" && format !== "tsv") return false;
  const file = await files.open(path);
  await file?.close();
  return file !== null && file.size > LARGE;
}
