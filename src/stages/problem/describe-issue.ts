import type * as v from "valibot";
import type { Problem } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { showText } from "../../core/show-text.ts";
import {
  AlgorithmTraining,
  CommandTraining,
  Data,
  DirectoryTarget,
  Evaluate,
  Expectation,
  Preparation,
  Problem as ProblemSection,
  Registry,
  Spec,
  Split,
  SuccessRule,
} from "../../records/spec.ts";
import type { ParsedYaml, Path } from "./yaml-places.ts";

type Issue = v.BaseIssue<unknown>;

/** What valibot found, in the words of the spec, at the place in the file. */
export function describeIssue(issue: Issue, yaml: ParsedYaml): Problem {
  const path: Path = (issue.path ?? []).map((item) => item.key as string | number);
  const name = path.join(".");
  const last = String(path.at(-1) ?? "");
  const known = knownKeys(path.slice(0, -1));
  if (issue.type === "strict_object" && issue.expected === "never")
    return unknownKey(path, last, known, yaml);
  if (issue.received === "undefined") {
    return {
      code: "spec-missing-key",
      found: `no \`${name}\``,
      where: yaml.keyPlace(path.slice(0, -1)),
      expected: `\`${last}\`, which must be said${known.length > 0 ? "" : ` (${describeExpected(issue)})`}`,
      next: `Add \`${last}\`${path.length > 1 ? ` under \`${path.slice(0, -1).join(".")}\`` : ""}.`,
    };
  }
  return { ...describeValue(issue, name), where: yaml.valuePlace(path) };
}

function unknownKey(path: Path, last: string, known: readonly string[], yaml: ParsedYaml): Problem {
  const near = nearestName(last, known);
  const parent = path.slice(0, -1).join(".");
  return {
    code: "spec-unknown-key",
    found: `${showText(last)}${parent ? ` under \`${parent}\`` : ""}${near ? ` (did you mean \`${near}\`?)` : ""}`,
    where: yaml.keyPlace(path),
    expected: known.length > 0 ? `one of: ${known.join(", ")}` : "no such key",
    next: near ? `Write \`${near}\`.` : "Remove it, or correct its name.",
  };
}

function describeValue(issue: Issue, name: string): Problem {
  const options =
    issue.type === "picklist" ? ((issue.requirement ?? pickOptions(issue)) as readonly unknown[]) : [];
  const given = typeof issue.input === "string" ? showText(issue.input) : describeInput(issue.input);
  const near = typeof issue.input === "string" ? nearestName(issue.input, options.map(String)) : undefined;
  const wrongType = [
    "number",
    "string",
    "boolean",
    "array",
    "record",
    "object",
    "strict_object",
    "union",
  ].includes(issue.type);
  return {
    code:
      issue.type === "picklist" ? "spec-unknown-value" : wrongType ? "spec-wrong-type" : "spec-wrong-value",
    found: `\`${name}\` is ${given}${near ? ` (did you mean ${near}?)` : ""}`,
    expected: describeExpected(issue),
    next: near ? `Write ${near}.` : "Correct the value.",
  };
}

function pickOptions(issue: Issue): readonly string[] {
  return (issue.expected ?? "").split("|").map((option) => option.trim().replace(/^[("]+|[)"]+$/g, ""));
}

function describeInput(input: unknown): string {
  if (input === null) return "empty";
  if (Array.isArray(input)) return `a list of ${input.length}`;
  if (typeof input === "object") return "keys with values";
  return `the ${typeof input} ${String(input)}`;
}

function describeExpected(issue: Issue): string {
  // Messages of our own begin in lower case: valibot's begin with "Invalid".
  if (issue.message.startsWith("expected ")) return issue.message.slice("expected ".length);
  if (issue.type === "picklist") return `one of: ${pickOptions(issue).join(", ")}`;
  const words: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    boolean: "true or false",
    Array: "a list",
    Object: "keys with values",
  };
  const expected = (issue.expected ?? "").replace(/[()]/g, "").split(" | ");
  const plain = expected.map((each) => words[each] ?? each.replaceAll('"', ""));
  return [...new Set(plain)].join(" or ");
}

/** The keys that a mapping of the spec may have, for the error about one that it may not. */
function knownKeys(path: Path): readonly string[] {
  const [section, second] = path.map(String);
  if (section === undefined) return Object.keys(Spec.entries);
  const at = `${section}${path.length > 1 ? `.${second}` : ""}`;
  if (section === "train")
    return [...new Set([...Object.keys(AlgorithmTraining.entries), ...Object.keys(CommandTraining.entries)])];
  if (at === "data.split") return Object.keys(Split.entries);
  if (at === "data.expect") return Object.keys(Expectation.entries);
  if (at === "problem.success") return Object.keys(SuccessRule.entries);
  if (section === "features") return Object.keys(Preparation.entries);
  if (section === "deploy") return Object.keys(DirectoryTarget.entries);
  const sections: Readonly<Record<string, v.StrictObjectSchema<v.ObjectEntries, undefined>>> = {
    problem: ProblemSection as never,
    data: Data as never,
    evaluate: Evaluate as never,
    registry: Registry as never,
  };
  return Object.keys(sections[section]?.entries ?? {});
}
