import * as v from "valibot";
import { badInput, type Problem, TrunklineError } from "../../core/errors.ts";
import { AlgorithmTraining, CommandTraining, Spec } from "../../records/spec.ts";
import { crossCheck } from "./cross-check.ts";
import { describeIssue } from "./describe-issue.ts";
import { type ParsedYaml, parseYaml } from "./yaml-places.ts";

/** No section but these is known; what the life cycle has and this version has not is said so. */
const NOT_YET = new Map([["monitor", "monitoring"]]);

/**
 * Parses and checks a spec. Throws one TrunklineError (exit 2) with everything that is wrong with it, each at the line and
 * column of the key or value; nothing is guessed.
 */
export async function readSpec(source: Uint8Array | string, file: string): Promise<Spec> {
  const yaml = await parseYaml(source, file);
  if (yaml.value === null || yaml.value === undefined) throw specEmpty(file);
  if (typeof yaml.value !== "object" || Array.isArray(yaml.value)) throw notAMapping(yaml);
  const given = yaml.value as Record<string, unknown>;
  const early = [...notYet(given, yaml), ...trainingChoice(given, yaml)];
  const parsed = v.safeParse(Spec, withTrainingChosen(given));
  const issues = parsed.issues ?? [];
  const schema = issues
    .filter((issue) => !(early.length > 0 && v.getDotPath(issue) === "train"))
    .flatMap((issue) => chosenBranch(issue, given))
    .map((issue) => describeIssue(issue, yaml));
  const later = parsed.success ? crossCheck(parsed.output, yaml) : [];
  const [first, ...rest] = [...early, ...schema, ...later];
  if (first) throw new TrunklineError(2, [first, ...rest]);
  return parsed.output as Spec;
}

/** No spec where one was looked for. */
export function specMissing(path: string): TrunklineError {
  return badInput({
    code: "spec-missing",
    found: `no file ${path}`,
    where: { file: path },
    expected: "a spec: what the team declares of its model",
    next: "Run `trunkline init` to write one, or name it with --spec.",
  });
}

type Issue = v.BaseIssue<unknown>;

/** Errors of the way of training that was chosen, not of both: valibot's own words on a union help nobody. */
function chosenBranch(issue: Issue, given: Record<string, unknown>): readonly Issue[] {
  if (issue.type !== "union" || v.getDotPath(issue) !== "train") return [issue];
  const train = given.train;
  if (train === null || typeof train !== "object" || Array.isArray(train)) return [issue];
  const branch = "command" in train ? CommandTraining : AlgorithmTraining;
  const { issues = [] } = v.safeParse(branch, train);
  return issues.map((inner) => ({ ...inner, path: [...(issue.path ?? []), ...(inner.path ?? [])] }) as Issue);
}

function withTrainingChosen(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([key]) => !NOT_YET.has(key)));
}

function trainingChoice(given: Record<string, unknown>, yaml: ParsedYaml): Problem[] {
  const { train } = given;
  if (train === null || typeof train !== "object" || Array.isArray(train)) return [];
  const both = "algorithm" in train && "command" in train;
  const neither = !("algorithm" in train) && !("command" in train);
  // A near miss of a key is told by the schema, with the name that was meant.
  if (!both && !(neither && Object.keys(train).every((key) => ["params", "seed"].includes(key)))) return [];
  return [
    {
      code: "spec-train-choice",
      found: both ? "both `algorithm` and `command`" : "neither `algorithm` nor `command`",
      where: yaml.keyPlace(["train"]),
      expected: "one of the two: an algorithm that comes with Trunkline, or a command of your own",
      next: both ? "Remove one of them." : "Add, for example, `algorithm: knn`.",
    },
  ];
}

function notYet(given: Record<string, unknown>, yaml: ParsedYaml): Problem[] {
  return Object.keys(given)
    .filter((key) => NOT_YET.has(key))
    .map((key) => ({
      code: "spec-not-yet",
      found: `the section \`${key}\``,
      where: yaml.keyPlace([key]),
      expected: `a spec without it: this version of Trunkline has no ${NOT_YET.get(key)} yet`,
      next: "Remove the section, or put it into a comment.",
    }));
}

function specEmpty(file: string): TrunklineError {
  return badInput({
    code: "spec-empty",
    found: "a file without content",
    where: { file },
    expected: "model, problem, data and train, at the least",
    next: "Run `trunkline init --force` to write one from the data.",
  });
}

function notAMapping(yaml: ParsedYaml): TrunklineError {
  return badInput({
    code: "spec-not-a-mapping",
    found: Array.isArray(yaml.value) ? "a list" : `the ${typeof yaml.value} ${JSON.stringify(yaml.value)}`,
    where: yaml.valuePlace([]),
    expected: "keys with values, such as `model: iris`",
    next: "See `trunkline explain` in examples/iris for a whole spec.",
  });
}
