import { describe, expect, it } from "vitest";
import { digestJson } from "../../../src/core/digest.ts";
import { type Random, seededRandom } from "../../../src/core/random.ts";
import type { SuccessRule } from "../../../src/records/spec.ts";
import { addWear } from "../../../src/stages/gate/add-wear.ts";
import { decide } from "../../../src/stages/gate/decide.ts";
import { compare } from "../evaluation/compare.ts";
import { predictionsOf, truthOf } from "../evaluation/predictions.ts";

const ROWS = 300;
const SUBMISSIONS = 250;
const SKILL = 0.7;
const RULES: SuccessRule[] = [{ metric: "accuracy", regression: 0 }];
const truth = truthOf("a".repeat(ROWS));

/** Right and wrong by row. Whatever a climber does with the coins of one holdout, on other rows the model is right in 70 %. */
type Model = readonly boolean[];
const predictions = (model: Model) => predictionsOf(model.map((right) => (right ? "a" : "b")).join(""));
const score = (model: Model) => model.filter(Boolean).length / ROWS;
const noise = (random: Random): Model => Array.from({ length: ROWS }, () => random.next() < SKILL);
/** The champion with one row in twenty thrown anew. */
const shaken = (champion: Model, random: Random): Model =>
  champion.map((right) => (random.next() < 0.05 ? random.next() < SKILL : right));

function submit(champion: Model, challenger: Model, tries: number, reuse: "count" | "ladder") {
  const models = { champion: predictions(champion), challenger: predictions(challenger) };
  const evaluation = compare("classification", RULES, truth, models, {
    resamples: 200,
    champion: { bundle: digestJson(champion) },
  });
  const decided = new Set(Array.from({ length: tries - 1 }, (_, index) => digestJson(index)));
  const gate = decide({ evaluation, success: RULES, registered: null });
  return addWear(gate, evaluation, decided, reuse).passed;
}

/** Merges whatever looks better and passes; by how much the champion's figure on these rows has risen in the end. */
function climb(next: (champion: Model, random: Random) => Model, reuse: "count" | "ladder") {
  const random = seededRandom(8);
  const first = noise(random);
  let champion = first;
  for (let tries = 1; tries <= SUBMISSIONS; tries++) {
    const challenger = next(champion, random);
    if (score(challenger) > score(champion) && submit(champion, challenger, tries, reuse))
      champion = challenger;
  }
  return { champion, gain: score(champion) - score(first) };
}

describe(`${SUBMISSIONS} submissions of noise against the same ${ROWS} rows`, () => {
  it.each([
    ["models as good as each other", (_: Model, random: Random) => noise(random), 0.05],
    ["small changes of the champion", shaken, 0.1],
  ])("%s gain nothing with the ladder, and much without", (_, next, much) => {
    expect(climb(next, "count").gain).toBeGreaterThan(much);
    expect(climb(next, "ladder").gain).toBe(0);
  });

  it("do not keep a model out that is truly better", () => {
    const { champion } = climb((_, random) => noise(random), "ladder");
    const random = seededRandom(9);
    const better = Array.from({ length: ROWS }, () => random.next() < 0.92);
    expect(submit(champion, better, SUBMISSIONS, "ladder")).toBe(true);
  });
});
