import { type Digest, digestBytes, digestJson } from "../../core/digest.ts";
import { type Problem, type SpecKey, TrunklineError } from "../../core/errors.ts";
import type { World } from "../../ports/world.ts";
import type { FileDigest, Recipe } from "../../records/recipe.ts";
import { trainsByCommand } from "../../records/spec.ts";
import { TRANSFORM_REVISION } from "../../records/transform.ts";
import { formatOf } from "../../stages/data/formats/file-format.ts";
import { partitionsOf } from "../../stages/data/formats/partitions.ts";
import { recipe as buildRecipe } from "../../stages/training/recipe.ts";
import { placed } from "../placed.ts";
import { fromRoot, outside, type Project } from "../project.ts";
import { collectable, lockPath, lockProblems, readLock } from "./lock.ts";
import { payloadAt } from "./payload.ts";
import type { Payload, Source } from "./source.ts";

/** A project with the bytes of its data and the identity of the model that they make. */
export interface Inputs {
  readonly project: Project;
  readonly sources: readonly Source[];
  readonly recipe: Recipe;
  readonly digest: Digest;
  /** All files that the recipe counts, the spec first. */
  readonly paths: readonly string[];
}

/**
 * Reads what the recipe counts. This is all that a change which means nothing to the model costs. Files of data of more than
 * `most` bytes, of packed ones of a sixteenth of that, are not held, only told.
 */
export async function readInputs(world: World, project: Project, most = Infinity): Promise<Inputs> {
  return placed(project, () => read(world, project, most));
}

async function read(world: World, project: Project, most: number): Promise<Inputs> {
  const { spec } = project;
  const files = await readAll(
    world,
    project,
    spec.data.sources,
    ["data", "sources"],
    sourceFiles(world, most),
  );
  const sources = files.map((file) => ({ ...file, partitions: partitionsOf(belowSpec(project, file.path)) }));
  const lock = await readLock(world, project);
  const [different, ...others] = lockProblems(lock, project, sources.map(identity));
  if (different) throw new TrunklineError(2, [different, ...others]);
  const code = trainsByCommand(spec.train)
    ? await readAll(world, project, spec.train.code, ["train", "code"], plainFiles(world))
    : [];
  const recipe = buildRecipe({
    spec,
    sources: sources.map(identity),
    code: code.map(identity),
    partitions: [...new Set(sources.flatMap(({ partitions }) => partitions.map(({ name }) => name)))],
    transformRevision: TRANSFORM_REVISION,
  });
  const locked = lock.sources.some(({ to }) => sources.some(({ path }) => path === to));
  const paths = [
    project.path,
    ...(locked ? [lockPath(project)] : []),
    ...[...sources, ...code].map((source) => source.committedAs ?? source.path),
  ];
  return { project, sources, recipe, digest: digestJson(recipe), paths: [...new Set(paths)] };
}

/** Folders above the spec say where the project is, and nothing about its rows. */
function belowSpec({ folder }: Project, path: string): string {
  return folder !== "" && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function identity({ path, bytes, digest }: Source): FileDigest {
  return { path, digest: digest ?? digestBytes(bytes) };
}

/** How the files behind paths and patterns are found. */
interface Finder {
  matching(pattern: string): Promise<string[]>;
  at(path: string): Promise<Payload | null>;
}

function plainFiles({ git, files }: World): Finder {
  return {
    matching: (pattern) => git.listFiles([pattern]),
    at: async (path) => {
      const bytes = await files.read(`${git.root}/${path}`);
      return bytes && { bytes };
    },
  };
}

/** How many times smaller than its text a packed file may well be. */
const PACKED = 16;

function isPacked(path: string): boolean {
  const { format, packing } = formatOf(path);
  return format === "parquet" || packing !== null;
}

/** Data may be kept by Git LFS or DVC. What DVC keeps is ignored by Git, which has a pointer in its place. */
function sourceFiles(world: World, most: number): Finder {
  return {
    matching: async (pattern) => {
      const [paths, pointers] = await Promise.all([
        world.git.listFiles([pattern]),
        world.git.listFiles([`${pattern}.dvc`]),
      ]);
      const behind = pointers.map((path) => path.replace(/\.dvc$/, ""));
      return [...new Set([...paths.filter((path) => !pointers.includes(path)), ...behind])];
    },
    at: (path) => payloadAt(world, path, isPacked(path) ? most / PACKED : most),
  };
}

async function readAll(
  world: World,
  project: Project,
  patterns: readonly string[],
  key: SpecKey,
  finder: Finder,
): Promise<Source[]> {
  const problems: Problem[] = [];
  const found = new Map<string, Source>();
  const root = await world.files.real(world.git.root);
  for (const [index, pattern] of patterns.entries()) {
    const at = [...key, index];
    const path = fromRoot(project, pattern, at);
    const isPattern = /[*?[]/.test(path);
    const paths = isPattern ? await finder.matching(path) : [path];
    const missing = isPattern ? paths.length === 0 : false;
    if (missing) problems.push(fileMissing(project.path, at, pattern));
    for (const each of paths) {
      const absolute = `${world.git.root}/${each}`;
      const real = await world.files.real(absolute);
      if (real !== null && root !== null && !real.startsWith(`${root}/`))
        throw outside(project.path, pattern, at);
      const payload = await finder.at(each);
      if (payload === null) problems.push(collectable(project, each) ?? fileMissing(project.path, at, each));
      else found.set(each, { path: each, ...payload });
    }
  }
  const [first, ...rest] = problems;
  if (first) throw new TrunklineError(2, [first, ...rest]);
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function fileMissing(file: string, key: SpecKey, path: string): Problem {
  return {
    code: "data-file-missing",
    key,
    found: `no file ${JSON.stringify(path)}, which ${key.slice(0, -1).join(".")} names`,
    where: { file },
    expected: "a file in the repository, by its path from the spec",
    next: "Correct the path, or add the file.",
  };
}
