import { digestJson } from "../../../src/core/digest.ts";
import type { Bundle } from "../../../src/records/bundle.ts";
import type { Recipe } from "../../../src/records/recipe.ts";
import type { Artifact, TagRecord } from "../../../src/records/registry.ts";
import { foldArtifact, foldRegistry } from "../../../src/stages/registry/fold.ts";
import type { RegistrationRequest } from "../../../src/stages/registry/register.ts";
import { aGate, anEvaluation, digestOf } from "../../support/records.ts";

export const NOW = Date.parse("2026-03-01T12:00:00.750Z");

export const RECIPE: Recipe = {
  format: 1,
  model: "iris",
  task: "classification",
  target: "species",
  data: {
    sources: [{ path: "data/iris.csv", digest: digestOf("1") }],
    key: "id",
    missing: ["", "NA"],
    types: { petal_length: "number" },
    split: { validation: 0.2, test: 0.2, seed: 0 },
  },
  features: { revision: 1, columns: {} },
  training: { algorithm: "knn", revision: 1, params: { k: 5 }, seed: 42 },
};

export const SIGNATURE: Bundle["manifest"]["signature"] = {
  task: "classification",
  target: "species",
  inputs: [
    { name: "petal_length", type: "number" },
    { name: "petal_width", type: "number" },
  ],
  classes: ["setosa", "versicolor"],
};

/** A bundle of a recipe, by the first digit of the recipe's digest. */
export function aBundle(
  recipe: string,
  changes: Partial<Pick<Bundle, "recipe">> = {},
  signature = SIGNATURE,
): Bundle {
  const manifest = {
    format: 1 as const,
    model: "iris",
    recipe: digestOf(recipe),
    signature,
    metrics: {},
    rows: { training: 90, validation: 0, test: 60 },
    files: [],
  };
  return { digest: digestOf("b"), manifest, recipe: RECIPE, files: new Map(), ...changes };
}

/** An artifact out of its tags; without any, one that has no version yet. */
export function iris(...tags: TagRecord[]): Artifact {
  return foldRegistry(tags).get("iris") ?? foldArtifact("iris", []);
}

/** A request to register the bundle of recipe `a` on the commit `c9`. */
export function aRequest(changes: Partial<RegistrationRequest> = {}): RegistrationRequest {
  const evaluation = changes.evaluation ?? anEvaluation("first");
  return {
    artifact: iris(),
    commit: "c9",
    bundle: aBundle("a"),
    evaluation,
    gate: aGate(true, { evaluation: digestJson(evaluation) }),
    previous: null,
    pullRequest: null,
    now: NOW,
    ...changes,
  };
}
