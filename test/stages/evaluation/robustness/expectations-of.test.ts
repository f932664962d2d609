import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { Spec } from "../../../../src/records/spec.ts";
import { expectationsOf } from "../../../../src/stages/evaluation/robustness/expectations-of.ts";
import { tableOf } from "../explanation/models.ts";

const specOf = (robustness: unknown, task = "classification"): Spec =>
  v.parse(Spec, {
    model: "credit",
    problem: { task, target: task === "regression" ? "score" : "text_grade" },
    data: { sources: ["a.csv"] },
    train: { algorithm: "knn" },
    evaluate: { robustness },
  });
const table = tableOf({
  income: [1, 2, 3],
  score: [1, 2, 3],
  text_town: ["a", "b", "c"],
  text_grade: ["no", "yes", "no"],
});
const three = tableOf({ income: [1, 2, 3], text_grade: ["bad", "good", "so so"] });
const codes = (robustness: unknown, of = table, task?: string) =>
  expectationsOf(specOf(robustness, task), of).problems.map(({ code }) => code);

describe("what a spec expects", () => {
  test("of two classes the positive one, of more the one that is named, of amounts the amount", () => {
    const { expectations, problems } = expectationsOf(
      specOf({ monotonic: { income: "increasing" }, invariant: ["text_town", "text_town"] }),
      table,
    );
    expect(problems).toEqual([]);
    expect(expectations).toEqual([
      { kind: "increasing", column: "income", class: "yes" },
      { kind: "invariant", column: "text_town", class: null },
    ]);
    const named = { monotonic: { income: { direction: "decreasing", class: "bad" } } };
    expect(expectationsOf(specOf(named), three).expectations).toEqual([
      { kind: "decreasing", column: "income", class: "bad" },
    ]);
    const amount = expectationsOf(specOf({ monotonic: { income: "increasing" } }, "regression"), table);
    expect(amount).toEqual({
      problems: [],
      expectations: [{ kind: "increasing", column: "income", class: null }],
    });
    expect(expectationsOf(specOf("off"), table)).toEqual({ expectations: [], problems: [] });
  });

  test.each<[string, unknown, string[], typeof table?, string?]>([
    [
      "a column that there is not",
      { monotonic: { incme: "increasing" }, invariant: ["sex"] },
      ["robustness-unknown-column", "robustness-unknown-column"],
    ],
    [
      "a name that every object has",
      { invariant: ["__proto__", "constructor"] },
      ["robustness-unknown-column", "robustness-unknown-column"],
    ],
    ["the order of text", { monotonic: { text_town: "increasing" } }, ["robustness-no-order"]],
    ["the target", { invariant: ["text_grade"] }, ["robustness-target"]],
    ["no class of three", { monotonic: { income: "increasing" } }, ["robustness-class"], three],
    [
      "a class that there is not",
      { monotonic: { income: { direction: "increasing", class: "best" } } },
      ["robustness-class"],
      three,
    ],
    [
      "a class of amounts",
      { monotonic: { income: { direction: "increasing", class: "yes" } } },
      ["robustness-class"],
      table,
      "regression",
    ],
  ])("refuses %s", (_, robustness, expected, of, task) => {
    expect(codes(robustness, of, task)).toEqual(expected);
  });

  test("says which name was meant, and which classes there are", () => {
    const [near] = expectationsOf(specOf({ monotonic: { incme: "increasing" } }), table).problems;
    expect(near!.found).toBe(
      'evaluate.robustness.monotonic.incme: no column "incme" (did you mean "income"?)',
    );
    const [classes] = expectationsOf(specOf({ monotonic: { income: "increasing" } }), three).problems;
    expect(classes!.expected).toBe('the class that is meant, one of: "bad", "good", "so so"');
  });
});
