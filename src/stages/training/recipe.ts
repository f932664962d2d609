import type { FileDigest, Recipe } from "../../records/recipe.ts";
import { type Spec, trainsByCommand } from "../../records/spec.ts";
import { algorithmNamed, algorithmParams } from "./algorithms.ts";

export interface RecipeInput {
  readonly spec: Spec;
  /** The data files and, for a command, its code, with the digests of their bytes. */
  readonly sources: readonly FileDigest[];
  readonly code: readonly FileDigest[];
  /** Columns that the folders of the sources tell. */
  readonly partitions?: readonly string[];
  readonly transformRevision: number;
}

/** The identity of the model that a spec and its files make. What it leaves out (docs, gate, deployment) never makes another model. */
export function recipe({ spec, sources, code, partitions = [], transformRevision }: RecipeInput): Recipe {
  const { model, problem, data, features, prepare = {}, train } = spec;
  const types = Object.entries(data.expect).flatMap(([name, { type }]) =>
    type ? [[name, type] as const] : [],
  );
  return {
    format: 1,
    model,
    task: problem.task,
    target: problem.target,
    data: {
      sources: sorted(sources),
      key: data.key ?? null,
      missing: [...data.missing].sort(),
      ...(data.numbers && { numbers: data.numbers }),
      types: Object.fromEntries(types),
      ...(partitions.length > 0 && { partitions: [...partitions].sort() }),
      split: data.split,
    },
    features: {
      revision: transformRevision,
      columns: features,
      ...(Object.keys(prepare).length > 0 && { prepare }),
    },
    training: trainsByCommand(train)
      ? { command: train.command, code: sorted(code), params: train.params, seed: train.seed }
      : { ...algorithm(train.algorithm, train.params), seed: train.seed },
  };
}

function algorithm(name: string, params: Readonly<Record<string, unknown>>) {
  const found = algorithmNamed(name);
  return { algorithm: name, revision: found.revision, params: algorithmParams(found, params) };
}

function sorted(files: readonly FileDigest[]): FileDigest[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
