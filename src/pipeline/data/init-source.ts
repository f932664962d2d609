import { badInput, type Problem, TrunklineError } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import type { World } from "../../ports/world.ts";
import { fromRoot, outside } from "../project.ts";
import { readTables } from "./read-data.ts";
import type { Source } from "./source.ts";

/** The columns of a data file, for the question which of them is the target. */
export async function columnsOf(world: World, source: string): Promise<readonly string[]> {
  return (await readSource(world, source)).raw.columns;
}

/** The data file that a new spec is to name, and what is in it. */
export async function readSource(world: World, given: string) {
  const path = fromRoot({ folder: "", path: "--data" }, given);
  const root = await world.files.real(world.git.root);
  const real = await world.files.real(`${world.git.root}/${path}`);
  if (real === null || path === "" || (await world.files.names(real)) !== null) throw noData(given);
  if (!real.startsWith(`${root}/`)) throw outside("--data", given);
  // As a spec names its sources: trimmed, and in no other way than from its folder.
  if (path.trim() !== path || /^~|^[A-Za-z]:|\\/.test(path)) throw badPath(given);
  const source: Source = { path, bytes: (await world.files.read(real))! };
  const { raw, problems } = await readTables([source], ["", "NA"]);
  if (problems.length > 0) throw new TrunklineError(2, problems as [Problem, ...Problem[]]);
  return { raw, source };
}

/** Names from data, for a message. */
export function showNames(names: readonly string[], most = 20): string {
  const more = names.length - most;
  return `${names
    .slice(0, most)
    .map((name) => showText(name))
    .join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function noData(given: string) {
  return badInput({
    code: "init-no-data",
    found: `no file ${showText(given)}`,
    expected: "a CSV file in the repository, by its path from the root",
    next: "Name one with --data.",
  });
}

function badPath(given: string) {
  return badInput({
    code: "init-data-path",
    found: `the path ${showText(given)}`,
    expected:
      "a path that a spec can name: with / and no \\, no `~` or drive at its start, no white space at its ends",
    next: "Rename the file.",
  });
}
