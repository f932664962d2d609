import type { Artifact, Assignment, Version } from "../../records/registry.ts";

/** The active version whose recipe this is; the highest when several are (another tool may have registered it twice). */
export function versionOfRecipe(artifact: Artifact, recipe: string): Version | undefined {
  return artifact.versions.find((version) => version.active && version.recipe === recipe);
}

/** The version, active or not, that stands on a commit: one commit never bears two. */
export function versionOnCommit(artifact: Artifact, commit: string): Version | undefined {
  return artifact.versions.find((version) => version.commit === commit);
}

/** The highest active version. */
export function latestVersion(artifact: Artifact): Version | undefined {
  return artifact.versions.find((version) => version.active);
}

/** The version to compare with: the one now on the stage, else the newest active one. */
export function championVersion(artifact: Artifact, stage: string): Version | undefined {
  const assignment: Assignment | undefined = artifact.stages.get(stage);
  const staged = artifact.versions.find(
    (version) => version.active && version.version === assignment?.version,
  );
  return staged ?? latestVersion(artifact);
}

/** When a new event must be dated: whole seconds, after everything that happened to the artifact. */
export function nextEventTime(artifact: Artifact, nowMilliseconds: number): number {
  const newest = artifact.events.at(-1)?.tag.time ?? 0;
  return Math.max(Math.floor(nowMilliseconds / 1000), newest + 1);
}
