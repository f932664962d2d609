import { describe, expect, it } from "vitest";
import { parseTagName, stageTag, tagPatterns, versionTag } from "../../../src/stages/registry/tag-name.ts";

describe("the grammar of registry tags", () => {
  it.each([
    ["iris@v1.0.0", { kind: "registration", artifact: "iris", version: "v1.0.0", counter: null }],
    ["iris@v1.0.0!", { kind: "deregistration", artifact: "iris", version: "v1.0.0", counter: null }],
    ["iris@v1.0.0!#4", { kind: "deregistration", artifact: "iris", version: "v1.0.0", counter: 4 }],
    ["iris@v1.0.0-rc.1#2", { kind: "registration", artifact: "iris", version: "v1.0.0-rc.1", counter: 2 }],
    ["iris#production#3", { kind: "assignment", artifact: "iris", stage: "production", counter: 3 }],
    ["iris#production", { kind: "assignment", artifact: "iris", stage: "production", counter: null }],
    ["iris#production!#4", { kind: "unassignment", artifact: "iris", stage: "production", counter: 4 }],
    ["iris@deprecated", { kind: "deprecation", artifact: "iris", counter: null }],
    [
      "teams/a=iris@v2.0.0",
      { kind: "registration", artifact: "teams/a:iris", version: "v2.0.0", counter: null },
    ],
    [
      "lab/iris-2_b@v0.1.0",
      { kind: "registration", artifact: "lab/iris-2_b", version: "v0.1.0", counter: null },
    ],
  ])("reads %s", (tag, meaning) => expect(parseTagName(tag)).toEqual(meaning));

  it.each([
    "v1.0.0",
    "iris@1.0.0",
    "iris@v1.0",
    "iris@v01.0.0",
    "iris@created",
    "my.iris@v1.0.0",
    "-iris@v1.0.0",
    "iris-@v1.0.0",
    "iris#production#",
    "iris#production#x",
    "iris@v1.0.0#1#2",
    "",
  ])("leaves %j to others", (tag) => expect(parseTagName(tag)).toBeNull());

  it("writes a folder's colon as an equals sign, and reads it back", () => {
    expect(versionTag("teams/a:iris", "v1.0.0")).toBe("teams/a=iris@v1.0.0");
    expect(parseTagName(stageTag("teams/a:iris", "production", 7))?.artifact).toBe("teams/a:iris");
    expect(tagPatterns("teams/a:iris")).toEqual(["teams/a=iris@*", "teams/a=iris#*"]);
  });
});
