import { describe, expect, test } from "vitest";
import { digestJson } from "../../../src/core/digest.ts";
import type { Evaluation, GateReason, MetricComparison, Verdict } from "../../../src/records/evaluation.ts";
import type { SuccessRule } from "../../../src/records/spec.ts";
import { decide } from "../../../src/stages/gate/decide.ts";
import { anEvaluation } from "../../support/records.ts";

type Compared = NonNullable<MetricComparison["compared"]>;

/** The evaluation of a challenger with this figure. */
function withFigure(
  metric: MetricComparison["metric"],
  challenger: number,
  compared: Compared | null = null,
) {
  const evaluation = anEvaluation(compared === null ? "first" : compared.verdict);
  const only: MetricComparison = { metric, direction: "higher", challenger, compared, gated: true };
  return { ...evaluation, metrics: [only] };
}

const judge = (rules: readonly SuccessRule[], evaluation: Evaluation, registered: string | null = null) =>
  decide({ evaluation, success: rules, registered });
const brief = (reasons: readonly GateReason[]) =>
  reasons.map(({ rule, metric, passed }) => [rule, metric, passed]);

describe("bounds are held against the challenger's own figure", () => {
  test.each([
    ["f1_macro", { min: 0.9 }, 0.9, true, "f1_macro is 0.9, at least 0.9 is asked for"],
    ["f1_macro", { min: 0.9 }, 0.951, true, "f1_macro is 0.951, at least 0.9 is asked for"],
    ["f1_macro", { min: 0.9 }, 0.617, false, "f1_macro is 0.617, at least 0.9 is asked for"],
    ["f1_macro", { min: 0.9 }, 0.899999, false, "f1_macro is 0.899999, at least 0.9 is asked for"],
    ["rmse", { max: 12.5 }, 12.5, true, "rmse is 12.5, at most 12.5 is asked for"],
    ["rmse", { max: 12.5 }, 12.50001, false, "rmse is 12.50001, at most 12.5 is asked for"],
    ["r2", { min: -0.5 }, -0.25, true, "r2 is −0.25, at least −0.5 is asked for"],
    ["r2", { min: 0 }, -1.25, false, "r2 is −1.25, at least 0 is asked for"],
    ["mae", { max: 0.5 }, 123456.789, false, "mae is 123500, at most 0.5 is asked for"],
  ] as const)("%s %j with %d", (metric, bounds, figure, passed, text) => {
    const gate = judge([{ metric, ...bounds }], withFigure(metric, figure));
    const [bound] = Object.values(bounds);
    const rule = "min" in bounds ? "minimum" : "maximum";
    expect(gate.reasons).toEqual([{ rule, metric, passed, figure, bound, text }]);
    expect(gate.passed).toBe(passed);
  });

  // scikit-learn 1.9.1: recall_score(average="macro") of 9, 19 and 20 right of 20 each is 0.7999999999999999, and means 0.8.
  test("a rounding error does not fail a figure that meets its bound", () => {
    const [reason] = judge(
      [{ metric: "recall_macro", min: 0.8 }],
      withFigure("recall_macro", 0.7999999999999999),
    ).reasons;
    expect(reason).toMatchObject({ passed: true, text: "recall_macro is 0.8, at least 0.8 is asked for" });
    const [large] = judge([{ metric: "rmse", max: 3e6 }], withFigure("rmse", 3e6 + 1e-9)).reasons;
    expect(large!.passed).toBe(true);
    expect(judge([{ metric: "recall_macro", min: 0.8 }], withFigure("recall_macro", 0.8 - 1e-9)).passed).toBe(
      false,
    );
  });
});

describe("a metric without a figure fails, and the reason says why", () => {
  test.each([
    ["log_loss", { max: 1 }, {}, "maximum", "the model gives no probabilities"],
    ["rmse", { max: 1 }, {}, "maximum", "it is no metric of a classification"],
    ["accuracy", { min: 0.5 }, { task: "regression" }, "minimum", "it is no metric of a regression"],
    ["r2", { min: 0.5 }, { task: "regression", rows: 1 }, "minimum", "it needs two rows in the holdout"],
    ["rmse", { regression: 1 }, { task: "regression" }, "regression", "it is beyond the range of numbers"],
    ["roc_auc", { min: 0.5 }, {}, "minimum", "the model gives no probabilities"],
    ["recall", { min: 0.5 }, {}, "minimum", "there are more than two classes; recall_macro is for these"],
    ["max_error", { max: 1 }, { task: "regression" }, "maximum", "it is beyond the range of numbers"],
    ["accuracy", {}, { rows: 0 }, "regression", "the model has no prediction for any row of the holdout"],
  ] as const)("%s %j %j", (metric, bounds, changes, rule, why) => {
    const gate = judge([{ metric, ...bounds }], anEvaluation("improved", { ...changes, metrics: [] }));
    expect(gate.passed).toBe(false);
    expect(gate.reasons).toEqual([
      { rule, metric, passed: false, text: `${metric} could not be computed: ${why}` },
    ]);
  });
});

describe("a metric that needs other classes or rows fails with the name of the one that fits", () => {
  const figure = (metric: MetricComparison["metric"]): MetricComparison => ({
    metric,
    direction: "higher",
    challenger: 0.5,
    compared: null,
    gated: false,
  });
  test.each([
    ["roc_auc", ["log_loss"], "there are more than two classes; roc_auc_ovr is for these"],
    ["roc_auc_ovr", ["log_loss", "precision"], "there are no more than two classes; roc_auc is for these"],
    ["top_5_accuracy", ["log_loss"], "there are too few classes for it"],
    ["roc_auc_ovr", ["log_loss"], "a class without a row in the holdout leaves it undefined"],
    ["kappa", ["accuracy"], "a class without a row in the holdout leaves it undefined"],
  ] as const)("%s beside %j", (metric, others, why) => {
    const evaluation = anEvaluation("improved", { metrics: others.map(figure) });
    expect(judge([{ metric, min: 0.5 }], evaluation).reasons[0]!.text).toBe(
      `${metric} could not be computed: ${why}`,
    );
  });
});

test("of the largest error the reason says why no interval is drawn around it", () => {
  const compared = null;
  const only = { metric: "max_error", direction: "lower", challenger: 3, compared, gated: true } as const;
  const evaluation = anEvaluation("inconclusive", { task: "regression", metrics: [only] });
  const { reasons, passed } = judge([{ metric: "max_error", max: 4 }], evaluation);
  expect(passed).toBe(true);
  expect(reasons[1]!.text).toMatch(
    /^max_error could not be compared with v1\.0\.0: the largest error rests on/,
  );
});

describe("a loss against the champion", () => {
  const of = (verdict: Verdict, difference: number, interval: [number, number]) =>
    withFigure("f1_macro", 0.9, {
      champion: 0.9 - difference,
      challenger: 0.9,
      difference,
      interval,
      tolerance: 0.01,
      verdict,
    });

  test.each([
    [
      "improved",
      0.2,
      [0.0712, 0.3298],
      true,
      "f1_macro is better than v1.0.0's, beyond what chance explains (+0.2, interval +0.0712 to +0.3298)",
    ],
    [
      "equivalent",
      0.001,
      [-0.0041, 0.00625],
      true,
      "f1_macro is as good as v1.0.0's, within 0.01 (+0.001, interval −0.0041 to +0.00625)",
    ],
    [
      "inconclusive",
      -0.2,
      [-0.5, 0],
      true,
      "f1_macro differs from v1.0.0's by no more than chance may explain (−0.2, interval −0.5 to 0)",
    ],
    [
      "regressed",
      -0.25,
      [-0.4, -0.125],
      false,
      "f1_macro is worse than v1.0.0's, beyond what chance explains and beyond the tolerated 0.01 (−0.25, interval −0.4 to −0.125)",
    ],
  ] as const)("%s", (verdict, difference, interval, passed, text) => {
    const gate = judge([{ metric: "f1_macro", regression: 0.01 }], of(verdict, difference, [...interval]));
    expect(gate.reasons).toEqual([
      { rule: "regression", metric: "f1_macro", passed, figure: difference, bound: 0.01, text },
    ]);
    expect(gate.passed).toBe(passed);
  });

  test("counts for a metric that has only a bound, too, and stands behind it", () => {
    const gate = judge([{ metric: "f1_macro", min: 0.8 }], of("regressed", -0.05, [-0.06, -0.04]));
    expect(brief(gate.reasons)).toEqual([
      ["minimum", "f1_macro", true],
      ["regression", "f1_macro", false],
    ]);
    expect(gate.passed).toBe(false);
  });

  test("does not count for a metric that no rule names", () => {
    const evaluation = anEvaluation("regressed");
    expect(
      brief(
        judge([{ metric: "accuracy", min: 0 }], {
          ...evaluation,
          metrics: evaluation.metrics.map((each) => ({
            ...each,
            compared: each.metric === "accuracy" ? null : each.compared,
          })),
        }).reasons,
      ),
    ).toEqual([
      ["minimum", "accuracy", true],
      ["regression", "accuracy", true],
    ]);
  });

  test.each([
    [0, "the two share no row that it was not trained on"],
    [1, "the two share only 1 row that it was not trained on"],
    [60, "its predictions do not allow it"],
  ])("passes where it could not be compared: %d shared rows", (rows, why) => {
    const { champion, ...evaluation } = anEvaluation("inconclusive");
    const metrics = evaluation.metrics.map((metric) => ({ ...metric, compared: null }));
    const gate = judge([{ metric: "f1_macro" }], {
      ...evaluation,
      metrics,
      champion: { ...champion!, rows },
    });
    expect(gate.reasons).toEqual([
      {
        rule: "regression",
        metric: "f1_macro",
        passed: true,
        text: `f1_macro could not be compared with v1.0.0: ${why}`,
      },
    ]);
    expect(gate.passed).toBe(true);
  });
});

describe("without a champion", () => {
  test("only bounds decide", () => {
    const rules = [{ metric: "f1_macro" as const, min: 0.9, regression: 0 }];
    expect(brief(judge(rules, withFigure("f1_macro", 0.95)).reasons)).toEqual([
      ["minimum", "f1_macro", true],
    ]);
    expect(judge(rules, withFigure("f1_macro", 0.85)).passed).toBe(false);
  });

  test("a rule about the loss alone says that it has nothing to hold", () => {
    const gate = judge([{ metric: "f1_macro", regression: 0 }], withFigure("f1_macro", 0.1));
    expect(gate.passed).toBe(true);
    expect(gate.reasons.map(({ text }) => text)).toEqual([
      "f1_macro has no champion to be compared with yet",
    ]);
  });
});

describe("the simplest model", () => {
  const against = (
    challenger: number,
    simplest: number,
    changes: Partial<NonNullable<Evaluation["baseline"]>> = {},
    verdict: "first" | "improved" = "improved",
  ) => {
    const baseline = {
      metric: "f1_macro" as const,
      direction: "higher" as const,
      baseline: simplest,
      challenger,
      itself: false,
      ...changes,
    };
    return anEvaluation(verdict, { baseline });
  };
  const reason = (evaluation: Evaluation, registered: string | null = null) => {
    const gate = judge([{ metric: "f1_macro" }], evaluation, registered);
    return { ...gate.reasons.find(({ rule }) => rule === "baseline")!, gate: gate.passed };
  };

  test.each([
    ["better", 0.6, 0.2, true],
    ["as good", 0.2, 0.2, false],
    ["better by a rounding error", 0.2 + 1e-15, 0.2, false],
    ["worse", 0.1, 0.2, false],
  ])("must be beaten: %s", (_, challenger, simplest, passed) => {
    expect(reason(against(challenger, simplest))).toMatchObject({ passed, gate: passed, bound: simplest });
    const errors = { direction: "lower", metric: "rmse" } as const;
    expect(reason(against(-challenger, -simplest, errors)).passed).toBe(passed);
  });

  test("is named with its figure", () => {
    expect(reason(against(0.6, 0.2)).text).toBe(
      "f1_macro is 0.6, better than the baseline's 0.2 (always the majority class of the training rows)",
    );
    expect(reason(against(0.2, 0.2)).text).toBe(
      "f1_macro is 0.2, not better than the baseline's 0.2 (always the majority class of the training rows)",
    );
    const mean = { ...against(2, 3, { metric: "rmse", direction: "lower" }), task: "regression" as const };
    expect(reason(mean).text).toBe(
      "rmse is 2, better than the baseline's 3 (always the mean of the training rows)",
    );
  });

  test("may be the first model, and none that follows", () => {
    const itself = { itself: true };
    expect(reason(against(0.2, 0.2, itself, "first"))).toMatchObject({ passed: true, gate: true });
    expect(reason(against(0.2, 0.2, itself))).toMatchObject({ passed: false, gate: false });
    // Another model that is no better may not even be the first.
    expect(reason(against(0.2, 0.2, {}, "first"))).toMatchObject({ passed: false, gate: false });
  });

  test("does not stop a recipe that is registered already", () => {
    expect(reason(against(0.1, 0.2), "v1.0.0")).toMatchObject({ passed: false, gate: true });
  });

  test("must be beaten without success criteria, too", () => {
    const gate = judge([], against(0.1, 0.2));
    expect(gate.passed).toBe(false);
    expect(brief(gate.reasons)).toEqual([
      ["regression", undefined, true],
      ["baseline", "f1_macro", false],
    ]);
  });
});

test("without success criteria everything passes, and the reason says so", () => {
  const gate = judge([], anEvaluation("regressed"));
  expect(gate.passed).toBe(true);
  expect(gate.reasons).toEqual([
    {
      rule: "regression",
      passed: true,
      text: "the spec declares no success criteria (problem.success), so there is nothing to fail",
    },
  ]);
});

test("the reasons follow the order of the spec, all of them, also behind one that failed", () => {
  const rules: SuccessRule[] = [
    { metric: "recall_macro", min: 0.99 },
    { metric: "f1_macro", min: 0.5, max: 0.6 },
    { metric: "recall_macro", max: 0.995 },
  ];
  expect(brief(judge(rules, anEvaluation("improved")).reasons)).toEqual([
    ["minimum", "recall_macro", false],
    ["maximum", "recall_macro", true],
    ["regression", "recall_macro", true],
    ["minimum", "f1_macro", true],
    ["maximum", "f1_macro", false],
    ["regression", "f1_macro", true],
  ]);
});

describe("a recipe that is registered already", () => {
  const rules: SuccessRule[] = [{ metric: "f1_macro", min: 0.99, regression: 0.01 }];

  test("passes by its version's own gate; the rules are shown, and said not to decide", () => {
    const evaluation = anEvaluation("regressed");
    const without = judge(rules, evaluation);
    const gate = judge(rules, evaluation, "v1.2.0");
    expect(without.passed).toBe(false);
    expect(gate.passed).toBe(true);
    expect(gate.registered).toBe("v1.2.0");
    const [first, ...others] = gate.reasons;
    expect(first).toEqual({
      rule: "registered",
      passed: true,
      text: "the recipe is v1.2.0, which passed its own gate when it was registered",
    });
    expect(others).toEqual(
      without.reasons.map((reason) => ({
        ...reason,
        text: `${reason.text} (for information: it does not decide here)`,
      })),
    );
    expect(brief(others)).toEqual([
      ["minimum", "f1_macro", false],
      ["regression", "f1_macro", false],
    ]);
  });
});

test("the gate names what it judged", () => {
  const evaluation = anEvaluation();
  const gate = judge([], evaluation);
  expect(gate).toMatchObject({
    format: 1,
    model: "iris",
    recipe: evaluation.recipe,
    bundle: evaluation.bundle,
    evaluation: digestJson(evaluation),
    registered: null,
  });
  expect(judge([], { ...evaluation, rows: 61 }).evaluation).not.toBe(gate.evaluation);
});
