import * as v from "valibot";
import { badInput } from "../../core/errors.ts";
import type { Artifacts } from "../../ports/artifacts.ts";
import type { World } from "../../ports/world.ts";
import { Predictions } from "../../records/bundle.ts";
import { jsonFile, openBundle } from "../../records/bundle-files.ts";
import { Evaluation } from "../../records/evaluation.ts";
import { DigestText } from "../../records/recipe.ts";
import type { Handed } from "../check.ts";

const BUNDLE = "bundle/";
const CHAMPION = "champion-predictions.json";
const FINDINGS = "findings.json";

/** The artifact's name: one a model, so that a repository of several models keeps them apart. */
export function artifactName(model: string): string {
  return `trunkline-${model.replace(/[^A-Za-z0-9_-]/g, "-")}`;
}

/**
 * What the job that may run the team's code leaves for the job that may write: the bundle, what the champion's command predicted,
 * and what was found by asking the models through theirs.
 */
export async function handOver(
  world: World,
  artifacts: Artifacts,
  model: string,
  handed: Handed,
): Promise<void> {
  const files = new Map<string, Uint8Array>();
  for (const [path, bytes] of handed.bundle?.files ?? []) files.set(`${BUNDLE}${path}`, bytes);
  if (handed.championPredictions) files.set(CHAMPION, jsonFile(handed.championPredictions));
  if (handed.findings) files.set(FINDINGS, jsonFile(handed.findings));
  if (files.size === 0) return;
  const folder = await world.files.temporary("hand-over");
  try {
    for (const [path, bytes] of files) await world.files.write(`${folder}/${path}`, bytes);
    await artifacts.upload(
      artifactName(model),
      folder,
      [...files.keys()].map((path) => `${folder}/${path}`),
    );
  } finally {
    await world.files.remove(folder);
  }
}

/** Takes it up in the other job. Nothing in it is believed: digests are checked here, the recipe where it is used. */
export async function takeOver(world: World, artifacts: Artifacts, model: string): Promise<Handed> {
  const folder = await world.files.temporary("take-over");
  try {
    if (!(await artifacts.download(artifactName(model), folder)))
      return { bundle: null, championPredictions: null };
    const files = new Map<string, Uint8Array>();
    for (const path of (await world.files.list(folder)) ?? []) {
      const bytes = await world.files.read(`${folder}/${path}`);
      if (bytes !== null) files.set(path, bytes);
    }
    const inside = [...files].flatMap(([path, bytes]): [string, Uint8Array][] =>
      path.startsWith(BUNDLE) ? [[path.slice(BUNDLE.length), bytes]] : [],
    );
    const [predictions, findings] = [files.get(CHAMPION), files.get(FINDINGS)];
    return {
      bundle: inside.length > 0 ? openBundle(new Map(inside), `artifact ${artifactName(model)}`) : null,
      championPredictions: predictions ? readHanded(Predictions, predictions, CHAMPION, "predictions") : null,
      findings: findings ? readHanded(HandedFindings, findings, FINDINGS, "findings") : null,
    };
  } finally {
    await world.files.remove(folder);
  }
}

const HandedFindings = v.strictObject({
  bundle: DigestText,
  champion: v.nullable(DigestText),
  explanation: Evaluation.entries.explanation,
  robustness: Evaluation.entries.robustness,
  repeats: Evaluation.entries.repeats,
});

function readHanded<S extends v.GenericSchema>(
  schema: S,
  bytes: Uint8Array,
  file: string,
  what: string,
): v.InferOutput<S> {
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw badInput(
      {
        code: `artifact-${what}-unreadable`,
        found: `${file}: ${(error as Error).message}`,
        expected: "what the training job wrote",
        next: "Run the training job again.",
      },
      error,
    );
  }
}
