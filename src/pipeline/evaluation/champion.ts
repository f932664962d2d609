import type { World } from "../../ports/world.ts";
import type { Bundle, Predictions } from "../../records/bundle.ts";
import { Predictions as PredictionsRecord } from "../../records/bundle.ts";
import { readRecord } from "../../records/bundle-files.ts";
import type { Champion } from "../../records/evaluation.ts";
import { Profile } from "../../records/profile.ts";
import type { Artifact, Version } from "../../records/registry.ts";
import { type Spec, trainsByCommand } from "../../records/spec.ts";
import type { RawTable, Table } from "../../records/table.ts";
import { Transform } from "../../records/transform.ts";
import { keptFromTraining } from "../../stages/data/kept-from-training.ts";
import { splitColumns } from "../../stages/data/split-table.ts";
import { applyDerived } from "../../stages/features/derive.ts";
import { preparedTable } from "../../stages/features/prepared-table.ts";
import { championVersion } from "../../stages/registry/find-version.ts";
import { predictionEnvironment, predictionFiles } from "../../stages/training/command-files.ts";
import { readPredictions } from "../../stages/training/command-results.ts";
import type { Inputs } from "../data/inputs.ts";
import type { ReadData } from "../data/read-data.ts";
import { type ModelRows, splitRows } from "../training/model-rows.ts";
import { runCommand } from "../training/train-command.ts";
import { predict, predictsHere } from "./predict.ts";

/** The champion's bundle with its version; null before the first version, or when another tool registered it. */
export interface ChampionModel {
  readonly version: Version;
  readonly bundle: Bundle;
}

export async function loadChampion(
  world: World,
  artifact: Artifact,
  spec: Spec,
): Promise<ChampionModel | null> {
  const version = championVersion(artifact, spec.evaluate.champion);
  if (!version) return null;
  if (version.recipe === undefined) {
    world.console.say(
      `${version.version} was registered by another tool: there is no bundle to compare with.`,
    );
    return null;
  }
  const bundle = await world.store.find(version.recipe, version.bundle);
  if (!bundle) {
    world.console.annotate("warning", {
      code: "champion-bundle-missing",
      found: `no bundle of ${artifact.name} ${version.version}, here or on the remote`,
      expected: `the ref refs/trunkline/bundles/${version.recipe}`,
      next: "Push that ref from a clone that has it. Until then this change is compared with nothing.",
    });
    return null;
  }
  return { version, bundle };
}

export interface ChampionPredictions {
  readonly source: Champion["source"];
  readonly predictions: Predictions;
  /** Keys of rows that the champion was trained on, or tuned on: they would flatter it. */
  readonly seen: ReadonlySet<string>;
}

/**
 * The champion on the challenger's holdout: its own model where it predicts here and every column that it reads is there, else its
 * `predict:` command where one may run, else the predictions that were stored with it, for the rows that both holdouts share.
 */
export async function championPredictions(
  world: World,
  inputs: Inputs,
  champion: ChampionModel,
  data: ReadData,
  rows: ModelRows,
  handed: Predictions | null,
): Promise<ChampionPredictions> {
  const { bundle } = champion;
  const keys = rows.test.map((row) => rows.split.keys[row]!);
  const predictions = readRecord(
    PredictionsRecord,
    bundle.files,
    "predictions.json",
    champion.version.version,
  );
  const seen = seenByChampion(bundle, data.raw, rows, predictions);
  const stored: ChampionPredictions = { source: "stored", predictions, seen };
  const comparable = bundle.manifest.signature.task === inputs.project.spec.problem.task;
  if (!readsTable(bundle, data.table) || !comparable) return stored;
  if (predictsHere(bundle))
    return { source: "model", predictions: await predict(bundle, data.table, rows.test, keys), seen };
  if (handed) return { source: "command", predictions: handed, seen };
  const { train } = inputs.project.spec;
  if (!trainsByCommand(train) || !train.predict || !world.mayRunCommands) return stored;
  return {
    source: "command",
    predictions: await predictByCommand(world, inputs, bundle, data.table, rows.test, keys),
    seen,
  };
}

/**
 * The keys, as this change names rows, of what was in the champion's training or validation fold. Where its way of naming or placing
 * rows cannot be followed any more (its key column is gone, or a column of rows that are known by their content), all rows count as seen.
 */
function seenByChampion(
  { recipe, files, manifest }: Bundle,
  raw: RawTable,
  rows: ModelRows,
  stored: Predictions,
): ReadonlySet<string> {
  const { key, split } = recipe.data;
  const columns = Object.keys(readRecord(Profile, files, "profile.json", manifest.model).columns);
  const needed = key === null ? columns : [key, ...splitColumns(split)];
  if (!needed.every((name) => raw.columns.includes(name))) return new Set(rows.split.keys);
  const known: RawTable =
    key === null ? { ...raw, columns: raw.columns.filter((name) => needed.includes(name)) } : raw;
  const kept = keptFromTraining(known, key ?? undefined, split, new Set(stored.keys));
  return new Set(rows.split.keys.filter((_, row) => !kept[row]));
}

/** Whether a table has every raw column that the model reads, of the type that it reads. */
export function readsTable(bundle: Bundle, table: Table): boolean {
  return bundle.manifest.signature.inputs.every(({ name, type }) => table.columns.get(name)?.type === type);
}

/** What a bundle says of raw rows by the project's `predict:` command. */
export async function predictByCommand(
  world: World,
  inputs: Inputs,
  bundle: Bundle,
  table: Table,
  rows: readonly number[],
  keys: readonly string[],
): Promise<Predictions> {
  const { spec } = inputs.project;
  const { train } = spec;
  if (!trainsByCommand(train) || !train.predict) throw new TypeError("no predict command");
  const folder = await world.files.temporary("predict");
  try {
    const transform = readRecord(Transform, bundle.files, "transform.json", bundle.manifest.model);
    const features = preparedTable(transform, await applyDerived(transform, table), rows);
    const keyColumn = spec.data.key ?? "row_id";
    for (const [name, text] of predictionFiles({ keyColumn, keys, features })) {
      await world.files.write(`${folder}/${name}`, text);
    }
    for (const [path, bytes] of bundle.files) {
      if (path.startsWith("model/")) await world.files.write(`${folder}/${path}`, bytes);
    }
    const output = `${folder}/output`;
    await world.files.makeFolder(output);
    const env = predictionEnvironment(spec, folder, output);
    await runCommand(world, inputs, train.predict, train.timeout, env);
    const made = (await world.files.read(`${output}/predictions.csv`)) ?? undefined;
    const classes = bundle.manifest.signature.classes;
    return await readPredictions(made, { keys, keyColumn, task: spec.problem.task, classes });
  } finally {
    await world.files.remove(folder);
  }
}

/** For the job that may run commands: what the champion's `predict:` command says, for the job that may not; null when none is needed. */
export async function championPredictionsByCommand(
  world: World,
  inputs: Inputs,
  artifact: Artifact,
  data: ReadData,
): Promise<Predictions | null> {
  const champion = await loadChampion(world, artifact, inputs.project.spec);
  if (!champion || predictsHere(champion.bundle)) return null;
  const rows = splitRows(data, inputs.project.spec);
  const { source, predictions } = await championPredictions(world, inputs, champion, data, rows, null);
  return source === "command" ? predictions : null;
}
