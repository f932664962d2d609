import { type Digest, digestBytes, digestJson } from "../core/digest.ts";
import { badInput, type Problem, TrunklineError } from "../core/errors.ts";
import type { World } from "../ports/world.ts";
import type { FileDigest, Recipe } from "../records/recipe.ts";
import { trainsByCommand } from "../records/spec.ts";
import { TRANSFORM_REVISION } from "../records/transform.ts";
import { type Partition, partitionsOf } from "../stages/data/formats/partitions.ts";
import { recipe as buildRecipe } from "../stages/training/recipe.ts";
import { fromRoot, outside, type Project } from "./project.ts";

export interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Columns that the file's folders tell. */
  readonly partitions?: readonly Partition[];
}

/** A project with the bytes of its data and the identity of the model that they make. */
export interface Inputs {
  readonly project: Project;
  readonly sources: readonly Source[];
  readonly recipe: Recipe;
  readonly digest: Digest;
  /** All files that the recipe counts, the spec first. */
  readonly paths: readonly string[];
}

/** Reads what the recipe counts. This is all that a change which means nothing to the model costs. */
export async function readInputs(world: World, project: Project): Promise<Inputs> {
  const { spec } = project;
  const files = await readAll(world, project, spec.data.sources, "data.sources");
  const sources = files.map((file) => ({ ...file, partitions: partitionsOf(belowSpec(project, file.path)) }));
  const code = trainsByCommand(spec.train)
    ? await readAll(world, project, spec.train.code, "train.code")
    : [];
  const recipe = buildRecipe({
    spec,
    sources: sources.map(identity),
    code: code.map(identity),
    partitions: [...new Set(sources.flatMap(({ partitions }) => partitions.map(({ name }) => name)))],
    transformRevision: TRANSFORM_REVISION,
  });
  const paths = [project.path, ...[...sources, ...code].map((source) => source.path)];
  return { project, sources, recipe, digest: digestJson(recipe), paths: [...new Set(paths)] };
}

/** Folders above the spec say where the project is, and nothing about its rows. */
function belowSpec({ folder }: Project, path: string): string {
  return folder !== "" && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function identity({ path, bytes }: Source): FileDigest {
  return { path, digest: digestBytes(bytes) };
}

async function readAll(
  world: World,
  project: Project,
  patterns: readonly string[],
  key: string,
): Promise<Source[]> {
  const problems: Problem[] = [];
  const found = new Map<string, Source>();
  const root = await world.files.real(world.git.root);
  for (const pattern of patterns) {
    const path = fromRoot(project, pattern);
    const isPattern = /[*?[]/.test(path);
    const paths = isPattern ? await world.git.listFiles([path]) : [path];
    const missing = isPattern ? paths.length === 0 : false;
    if (missing) problems.push(fileMissing(project.path, key, pattern));
    for (const each of paths) {
      const absolute = `${world.git.root}/${each}`;
      const real = await world.files.real(absolute);
      if (real !== null && root !== null && !real.startsWith(`${root}/`))
        throw outside(project.path, pattern);
      const bytes = real === null ? null : await world.files.read(absolute);
      if (bytes === null) problems.push(fileMissing(project.path, key, each));
      else found.set(each, { path: each, bytes });
    }
  }
  const [first, ...rest] = problems;
  if (first) throw new TrunklineError(2, [first, ...rest]);
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function fileMissing(file: string, key: string, path: string): Problem {
  return badInput({
    code: "data-file-missing",
    found: `no file ${JSON.stringify(path)}, which ${key} names`,
    where: { file },
    expected: "a file in the repository, by its path from the spec",
    next: "Correct the path, or add the file.",
  }).problems[0];
}
