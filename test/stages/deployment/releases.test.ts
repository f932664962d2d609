import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import {
  isHalfMadeLink,
  isReleaseName,
  releaseFolder,
  releasesToRemove,
} from "../../../src/stages/deployment/releases.ts";

describe("a release's folder", () => {
  it.each(["v1.0.0", "v10.20.30", "v1.0.0-rc.1", "v1.0.0+build.5"])("is known for %s", (version) => {
    expect(isReleaseName(releaseFolder(version))).toBe(true);
  });

  it.each([
    "releases/latest",
    "releases/v1.0",
    "releases/v1.0.0/model",
    "releases/v1.0.0/..",
    "releases/../v1.0.0",
    "v1.0.0",
    "/releases/v1.0.0",
    "releases/v1.0.0 ",
    "releases/v1.0.0\n",
    "",
  ])("is not %j", (target) => {
    expect(isReleaseName(target)).toBe(false);
  });
});

it("knows a link that was about to be switched from one that somebody made", () => {
  expect(isHalfMadeLink("current.0123456789ab.part")).toBe(true);
  for (const name of [
    "current",
    "current.part",
    "current.mine.part",
    "current.ab.part.bak",
    "xcurrent.ab.part",
  ])
    expect(isHalfMadeLink(name)).toBe(false);
});

describe("releases that may go", () => {
  const names = ["v1.0.0", "v1.2.0", "v1.9.0", "v1.10.0", "v2.0.0"];

  it("are the oldest by number, not by text", () => {
    expect(releasesToRemove(names, ["releases/v2.0.0"], 2)).toEqual(["v1.2.0", "v1.0.0"]);
  });

  it("are never those in use, which do not count among the ones that stay", () => {
    const inUse = ["releases/v1.0.0", "releases/v2.0.0"];
    expect(releasesToRemove(names, inUse, 1)).toEqual(["v1.9.0", "v1.2.0"]);
    expect(releasesToRemove(names, [null, ...inUse], 99)).toEqual([]);
  });

  it("are none of somebody else's", () => {
    const others = ["README.md", "latest", "v1", "v1.0.0.bak", ".new", "latest.new", "lost+found"];
    expect(releasesToRemove(others, [null, null], 0)).toEqual([]);
  });

  it("are what an interrupted run left half built, always", () => {
    expect(releasesToRemove([...names, "v3.0.0.new"], ["releases/v2.0.0"], 99)).toEqual(["v3.0.0.new"]);
    expect(releasesToRemove(["v1.0.0.new"], ["releases/v1.0.0"], 5)).toEqual(["v1.0.0.new"]);
  });

  it("leave as many as were asked for, whatever the order of the names", () => {
    const random = seededRandom(8);
    for (let round = 0; round < 50; round++) {
      const shuffled = [...names].sort(() => random.next() - 0.5);
      const keep = Math.floor(random.next() * 5);
      const gone = releasesToRemove(shuffled, ["releases/v1.9.0"], keep);
      const left = names.filter((name) => !gone.includes(name) && name !== "v1.9.0");
      expect(left).toEqual(["v1.0.0", "v1.2.0", "v1.10.0", "v2.0.0"].slice(4 - Math.min(keep, 4)));
    }
  });
});
