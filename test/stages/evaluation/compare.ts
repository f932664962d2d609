import type { Predictions, Truth } from "../../../src/records/bundle.ts";
import type { SuccessRule, Task } from "../../../src/records/spec.ts";
import { evaluate } from "../../../src/stages/evaluation/evaluate.ts";
import type { EvaluationInput } from "../../../src/stages/evaluation/evaluation-input.ts";
import { digestOf } from "../../support/records.ts";

export type Changes = Partial<Omit<EvaluationInput, "champion">> & { readonly champion?: object | null };

/** A challenger against a champion that has seen none of the rows. Their bundles' digests seed the bootstrap. */
export function compare(
  task: Task,
  success: readonly SuccessRule[],
  truth: Truth,
  models: { readonly champion: Predictions; readonly challenger: Predictions },
  changes: Changes = {},
) {
  const champion = {
    version: "v1.0.0",
    commit: "c".repeat(40),
    recipe: digestOf("d"),
    bundle: digestOf("e"),
    source: "model",
    seen: new Set<string>(),
    predictions: models.champion,
  };
  return evaluate({
    model: "iris",
    task,
    success,
    confidence: 0.99,
    resamples: 500,
    challenger: { recipe: digestOf("a"), bundle: digestOf("b"), predictions: models.challenger },
    baseline: null,
    truth,
    data: null,
    ...changes,
    champion: (changes.champion === null
      ? null
      : { ...champion, ...changes.champion }) as EvaluationInput["champion"],
  });
}
