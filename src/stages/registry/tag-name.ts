/**
 * The grammar of registry tags, as GTO (Git Tag Ops 1.10) sets it, so that each tool reads what the other wrote:
 * `NAME@vX.Y.Z`, `NAME@vX.Y.Z!`, `NAME#STAGE#N`, `NAME#STAGE!#N`, `NAME@deprecated`, the counter optional in all.
 * In a name, `DIR:NAME` is written `DIR=NAME`.
 */
export type TagMeaning =
  | { readonly kind: "registration" | "deregistration"; readonly artifact: string; readonly version: string }
  | { readonly kind: "assignment" | "unassignment"; readonly artifact: string; readonly stage: string }
  | { readonly kind: "deprecation"; readonly artifact: string };

export type ParsedTag = TagMeaning & { readonly counter: number | null };

const NAME = "[A-Za-z0-9](?:[A-Za-z0-9_/-]*[A-Za-z0-9])?";
const FOLDER = "[A-Za-z0-9_./-]+=";
const SEMVER = String.raw`v(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?`;
const TAG = new RegExp(
  `^(?<artifact>(?:${FOLDER})?${NAME})` +
    `(?:(?:#(?<stage>${NAME})|@(?<version>${SEMVER}))(?<cancel>!?)|@(?<deprecated>deprecated))` +
    "(?:#(?<counter>[0-9]+))?$",
);

/** What a tag says; null for a tag that is none of the registry's. */
export function parseTagName(tag: string): ParsedTag | null {
  const groups = TAG.exec(tag)?.groups;
  if (!groups) return null;
  const artifact = groups.artifact!.replace("=", ":");
  const counter = groups.counter === undefined ? null : Number(groups.counter);
  if (groups.deprecated) return { kind: "deprecation", artifact, counter };
  const cancelled = groups.cancel === "!";
  if (groups.version) {
    const kind = cancelled ? "deregistration" : "registration";
    return { kind, artifact, version: groups.version, counter };
  }
  return { kind: cancelled ? "unassignment" : "assignment", artifact, stage: groups.stage!, counter };
}

/** The artifact's name as tags and refs bear it. */
export function nameInTag(artifact: string): string {
  return artifact.replace(":", "=");
}

export function versionTag(artifact: string, version: string): string {
  return `${nameInTag(artifact)}@${version}`;
}

export function stageTag(artifact: string, stage: string, counter: number): string {
  return `${nameInTag(artifact)}#${stage}#${counter}`;
}

/** Patterns that all tags of one artifact match, as names without `refs/tags/`. */
export function tagPatterns(artifact: string): readonly [string, string] {
  const name = nameInTag(artifact);
  return [`${name}@*`, `${name}#*`];
}
