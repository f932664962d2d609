import { badInput, TrunklineError } from "../../core/errors.ts";
import { globPattern } from "../../core/glob-pattern.ts";
import { showText } from "../../core/show-text.ts";
import type { World } from "../../ports/world.ts";
import type { Collected } from "../../records/spec-collect.ts";
import { writeRows } from "../../stages/data/collect/write-rows.ts";
import { formatOf } from "../../stages/data/formats/file-format.ts";
import { readTables } from "../data/read-data.ts";
import type { Project } from "../project.ts";
import type { Fetched } from "./fetched.ts";

/** A file of this machine as it is, where the snapshot has the same format; else files as rows of one snapshot. */
export async function readFiles(
  world: World,
  project: Project,
  { name, from, to }: Collected,
): Promise<Fetched> {
  const pattern = from.file!;
  const base = pattern.startsWith("/") ? "" : [world.git.root, project.folder].filter(Boolean).join("/");
  const paths = await matching(world, base, pattern);
  const files = [];
  for (const path of paths) {
    const bytes = await world.files.read(`${base}/${path}`);
    if (bytes !== null) files.push({ path, bytes });
  }
  const [first] = files;
  if (first === undefined) throw noFile(name, pattern);
  const found = { origin: `file:${pattern}`, done: async () => {} };
  const [is, becomes] = [formatOf(first.path), formatOf(to)];
  if (files.length === 1 && is.format === becomes.format && is.packing === becomes.packing)
    return { ...found, bytes: first.bytes };
  const { raw, problems } = await readTables(files, []);
  if (problems.length > 0) throw new TrunklineError(2, problems as [(typeof problems)[0]]);
  const rows = Array.from({ length: raw.rows }, (_, row) => {
    const members = raw.columns.map(
      (column) => `${JSON.stringify(column)}:${JSON.stringify(raw.cells.get(column)![row])}`,
    );
    return `{${members.join(",")}}`;
  });
  const written = writeRows(to, rows);
  if ("problem" in written) throw new TrunklineError(2, written.problem);
  return { ...found, bytes: written.bytes };
}

async function matching(world: World, base: string, pattern: string): Promise<string[]> {
  const path = pattern.replace(/^\/+/, "");
  if (!/[*?]/.test(path)) return [path];
  const parts = path.split("/");
  const fixed = parts
    .slice(
      0,
      parts.findIndex((part) => /[*?]/.test(part)),
    )
    .join("/");
  const below = await world.files.list(fixed === "" ? base || "/" : `${base}/${fixed}`);
  const prefix = fixed === "" ? "" : `${fixed}/`;
  const matcher = globPattern(path);
  return (below ?? []).map((each) => `${prefix}${each}`).filter((each) => matcher.test(each));
}

function noFile(name: string, pattern: string) {
  return badInput({
    code: "collect-no-file",
    found: `${name}: no file ${showText(pattern)}`,
    expected: "a file on this machine, by its path from the spec, or a pattern that finds some",
    next: "Correct the path, or put the file there.",
  });
}
