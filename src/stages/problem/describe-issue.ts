import type * as v from "valibot";
import type { Problem } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { showText } from "../../core/show-text.ts";
import { descriptionOf, knownKeys } from "./known-keys.ts";
import type { ParsedYaml, Path } from "./yaml-places.ts";

export type Issue = v.BaseIssue<unknown>;

/** A name longer than this is no slip of a known one, and comparing it would take long. */
const LONGEST_NAME = 40;

/** What valibot found, in the words of the spec, at the place in the file. */
export function describeIssue(issue: Issue, yaml: ParsedYaml): Problem {
  const path = pathOf(issue);
  if (isUnknownKey(issue)) return unknownKey(path, yaml);
  if (isMissingKey(issue)) return missingKey(path, yaml);
  const ofKey = issue.path?.at(-1)?.origin === "key";
  return { ...describeValue(issue, path), where: ofKey ? yaml.keyPlace(path) : yaml.valuePlace(path) };
}

export function pathOf(issue: Issue): Path {
  return (issue.path ?? []).map((item) => item.key as string | number);
}

export function isUnknownKey(issue: Issue): boolean {
  return issue.type === "strict_object" && issue.expected === "never";
}

export function isMissingKey(issue: Issue): boolean {
  return issue.received === "undefined" && (issue.path?.length ?? 0) > 0;
}

/** The known key that an unknown one was most likely meant to be. */
export function meantKey(path: Path, yaml: ParsedYaml): string | undefined {
  return near(String(path.at(-1)), knownKeys(path.slice(0, -1), yaml.value));
}

function unknownKey(path: Path, yaml: ParsedYaml): Problem {
  const known = knownKeys(path.slice(0, -1), yaml.value);
  const meant = meantKey(path, yaml);
  const parent = path.length > 1 ? ` under ${showPath(path.slice(0, -1))}` : "";
  return {
    code: "spec-unknown-key",
    found: `${showText(String(path.at(-1)))}${parent}${meant ? ` (did you mean \`${meant}\`?)` : ""}`,
    where: yaml.keyPlace(path),
    expected: `one of: ${known.join(", ")}`,
    next: meant ? `Write \`${meant}\`.` : "Remove it, or correct its name.",
  };
}

function missingKey(path: Path, yaml: ParsedYaml): Problem {
  const last = String(path.at(-1));
  const parent = path.slice(0, -1);
  const words = descriptionOf(path, yaml.value) ?? "a value";
  return {
    code: "spec-missing-key",
    found: `no ${showPath(path)}`,
    where: yaml.keyPlace(parent),
    expected: `\`${last}\`: ${words}`,
    next: `Add \`${last}\`${parent.length > 0 ? ` under ${showPath(parent)}` : ""}.`,
  };
}

function describeValue(issue: Issue, path: Path): Problem {
  const { input } = issue;
  const options = optionsOf(issue);
  const name = showPath(path);
  const expected = describeExpected(issue);
  if (issue.path?.at(-1)?.origin === "key")
    return {
      code: "spec-wrong-name",
      found: `the name ${showText(String(input))}`,
      expected,
      next: "Rename it.",
    };
  if (options.length > 0) {
    const meant = typeof input === "string" ? near(input, options) : undefined;
    const hint = meant ? ` (did you mean ${meant}?)` : "";
    const next = meant ? `Write ${meant}.` : "Write one of these.";
    return { code: "spec-unknown-value", found: `${name} is ${describeInput(input)}${hint}`, expected, next };
  }
  const code = WRONG_VALUE.has(issue.kind) ? "spec-wrong-value" : "spec-wrong-type";
  return { code, found: `${name} is ${describeInput(input)}`, expected, next: howToMend(issue) };
}

/** valibot's validations check a value of the right type; its schemas check the type. */
const WRONG_VALUE = new Set(["validation", "transformation"]);

function howToMend({ input, expected }: Issue): string {
  if (
    typeof input === "string" &&
    expected === "number" &&
    input.trim() !== "" &&
    Number.isFinite(Number(input))
  )
    return `Write ${input.trim()} without quotation marks.`;
  if (expected === "string" && (typeof input === "number" || typeof input === "boolean"))
    return `Put it into quotation marks: "${input}".`;
  if (expected === "Array" && typeof input === "string") return `Put it into brackets: [${showText(input)}].`;
  if (input === null) return "Write a value, or remove the line.";
  return "Correct the value.";
}

/** The name that was meant: a small slip, or the same letters in another order. */
function near(given: string, known: readonly string[]): string | undefined {
  if (given.length > LONGEST_NAME) return undefined;
  const letters = (text: string) => [...new Set(text)].sort().join("");
  return (
    nearestName(given, known) ??
    known.find((name) => name.length === given.length && letters(name) === letters(given))
  );
}

function optionsOf(issue: Issue): readonly string[] {
  if (issue.type !== "picklist" && issue.type !== "literal") return [];
  return (issue.expected ?? "").split("|").map((option) => option.trim().replace(/^[("]+|[)"]+$/g, ""));
}

function describeInput(input: unknown): string {
  if (input === null || input === undefined) return "empty";
  if (Array.isArray(input)) return input.length === 0 ? "an empty list" : "a list";
  if (typeof input === "object") return "keys with values";
  return typeof input === "string" ? `the text ${showText(input)}` : String(input);
}

const WORDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  Array: "a list",
  Object: "keys with values",
};

function describeExpected(issue: Issue): string {
  // Messages of our own begin in lower case: valibot's begin with "Invalid".
  if (issue.message.startsWith("expected ")) return issue.message.slice("expected ".length);
  const options = optionsOf(issue);
  if (options.length > 0) return `one of: ${options.join(", ")}`;
  const expected = (issue.expected ?? "").replace(/[()]/g, "").split(" | ");
  return [...new Set(expected.map((each) => WORDS[each] ?? each.replaceAll('"', "")))].join(" or ");
}

/** A path for a message: names from data in quotation marks where they are not plain words. */
export function showPath(path: Path): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^[\w*-]+$/.test(step) ? step : showText(step);
  });
  return `\`${steps.join(".").replaceAll(".[", "[")}\``;
}
