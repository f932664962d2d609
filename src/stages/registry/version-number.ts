/** Semantic versions with the leading `v` that tags bear: order (SemVer 2.0.0, section 11) and the next number. */

export type Bump = "major" | "minor" | "patch";

interface Parts {
  readonly numbers: readonly [number, number, number];
  readonly prerelease: readonly string[];
}

function parts(version: string): Parts {
  const [core = "", ...rest] = version.replace(/^v/, "").split("+")[0]!.split("-");
  const [major = 0, minor = 0, patch = 0] = core.split(".").map(Number);
  const prerelease = rest.length > 0 ? rest.join("-").split(".") : [];
  return { numbers: [major, minor, patch], prerelease };
}

/** Below zero when the left one is lower. */
export function compareVersions(left: string, right: string): number {
  const a = parts(left);
  const b = parts(right);
  for (const i of [0, 1, 2] as const) {
    if (a.numbers[i] !== b.numbers[i]) return a.numbers[i] - b.numbers[i];
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return b.prerelease.length - a.prerelease.length;
  return comparePrerelease(a.prerelease, b.prerelease);
}

function comparePrerelease(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [a, b] = [left[i]!, right[i]!];
    if (a === b) continue;
    const [aNumber, bNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
    if (aNumber && bNumber) return Number(a) - Number(b);
    if (aNumber !== bNumber) return aNumber ? -1 : 1;
    return a < b ? -1 : 1;
  }
  return left.length - right.length;
}

/** The number after `highest`; the first one of all is v1.0.0. */
export function nextVersion(highest: string | undefined, bump: Bump): string {
  if (highest === undefined) return "v1.0.0";
  const [major, minor, patch] = parts(highest).numbers;
  if (bump === "major") return `v${major + 1}.0.0`;
  if (bump === "minor") return `v${major}.${minor + 1}.0`;
  return `v${major}.${minor}.${patch + 1}`;
}
