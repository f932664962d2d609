import { describe, expect, it } from "vitest";
import { digestJson } from "../../../src/core/digest.ts";
import { foldRegistry } from "../../../src/stages/registry/fold.ts";
import { decideRegistration } from "../../../src/stages/registry/register.ts";
import { parseTrailers } from "../../../src/stages/registry/tag-message.ts";
import { aGate, anEvaluation, digestOf } from "../../support/records.ts";
import { aTag, ofRecipe } from "../../support/tags.ts";
import { aBundle, aRequest, iris, NOW, RECIPE, SIGNATURE } from "./requests.ts";

const seconds = Math.floor(NOW / 1000);
const v1 = aTag("iris@v1.2.3", { commit: "c1", time: 10, message: ofRecipe("d") });
const previous = aBundle("d");

describe("a registration", () => {
  it("of the first version tags the commit, with all that is known of it", () => {
    const { record, changes } = decideRegistration(aRequest());
    expect(record).toEqual({ outcome: "registered", version: "v1.0.0", commit: "c9" });
    expect(changes).toMatchObject([{ name: "iris@v1.0.0", commit: "c9", time: seconds }]);
    expect(changes[0]!.message.split("\n")[0]).toBe("iris v1.0.0: first version");
    expect({ ...parseTrailers(changes[0]!.message) }).toEqual({
      Recipe: [digestOf("a")],
      Bundle: [digestOf("b")],
      Verdict: ["first"],
      Gate: [`passed, ${digestJson(anEvaluation("first"))}`],
      "Metric-accuracy": ["0.952"],
      "Metric-f1_macro": ["0.951"],
      "Metric-recall_macro": ["0.947"],
    });
  });

  it("of a later one names the champion, the pull request and who approved", () => {
    const { changes } = decideRegistration(
      aRequest({
        artifact: iris(v1),
        previous,
        evaluation: anEvaluation("improved"),
        pullRequest: { number: 7, approvedBy: ["ada", "grace"] },
      }),
    );
    expect(changes[0]!.message.split("\n")[0]).toBe("iris v1.2.4: improved against v1.0.0");
    expect(parseTrailers(changes[0]!.message)).toMatchObject({
      Champion: ["iris@v1.0.0"],
      Verdict: ["improved"],
      "Pull-request": ["#7"],
      "Approved-by": ["@ada", "@grace"],
    });
  });

  it("by a waiver keeps the rule, the days, the name and the reason", () => {
    const evaluation = anEvaluation("first");
    const [failed] = aGate(false).reasons;
    const waived = {
      reason: "The old sensor\nApproved-by: @eve",
      approved_by: "@flora",
      since: "2026-11-20",
      until: "2026-12-31",
    };
    const gate = aGate(true, { evaluation: digestJson(evaluation), reasons: [{ ...failed!, waived }] });
    const [change] = decideRegistration(aRequest({ evaluation, gate })).changes;
    expect(parseTrailers(change!.message)).toMatchObject({
      Gate: [`passed by waiver, ${digestJson(evaluation)}`],
      Waived: [
        "minimum of f1_macro, 2026-11-20 to 2026-12-31, approved by @flora: The old sensor Approved-by: @eve",
      ],
    });
    expect(parseTrailers(change!.message)["Approved-by"]).toBeUndefined();
  });

  it("reads back from its own tag", () => {
    const [change] = decideRegistration(aRequest()).changes;
    const read = foldRegistry([aTag(change!.name, change!)]).get("iris")!.versions[0]!;
    expect(read).toMatchObject({
      version: "v1.0.0",
      commit: "c9",
      recipe: digestOf("a"),
      bundle: digestOf("b"),
      active: true,
    });
  });

  it("lets no login forge a trailer", () => {
    const pullRequest = { number: 7, approvedBy: ["eve\nApproved-by: @ada"] };
    const [change] = decideRegistration(aRequest({ pullRequest })).changes;
    expect(parseTrailers(change!.message)["Approved-by"]).toEqual(["@eve Approved-by: @ada"]);
  });

  it("writes the folder of a model as a tag can bear it", () => {
    const artifact = { ...iris(), name: "models/a:iris" };
    expect(decideRegistration(aRequest({ artifact })).changes[0]!.name).toBe("models/a=iris@v1.0.0");
  });

  it.each([
    ["a patch for other data", RECIPE, SIGNATURE, "v1.2.4"],
    [
      "a minor version for another method",
      { ...RECIPE, features: { revision: 2, columns: {} } },
      SIGNATURE,
      "v1.3.0",
    ],
    ["a major version for other inputs", RECIPE, { ...SIGNATURE, target: "genus" }, "v2.0.0"],
  ])("gives %s", (_, recipe, signature, version) => {
    const bundle = aBundle("a", { recipe }, signature);
    expect(decideRegistration(aRequest({ artifact: iris(v1), previous, bundle })).record.version).toBe(
      version,
    );
  });

  it("promises nothing after a version of which the bundle is not known", () => {
    expect(decideRegistration(aRequest({ artifact: iris(v1), previous: null })).record.version).toBe(
      "v2.0.0",
    );
  });

  it("never gives a number again, a deregistered one neither", () => {
    const artifact = iris(v1, aTag("iris@v1.2.3!", { commit: "c1", time: 11 }));
    expect(decideRegistration(aRequest({ artifact, previous })).record.version).toBe("v1.2.4");
  });

  it("is dated after everything before it, though the clock be wrong", () => {
    const late = aTag("iris@v1.2.3", { commit: "c1", time: seconds + 500, message: ofRecipe("d") });
    expect(decideRegistration(aRequest({ artifact: iris(late), previous })).changes[0]!.time).toBe(
      seconds + 501,
    );
  });
});

describe("a recipe that is registered already", () => {
  const known = aTag("iris@v1.0.0", { commit: "c1", time: 10, message: ofRecipe("a") });

  it("changes nothing, from whichever commit it comes", () => {
    const expected = { record: { outcome: "already", version: "v1.0.0", commit: "c1" }, changes: [] };
    expect(decideRegistration(aRequest({ artifact: iris(known), previous }))).toEqual(expected);
    expect(decideRegistration(aRequest({ artifact: iris(known), previous, commit: "c1" }))).toEqual(expected);
  });

  it("has passed its gate once: a revert is not judged again", () => {
    const request = aRequest({ artifact: iris(known, v1), previous, gate: aGate(false) });
    expect(decideRegistration(request).record.outcome).toBe("already");
  });

  it("is registered anew when its version was taken back", () => {
    const artifact = iris(known, aTag("iris@v1.0.0!", { commit: "c1", time: 11 }));
    expect(decideRegistration(aRequest({ artifact, previous })).record).toMatchObject({
      outcome: "registered",
      commit: "c9",
    });
  });
});

describe("a registration is refused", () => {
  it.each([
    [
      "for a gate that failed",
      aRequest({ gate: aGate(false) }),
      "registry-gate-refused",
      "f1_macro is 0.617",
    ],
    [
      "for the gate of another bundle",
      aRequest({ gate: aGate(true, { bundle: digestOf("c") }) }),
      "registry-gate-mismatch",
      "another bundle",
    ],
    [
      "for the gate of another recipe",
      aRequest({ gate: { ...aRequest().gate, recipe: digestOf("c") } }),
      "registry-gate-mismatch",
      "another bundle",
    ],
    [
      "for a gate that judged other figures",
      aRequest({ gate: { ...aRequest().gate, evaluation: digestOf("f") } }),
      "registry-gate-mismatch",
      "another evaluation",
    ],
    [
      "on a commit that bears a version already",
      aRequest({ artifact: iris(v1), previous, commit: "c1" }),
      "registry-commit-taken",
      "iris@v1.2.3 already, with another recipe",
    ],
    [
      "on a commit that bore a version",
      aRequest({
        artifact: iris(v1, aTag("iris@v1.2.3!", { commit: "c1", time: 11 })),
        previous,
        commit: "c1",
      }),
      "registry-commit-taken",
      "which was deregistered",
    ],
  ])("%s", (_, request, code, words) => {
    let thrown: unknown;
    try {
      decideRegistration(request);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ exit: 1, problems: [{ code }], message: expect.stringContaining(words) });
  });
});
