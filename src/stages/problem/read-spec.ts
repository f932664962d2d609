import * as v from "valibot";
import { badInput, type Problem, TrunklineError } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import { Spec } from "../../records/spec.ts";
import { crossCheck } from "./cross-check.ts";
import { describeIssue, type Issue, isMissingKey, isUnknownKey, meantKey, pathOf } from "./describe-issue.ts";
import { listsForKeys } from "./list-for-keys.ts";
import { notYet } from "./not-yet.ts";
import { trainingChoice } from "./training-choice.ts";
import { type ParsedYaml, type Path, parseYaml } from "./yaml-places.ts";

/**
 * Parses and checks a spec. Throws one TrunklineError (exit 2) with everything that is wrong with it, each at the line and
 * column of the key or value; nothing is guessed.
 */
export async function readSpec(source: Uint8Array | string, file: string): Promise<Spec> {
  const yaml = await parseYaml(source, file);
  if (yaml.value === null || yaml.value === undefined) throw specEmpty(file);
  if (typeof yaml.value !== "object" || Array.isArray(yaml.value)) throw notAMapping(yaml);
  const given = yaml.value as Readonly<Record<string, unknown>>;
  const parsed = v.safeParse(Spec, given);
  const problems = [
    ...schemaProblems(parsed.issues ?? [], given, yaml),
    ...crossCheck(soundSections(given), yaml),
  ];
  const [first, ...rest] = problems.sort(byPlace);
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

function schemaProblems(
  raw: readonly Issue[],
  given: Readonly<Record<string, unknown>>,
  yaml: ParsedYaml,
): Problem[] {
  const later = notYet(given, yaml);
  const lists = listsForKeys(yaml);
  const { train } = given;
  const choice = isMapping(train) ? trainingChoice(train, yaml) : null;
  const issues = raw.flatMap((issue) => {
    if (!choice || !at(issue, ["train"])) return ofMember(issue);
    if ("problem" in choice) return [];
    return (v.safeParse(choice.schema, train).issues ?? [])
      .map((each) => below(issue, each))
      .flatMap(ofMember);
  });
  // A key with a slip in it is one mistake, not two: the key that is missing is not told again.
  const slips = issues
    .filter(isUnknownKey)
    .map((issue): Path => [...pathOf(issue).slice(0, -1), meantKey(pathOf(issue), yaml) ?? ""]);
  const told = new Set<string>();
  const left = issues
    .filter((issue) => !later.some(({ path }) => at(issue, path)))
    .filter((issue) => !lists.some(({ path }) => at(issue, path, path.length)))
    .filter((issue) => !(isMissingKey(issue) && slips.some((path) => at(issue, path))))
    // Of one value, what is said first is enough.
    .filter((issue) => {
      const path = JSON.stringify(pathOf(issue));
      return !told.has(path) && told.add(path);
    });
  return [
    ...[...later, ...lists].map(({ problem }) => problem),
    ...(choice && "problem" in choice ? [choice.problem] : []),
    ...left.map((issue) => describeIssue(issue, yaml)),
  ];
}

/** Of a choice between text and keys: the errors of the keys that are there, never valibot's own words on the choice. */
function ofMember(issue: Issue): readonly Issue[] {
  const within = (issue.issues ?? []).filter((each) => (each.path?.length ?? 0) > 0);
  return within.length === 0 ? [issue] : within.map((each) => below(issue, each)).flatMap(ofMember);
}

function below(outer: Issue, issue: Issue): Issue {
  return { ...issue, path: [...(outer.path ?? []), ...(issue.path ?? [])] } as Issue;
}

function at(issue: Issue, path: Path, depth?: number): boolean {
  const own = pathOf(issue).slice(0, depth);
  return own.length === path.length && own.every((step, index) => String(step) === String(path[index]));
}

/** The sections that are right in themselves, so that one mistake does not hide what contradicts what elsewhere. */
function soundSections(given: Readonly<Record<string, unknown>>): Partial<Spec> {
  const sections = Object.entries(Spec.entries).flatMap(([name, schema]) => {
    const parsed = v.safeParse(schema as v.GenericSchema, given[name]);
    return parsed.success ? [[name, parsed.output]] : [];
  });
  return Object.fromEntries(sections);
}

function isMapping(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function byPlace({ where: left }: Problem, { where: right }: Problem): number {
  return (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0);
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
    found: Array.isArray(yaml.value) ? "a list" : `the ${typeof yaml.value} ${showText(String(yaml.value))}`,
    where: yaml.valuePlace([]),
    expected: "keys with values, such as `model: iris`",
    next: "See `trunkline explain` in examples/iris for a whole spec.",
  });
}
