/** The link that consumers read through. */
export const CURRENT = "current";

const RELEASE = /^releases\/(v\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)$/;

/** What is left of a link that an interrupted run was about to switch. */
export function isHalfMadeLink(name: string): boolean {
  return /^current\.[0-9a-f]+\.part$/.test(name);
}

/** Where a version's release lies, from the target's folder. */
export function releaseFolder(version: string): string {
  return `releases/${version}`;
}

export function isReleaseName(target: string): boolean {
  return RELEASE.test(target);
}

/**
 * Names under `releases/` that may go: all but the current and the previous one and the `keep` newest besides,
 * and whatever an interrupted run left half built. Names that are no release are somebody else's and stay.
 */
export function releasesToRemove(
  names: readonly string[],
  inUse: readonly (string | null)[],
  keep: number,
): readonly string[] {
  const used = new Set(inUse);
  const halfBuilt = names.filter(
    (name) => name.endsWith(".new") && isReleaseName(releaseFolder(name.slice(0, -4))),
  );
  const releases = names.filter((name) => isReleaseName(releaseFolder(name)) && !name.endsWith(".new"));
  const idle = releases.filter((name) => !used.has(releaseFolder(name)));
  idle.sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  return [...halfBuilt, ...idle.slice(keep)];
}
