import { describe, expect, it } from "vitest";
import {
  championVersion,
  latestVersion,
  nextEventTime,
  versionOfRecipe,
  versionOnCommit,
} from "../../../src/stages/registry/find-version.ts";
import { digestOf } from "../../support/records.ts";
import { aTag, ofRecipe } from "../../support/tags.ts";
import { iris } from "./requests.ts";

const v1 = aTag("iris@v1.0.0", { commit: "c1", time: 10, message: ofRecipe("a") });
const v2 = aTag("iris@v1.10.0", { commit: "c2", time: 20, message: ofRecipe("b") });
const v3 = aTag("iris@v1.9.0", { commit: "c3", time: 30, message: ofRecipe("a") });
const gone = (version: string, commit: string) => aTag(`iris@${version}!`, { commit, time: 40 });

describe("the version of a recipe", () => {
  it("is the highest of those that have it", () => {
    expect(versionOfRecipe(iris(v1, v2, v3), digestOf("a"))?.version).toBe("v1.9.0");
    expect(versionOfRecipe(iris(v1, v2, v3), digestOf("b"))?.version).toBe("v1.10.0");
    expect(versionOfRecipe(iris(v1, v2, v3), digestOf("c"))).toBeUndefined();
  });

  it("is an active one: what was deregistered does not come back by itself", () => {
    expect(versionOfRecipe(iris(v1, v3, gone("v1.9.0", "c3")), digestOf("a"))?.version).toBe("v1.0.0");
    expect(versionOfRecipe(iris(v1, gone("v1.0.0", "c1")), digestOf("a"))).toBeUndefined();
  });

  it("is not one that says nothing of its recipe", () => {
    expect(versionOfRecipe(iris(aTag("iris@v1.0.0")), digestOf("a"))).toBeUndefined();
  });
});

it("a commit's version is found whether it is active or not", () => {
  expect(versionOnCommit(iris(v1, v2), "c2")?.version).toBe("v1.10.0");
  expect(versionOnCommit(iris(v1, gone("v1.0.0", "c1")), "c1")).toMatchObject({
    version: "v1.0.0",
    active: false,
  });
  expect(versionOnCommit(iris(v1), "c2")).toBeUndefined();
});

it("the latest version is the highest active one by number, not by age or by text", () => {
  expect(latestVersion(iris(v1, v2, v3))?.version).toBe("v1.10.0");
  expect(latestVersion(iris(v1, v2, v3, gone("v1.10.0", "c2")))?.version).toBe("v1.9.0");
  expect(latestVersion(iris())).toBeUndefined();
});

describe("the champion", () => {
  const staged = aTag("iris#production#1", { commit: "c1", time: 35 });

  it("is the version on the stage, though a newer one exists", () => {
    expect(championVersion(iris(v1, v2, staged), "production")?.version).toBe("v1.0.0");
  });

  it("is the newest version where the stage is empty, or holds what is no active version", () => {
    expect(championVersion(iris(v1, v2, staged), "staging")?.version).toBe("v1.10.0");
    expect(championVersion(iris(v1, v2, staged, gone("v1.0.0", "c1")), "production")?.version).toBe(
      "v1.10.0",
    );
    const onPlainCommit = aTag("iris#production#2", { commit: "c7", time: 36 });
    expect(championVersion(iris(v1, v2, staged, onPlainCommit), "production")?.version).toBe("v1.10.0");
  });

  it("is none where nothing is registered", () => {
    expect(championVersion(iris(), "production")).toBeUndefined();
  });
});

describe("the time of a new event", () => {
  it.each([
    ["now, in whole seconds", 31_999, 31],
    ["after the newest event, when the clock is behind", 5_000, 31],
    ["after the newest event, within the same second", 30_999, 31],
  ])("is %s", (_, now, expected) => {
    expect(nextEventTime(iris(v1, v2, v3), now)).toBe(expected);
  });

  it("is now where nothing happened yet", () => {
    expect(nextEventTime(iris(), 1_999)).toBe(1);
  });
});
