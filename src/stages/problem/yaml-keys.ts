import type { Pair, Scalar, YAMLMap } from "yaml";
import type { Place, Problem } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";

/** Names that JavaScript gives a meaning of its own; no schema can carry them safely. */
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);

type Yaml = Pick<typeof import("yaml"), "isScalar" | "isNode">;
type PlaceOf = (offset: number) => Place;

/** What is wrong with the keys of one mapping, and with the numbers in it. */
export function keyProblems(map: YAMLMap, { isScalar, isNode }: Yaml, place: PlaceOf): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, Place>();
  for (const { key } of map.items as Pair[]) {
    const where = place(isNode(key) && key.range ? key.range[0] : (map.range?.[0] ?? 0));
    const other = isScalar(key)
      ? scalarKey(key, where)
      : notText("a list, keys with values or an alias", where);
    if (other) {
      problems.push(other);
      continue;
    }
    const name = String((key as Scalar).value);
    const earlier = seen.get(name);
    if (earlier) problems.push(twice(name, where, earlier));
    else seen.set(name, where);
  }
  return problems;
}

function scalarKey({ value, source, type }: Scalar, where: Place): Problem | null {
  if (value === "<<" && type === "PLAIN") return mergeKey(where);
  if (typeof value === "string") return RESERVED.has(value) ? reserved(value, where) : null;
  // A column `2.50` must not silently become `2.5`, nor `~` nothing.
  return source === String(value) && value !== null
    ? null
    : notText(source ? `the key ${source}` : "an empty key", where);
}

function notText(found: string, where: Place): Problem {
  return {
    code: "spec-key-not-text",
    found,
    where,
    expected: "the name of a key or column as text",
    next: 'Put it into quotation marks: "name".',
  };
}

function mergeKey(where: Place): Problem {
  return {
    code: "spec-merge-key",
    found: "a merge key (<<)",
    where,
    expected: "every key written out: YAML 1.2 merges nothing",
    next: "Write the keys out here.",
  };
}

function reserved(name: string, where: Place): Problem {
  return {
    code: "spec-reserved-name",
    found: `the name ${name}`,
    where,
    expected: "a name that means nothing to JavaScript",
    next: "Rename it (a column: in the data, too).",
  };
}

function twice(name: string, where: Place, { line }: Place): Problem {
  return {
    code: "spec-duplicate-key",
    found: `the key ${showText(name)} again; it stands on line ${line} already`,
    where,
    expected: "every key once",
    next: "Keep one of the two.",
  };
}
