import type { Problem } from "../../core/errors.ts";
import type { ParsedYaml, Path } from "./yaml-places.ts";

/** What the life cycle has and this version has not: told plainly, not as a mistake of the person who wrote it. */
const SECTIONS: readonly (readonly [Path, string])[] = [
  // Of it, how data are compared with the champion's is there: the section `drift`.
  [["monitor"], "monitoring of what is deployed"],
  [["train", "tune"], "tuning"],
];
const INSTEAD: Readonly<Record<string, string>> = {
  monitor:
    "Remove it. When data count as drifted is said by `drift`; `trunkline drift production NEW.csv` compares what came in since.",
};
const VALUES: readonly (readonly [Path, Readonly<Record<string, string>>])[] = [
  [["problem", "task"], { clustering: "clustering", anomaly: "detection of anomalies" }],
  [["registry", "store"], { release: "store in releases", directory: "store in a directory" }],
];

export interface NotYet {
  readonly path: Path;
  readonly problem: Problem;
}

export function notYet(given: unknown, yaml: ParsedYaml): NotYet[] {
  const sections = SECTIONS.filter(([path]) => at(given, path) !== undefined).map(([path, what]) => ({
    path,
    problem: {
      code: "spec-not-yet",
      found: `\`${path.join(".")}\``,
      where: yaml.keyPlace(path),
      expected: `a spec without it: this version of Trunkline has no ${what} yet`,
      next: INSTEAD[path.join(".")] ?? "Remove it, or put it into a comment.",
    },
  }));
  const values = VALUES.flatMap(([path, words]) => {
    const value = at(given, path);
    if (typeof value !== "string" || !Object.hasOwn(words, value)) return [];
    const problem = {
      code: "spec-not-yet",
      found: `\`${path.join(".")}\` is ${value}`,
      where: yaml.valuePlace(path),
      expected: `another value: this version of Trunkline has no ${words[value]} yet`,
      next: "See the spec's schema for what there is.",
    };
    return [{ path, problem }];
  });
  return [...sections, ...values];
}

function at(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (found === null || typeof found !== "object" || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step as string];
  }
  return found;
}
