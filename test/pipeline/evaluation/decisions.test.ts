import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openGit } from "../../../src/adapters/git/index.ts";
import { keepDecision, knownDecisions, shareDecision } from "../../../src/pipeline/evaluation/decisions.ts";
import type { World } from "../../../src/ports/world.ts";
import { foldArtifact, foldRegistry } from "../../../src/stages/registry/fold.ts";
import { type TemporaryRepository, temporaryRepository } from "../../support/git.ts";
import { aGate, anEvaluation, digestOf } from "../../support/records.ts";
import { aTag } from "../../support/tags.ts";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = temporaryRepository();
});
afterEach(() => repository.remove());

const HOLDOUT = digestOf("9");
const none = foldArtifact("iris", []);
const deciding = (recipe: string, holdout = HOLDOUT) =>
  anEvaluation("improved", { recipe: digestOf(recipe), holdout });

async function worldAt(path: string): Promise<World> {
  const git = await openGit(path, { serverUrl: "https://github.com" });
  return { git: git!, remote: "origin" } as unknown as World;
}
const known = async (world: World, sync: boolean, artifact = none) =>
  [...(await knownDecisions(world, "iris", { holdout: HOLDOUT }, artifact, sync))].sort();

describe("decisions on a holdout", () => {
  it("are counted here, each model once, and those of other holdouts are not", async () => {
    const world = await worldAt(repository.path);
    await keepDecision(world, deciding("1"), aGate());
    await keepDecision(world, deciding("1"), aGate(false));
    await keepDecision(world, deciding("2"), aGate());
    await keepDecision(world, deciding("3", digestOf("8")), aGate());
    expect(await known(world, false)).toEqual([digestOf("1"), digestOf("2")]);
    const ref = `refs/trunkline/decisions/iris/${HOLDOUT}/${digestOf("1")}`;
    expect(JSON.parse(repository.git("show", `${ref}:gate.json`))).toEqual(aGate(false));
    expect(repository.git("log", "-1", "--format=%s", ref)).toBe("Decision: refused");
  });

  it("that were shared are counted in another clone, without being fetched", async () => {
    const world = await worldAt(repository.path);
    await shareDecision(world, deciding("1"), aGate());
    await shareDecision(world, deciding("1"), aGate());
    const clone = `${repository.folder}/clone`;
    repository.gitIn(repository.folder, "clone", "--quiet", repository.remote, clone);
    const other = await worldAt(clone);
    await keepDecision(other, deciding("2"), aGate());
    expect(await known(other, false)).toEqual([digestOf("2")]);
    expect(await known(other, true)).toEqual([digestOf("1"), digestOf("2")]);
    expect(repository.gitIn(clone, "for-each-ref", "refs/trunkline")).not.toContain(digestOf("1"));
  });

  it("are those of versions, too, should the refs be lost", async () => {
    const message = `s\n\nRecipe: ${digestOf("4")}\nHoldout: ${HOLDOUT}\n`;
    const other = `s\n\nRecipe: ${digestOf("5")}\nHoldout: ${digestOf("8")}\n`;
    const artifact = foldRegistry([
      aTag("iris@v1.0.0", { commit: "c1", message }),
      aTag("iris@v1.1.0", { commit: "c2", message: other }),
    ]).get("iris")!;
    expect(await known(await worldAt(repository.path), true, artifact)).toEqual([digestOf("4")]);
  });

  it("leave no trace of a version that is registered already", async () => {
    const world = await worldAt(repository.path);
    await keepDecision(world, deciding("1"), aGate(true, { registered: "v1.0.0" }));
    expect(await known(world, true)).toEqual([]);
  });
});
