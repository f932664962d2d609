import type { Problem } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { AlgorithmTraining, CommandTraining } from "../../records/spec.ts";
import type { ParsedYaml } from "./yaml-places.ts";

/** The way of training that a spec chose, or what is wrong with the choice. */
export type TrainingChoice =
  | { readonly schema: typeof AlgorithmTraining | typeof CommandTraining }
  | { readonly problem: Problem };

/** Told before the schema is asked: its own words on a choice between two help nobody. */
export function trainingChoice(train: object, yaml: ParsedYaml): TrainingChoice {
  const [algorithm, command] = [Object.hasOwn(train, "algorithm"), Object.hasOwn(train, "command")];
  if (algorithm !== command) return { schema: algorithm ? AlgorithmTraining : CommandTraining };
  if (algorithm)
    return { problem: { ...problem("both `algorithm` and `command`", yaml), next: "Remove one." } };
  // A slip of the pen chooses, too; the schema then says which name was meant.
  const slips = Object.keys(train)
    .filter((key) => key.length < 20 && !Object.hasOwn(CommandTraining.entries, key))
    .map((key) => nearestName(key, ["algorithm", "command"]));
  if (slips.includes("algorithm")) return { schema: AlgorithmTraining };
  if (slips.includes("command")) return { schema: CommandTraining };
  return { problem: problem("neither `algorithm` nor `command`", yaml) };
}

function problem(found: string, yaml: ParsedYaml): Problem {
  return {
    code: "spec-train-choice",
    found,
    where: yaml.keyPlace(["train"]),
    expected: "one of the two: an algorithm that comes with Trunkline, or a command of your own",
    next: "Add, for example, `algorithm: knn`.",
  };
}
