import type { Problem } from "../../core/errors.ts";
import { showPath } from "./describe-issue.ts";
import { wantsKeys } from "./known-keys.ts";
import type { ParsedYaml, Path } from "./yaml-places.ts";

export interface ListForKeys {
  readonly path: Path;
  readonly problem: Problem;
}

/** Lists where keys with values belong. The schema library takes a list for an object with the keys 0, 1, 2 and so on. */
export function listsForKeys(yaml: ParsedYaml, path: Path = [], value = yaml.value): ListForKeys[] {
  if (typeof value !== "object" || value === null) return [];
  const keys = wantsKeys(path, yaml.value);
  // No further than the schema goes: with aliases, a value may hold itself.
  if (keys === undefined) return [];
  if (keys && Array.isArray(value)) return [{ path, problem: problem(path, yaml) }];
  return Object.entries(value).flatMap(([key, each]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return listsForKeys(yaml, [...path, step], each);
  });
}

function problem(path: Path, yaml: ParsedYaml): Problem {
  return {
    code: "spec-wrong-type",
    found: `${showPath(path)} is a list`,
    where: yaml.valuePlace(path),
    expected: "keys with values",
    next: "Write `key: value` without the `-` or the brackets.",
  };
}
