import { outsideFailed, type Problem, refused } from "../../core/errors.ts";
import type { World } from "../../ports/world.ts";
import type { CommandTraining } from "../../records/spec.ts";
import { trainingFolds } from "../../stages/data/training-folds.ts";
import { preparedTable } from "../../stages/features/prepared-table.ts";
import { trainingEnvironment, trainingFiles } from "../../stages/training/command-files.ts";
import { readModelFiles, readPredictions } from "../../stages/training/command-results.ts";
import type { Inputs } from "../data/inputs.ts";
import { targetOf } from "./model-rows.ts";
import type { Trained, TrainingMaterial } from "./training-material.ts";

/** Trains with the team's own command: splits in as files, model and predictions out as files. The holdout's target stays here. */
export async function trainCommand(
  world: World,
  inputs: Inputs,
  material: TrainingMaterial,
  training: CommandTraining,
): Promise<Trained> {
  const { spec, rows } = material;
  const folder = await world.files.temporary("train");
  try {
    const handed = trainingFiles(handOver(material, training));
    for (const [name, text] of handed) await world.files.write(`${folder}/${name}`, text);
    const output = `${folder}/output`;
    await world.files.makeFolder(output);
    await runCommand(
      world,
      inputs,
      training.command,
      training.timeout,
      trainingEnvironment(spec, folder, output),
    );
    const made = await readOutput(world, output);
    const keys = rows.test.map((row) => rows.split.keys[row]!);
    const predictions = await readPredictions(made.get("predictions.csv"), {
      keys,
      keyColumn: spec.data.key ?? "row_id",
      task: spec.problem.task,
      classes: material.classes,
    });
    return { files: readModelFiles(made), predictions };
  } finally {
    await world.files.remove(folder);
  }
}

function handOver(material: TrainingMaterial, training: CommandTraining) {
  const { spec, data, rows, transform } = material;
  const part = (indices: readonly number[], features = preparedTable(transform, data.table, indices)) => ({
    keys: indices.map((row) => rows.split.keys[row]!),
    features,
    target: targetOf(data.table, indices, spec),
  });
  return {
    keyColumn: spec.data.key ?? "row_id",
    target: spec.problem.target,
    params: training.params,
    training: part(rows.training, material.training),
    folds: trainingFolds(data.raw, rows.split, rows.training, spec.data.split),
    validation: part(rows.validation),
    holdout: part(rows.test),
  };
}

/** Runs one of the team's commands in the folder of the spec; what it prints is shown as it comes. */
export async function runCommand(
  world: World,
  inputs: Pick<Inputs, "project">,
  command: string,
  timeoutSeconds: number,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const cwd = `${world.git.root}/${inputs.project.folder}`.replace(/\/$/, "");
  world.console.say(`Running: ${command}`);
  const result = await world.process.run({ command, cwd, env, timeoutSeconds });
  if (result.exit === 0) return;
  const tail = result.errorTail.trim();
  const problem: Problem = {
    code: result.timedOut ? "training-command-timeout" : "training-command-failed",
    found: result.timedOut
      ? `\`${command}\` ran longer than ${timeoutSeconds} seconds and was stopped`
      : `\`${command}\` ended with ${result.exit === null ? "a signal" : `exit code ${result.exit}`}${tail ? `; its last words:\n${tail}` : ""}`,
    where: { file: inputs.project.path },
    expected: "exit code 0",
    next: result.timedOut
      ? "Raise train.timeout, or make the command faster."
      : "Mend the command; it runs in the spec's folder.",
  };
  throw result.timedOut ? refused(problem) : outsideFailed(problem);
}

/** All regular files of the output folder, by relative path; a link is refused, since it could point anywhere. */
async function readOutput(world: World, folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const path of (await world.files.list(folder)) ?? []) {
    const bytes = await world.files.read(`${folder}/${path}`);
    if (bytes !== null) files.set(path, bytes);
  }
  return files;
}
