import { describe, expect, it } from "vitest";
import { compareVersions, nextVersion } from "../../../src/stages/registry/version-number.ts";

describe("version numbers", () => {
  it("are ordered as SemVer 2.0.0 says in section 11", () => {
    const ordered = [
      "v1.0.0-alpha",
      "v1.0.0-alpha.1",
      "v1.0.0-alpha.beta",
      "v1.0.0-beta",
      "v1.0.0-beta.2",
      "v1.0.0-beta.11",
      "v1.0.0-rc.1",
      "v1.0.0",
      "v1.0.1",
      "v1.2.0",
      "v1.10.0",
      "v2.0.0",
    ];
    expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
  });

  it("go on from the highest", () => {
    expect(nextVersion(undefined, "patch")).toBe("v1.0.0");
    expect(nextVersion("v1.2.3", "patch")).toBe("v1.2.4");
    expect(nextVersion("v1.2.3", "minor")).toBe("v1.3.0");
    expect(nextVersion("v1.2.3", "major")).toBe("v2.0.0");
  });
});
