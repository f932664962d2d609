import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { championVersion, latestVersion, nextEventTime } from "../../../src/stages/registry/find-version.ts";
import { foldRegistry } from "../../../src/stages/registry/fold.ts";
import { aTag, ofRecipe } from "../../support/tags.ts";

const two = [
  aTag("iris@v1.0.0", { commit: "c1", time: 10, message: ofRecipe("a") }),
  aTag("iris#production#1", { commit: "c1", time: 11 }),
  aTag("iris@v1.1.0", { commit: "c2", time: 20, message: ofRecipe("b") }),
  aTag("iris#production#2", { commit: "c2", time: 21 }),
];

describe("the registry as a fold over tags", () => {
  it("tells versions, stages and the counter", () => {
    const iris = foldRegistry(two).get("iris")!;
    expect(iris.versions.map((version) => version.version)).toEqual(["v1.1.0", "v1.0.0"]);
    expect(iris.versions[1]?.recipe).toBe("a".repeat(64));
    expect(iris.stages.get("production")?.version).toBe("v1.1.0");
    expect(iris.counter).toBe(2);
    expect(nextEventTime(iris, 15_000)).toBe(22);
    expect(nextEventTime(iris, 99_500)).toBe(99);
  });

  it("resolves a stage through the commit, so a rollback's tag names the earlier version", () => {
    const tags = [...two, aTag("iris#production#3", { commit: "c1", time: 30 })];
    expect(foldRegistry(tags).get("iris")!.stages.get("production")?.version).toBe("v1.0.0");
  });

  it("does not depend on the order in which Git lists", () => {
    const tags = [...two, aTag("iris#production#3", { commit: "c1", time: 21 })];
    const expected = JSON.stringify([...foldRegistry(tags).get("iris")!.stages]);
    const random = seededRandom(5);
    for (let round = 0; round < 50; round++) {
      const shuffled = [...tags].sort(() => random.next() - 0.5);
      expect(JSON.stringify([...foldRegistry(shuffled).get("iris")!.stages])).toBe(expected);
    }
  });

  it("brings the assignment before it back when one is taken back", () => {
    const tags = [...two, aTag("iris#production!#3", { commit: "c2", time: 30 })];
    expect(foldRegistry(tags).get("iris")!.stages.get("production")?.version).toBe("v1.0.0");
    const none = [...tags, aTag("iris#production!#4", { commit: "c1", time: 31 })];
    expect(foldRegistry(none).get("iris")!.stages.size).toBe(0);
  });

  it("passes over a deregistered version, but never gives its number again", () => {
    const tags = [...two, aTag("iris@v1.1.0!", { commit: "c2", time: 30 })];
    const iris = foldRegistry(tags).get("iris")!;
    expect(latestVersion(iris)?.version).toBe("v1.0.0");
    expect(iris.versions[0]).toMatchObject({ version: "v1.1.0", active: false });
    expect(championVersion(iris, "production")?.version).toBe("v1.0.0");
  });

  it("takes the newest version for champion where the stage is empty", () => {
    const iris = foldRegistry(two).get("iris")!;
    expect(championVersion(iris, "staging")?.version).toBe("v1.1.0");
  });

  it("knows a deprecated artifact, and one that came back", () => {
    const gone = [...two, aTag("iris@deprecated", { commit: "c2", time: 40 })];
    expect(foldRegistry(gone).get("iris")!.deprecated).toBe(true);
    const back = [...gone, aTag("iris@v1.2.0", { commit: "c3", time: 41 })];
    expect(foldRegistry(back).get("iris")!.deprecated).toBe(false);
  });

  it("keeps artifacts apart, also in folders, and stages on commits without a version", () => {
    const registry = foldRegistry([
      ...two,
      aTag("a=iris@v3.0.0", { commit: "c9" }),
      aTag("wine#production#1", { commit: "c8" }),
    ]);
    expect([...registry.keys()]).toEqual(["a:iris", "iris", "wine"]);
    expect(registry.get("wine")!.stages.get("production")?.version).toBe("c8");
  });

  it("reads a version that another tool registered, without recipe or bundle", () => {
    const iris = foldRegistry([
      aTag("iris@v1.0.0", { message: "Registering artifact iris version v1.0.0" }),
    ]).get("iris")!;
    expect(iris.versions[0]).not.toHaveProperty("recipe");
  });
});
