import { describe, expect, it } from "vitest";
import { foldRegistry } from "../../../src/stages/registry/fold.ts";
import { decideRollback } from "../../../src/stages/registry/rollback.ts";
import { aTag } from "../../support/tags.ts";

const held = (...versions: number[]) =>
  foldRegistry([
    ...[1, 2, 3].map((n) => aTag(`iris@v1.${n}.0`, { commit: `c${n}`, time: n })),
    ...versions.map((n, i) => aTag(`iris#production#${i + 1}`, { commit: `c${n}`, time: 10 + i })),
  ]).get("iris")!;

describe("which version a stage goes back to", () => {
  it.each([
    ["the one before", [1, 2], "v1.1.0"],
    ["further back when it went back already, never forth", [1, 2, 3, 2], "v1.1.0"],
    ["the one before, after a revert of the revert", [1, 2, 1, 2], "v1.1.0"],
  ])("is %s", (_, versions, expected) => {
    expect(decideRollback(held(...versions), "production").to.version).toBe(expected);
  });

  it("is the one that is named, with or without its v", () => {
    expect(decideRollback(held(1, 2, 3), "production", "1.1.0").to.version).toBe("v1.1.0");
    expect(decideRollback(held(1, 2, 3), "production", "v1.1.0").to.version).toBe("v1.1.0");
  });

  it.each([
    [
      "a stage that holds nothing",
      () => decideRollback(held(1), "prodution"),
      "rollback-no-stage",
      "did you mean production",
    ],
    [
      "nothing before",
      () => decideRollback(held(1), "production"),
      "rollback-nothing-before",
      "held no other version",
    ],
    [
      "a version that is none",
      () => decideRollback(held(1), "production", "v9.0.0"),
      "rollback-unknown-version",
      "v9.0.0",
    ],
    [
      "where it is already",
      () => decideRollback(held(1), "production", "v1.1.0"),
      "rollback-same-version",
      "already",
    ],
  ])("says so for %s", (_, decide, code, words) => {
    expect(decide).toThrowError(code);
    expect(decide).toThrowError(words);
  });
});
