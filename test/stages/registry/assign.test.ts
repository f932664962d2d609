import { describe, expect, it } from "vitest";
import type { Artifact } from "../../../src/records/registry.ts";
import { type AssignmentRequest, decideAssignment } from "../../../src/stages/registry/assign.ts";
import { parseTrailers } from "../../../src/stages/registry/tag-message.ts";
import { digestOf } from "../../support/records.ts";
import { aTag, ofRecipe } from "../../support/tags.ts";
import { iris, NOW } from "./requests.ts";

const seconds = Math.floor(NOW / 1000);
const tags = [
  aTag("iris@v1.0.0", { commit: "c1", time: 10, message: ofRecipe("a") }),
  aTag("iris@v1.9.0", { commit: "c2", time: 20, message: ofRecipe("b") }),
  aTag("iris@v1.10.0", { commit: "c3", time: 30 }),
];
const on = (commit: string, counter = 1) =>
  aTag(`iris#production#${counter}`, { commit, time: 40 + counter });

function assign(artifact: Artifact, version: string, changes: Partial<AssignmentRequest> = {}) {
  return decideAssignment({
    artifact,
    stage: "production",
    version: artifact.versions.find((each) => each.version === version)!,
    requestedBy: "c9",
    pullRequest: null,
    now: NOW,
    ...changes,
  });
}

describe("a version put on a stage", () => {
  it("is tagged on its own commit, never on the one that asked for it", () => {
    const { record, changes } = assign(iris(...tags), "v1.9.0");
    expect(record).toEqual({
      outcome: "staged",
      stage: "production",
      version: "v1.9.0",
      previous: null,
      tag: "iris#production#1",
    });
    expect(changes).toMatchObject([{ name: "iris#production#1", commit: "c2", time: seconds }]);
    expect(changes[0]!.message.split("\n")[0]).toBe("iris production: v1.9.0");
    expect({ ...parseTrailers(changes[0]!.message) }).toEqual({
      Version: ["v1.9.0"],
      Bundle: [digestOf("b")],
      "Requested-by": ["c9"],
    });
  });

  it("replaces what was there, with who approved it", () => {
    const pullRequest = { number: 9, approvedBy: ["ada"] };
    const { record, changes } = assign(iris(...tags, on("c2")), "v1.10.0", { pullRequest });
    expect(record).toMatchObject({ outcome: "staged", previous: "v1.9.0", tag: "iris#production#2" });
    // Another tool registered v1.10.0: nothing is known of its bundle.
    expect({ ...parseTrailers(changes[0]!.message) }).toEqual({
      Version: ["v1.10.0"],
      Replaces: ["v1.9.0"],
      "Requested-by": ["c9"],
      "Pull-request": ["#9"],
      "Approved-by": ["@ada"],
    });
  });

  it.each([
    ["v1.10.0", "c3", "v1.9.0", "c2"],
    ["v1.9.0", "c2", "v1.0.0", "c1"],
  ])("goes back from %s by the same act, under a truthful name", (from, held, to, commit) => {
    const { record, changes } = assign(iris(...tags, on(held)), to);
    expect(record).toMatchObject({ outcome: "rolled-back", version: to, previous: from });
    expect(changes).toMatchObject([{ commit }]);
    expect(changes[0]!.message).toContain(`iris production: back from ${from} to ${to}\n`);
  });

  it("changes nothing where it stands already, and names the tag that put it there", () => {
    const held = iris(...tags, on("c3", 1), on("c2", 2));
    expect(assign(held, "v1.9.0")).toEqual({
      record: {
        outcome: "already",
        stage: "production",
        version: "v1.9.0",
        previous: "v1.9.0",
        tag: "iris#production#2",
      },
      changes: [],
    });
  });

  it("is staged anew after it was taken back", () => {
    const held = iris(...tags, on("c2"), aTag("iris#production!#2", { commit: "c2", time: 50 }));
    expect(assign(held, "v1.9.0").record).toMatchObject({
      outcome: "staged",
      previous: null,
      tag: "iris#production#3",
    });
  });

  it("counts over all stages and all kinds of tags of the artifact, and over no other's", () => {
    const others = [
      aTag("iris#staging#7", { commit: "c1", time: 41 }),
      aTag("iris@deprecated#8", { commit: "c1", time: 42 }),
      aTag("wine#production#99", { commit: "c1", time: 43 }),
    ];
    expect(assign(iris(...tags, ...others), "v1.0.0").record.tag).toBe("iris#production#9");
  });

  it("keeps stages apart", () => {
    const held = iris(...tags, on("c3"));
    expect(assign(held, "v1.9.0", { stage: "staging" }).record).toMatchObject({
      outcome: "staged",
      previous: null,
    });
  });

  it("is dated after everything before it, though the clock be wrong", () => {
    const late = aTag("iris#staging#1", { commit: "c1", time: seconds + 60 });
    expect(assign(iris(...tags, late), "v1.0.0").changes[0]!.time).toBe(seconds + 61);
  });

  it("reads back as what it was meant to be", () => {
    const [change] = assign(iris(...tags, on("c3")), "v1.0.0").changes;
    const after = iris(...tags, on("c3"), aTag(change!.name, change!));
    expect(after.stages.get("production")?.version).toBe("v1.0.0");
  });
});
