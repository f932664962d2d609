import { describe, expect, test } from "vitest";
import type { Predictions, Truth } from "../../../src/records/bundle.ts";
import type { ClassPredictions } from "../../../src/records/predictions.ts";
import { alignPredictions } from "../../../src/stages/evaluation/align-predictions.ts";
import { confusionOf as confusionOfRows } from "../../../src/stages/evaluation/confusion.ts";
import { computeMetrics } from "../../../src/stages/evaluation/metrics.ts";
import { predictionsOf, truthOf } from "./predictions.ts";

const confusionOf = (truth: Truth, predictions: Predictions) =>
  confusionOfRows(alignPredictions("classification", truth, [predictions])[0] as ClassPredictions);

interface Case {
  readonly truth: string;
  readonly predicted: string;
  readonly classes: string;
  readonly probabilities: number[][];
  /** accuracy; precision, recall and F1, each macro then weighted; log loss. */
  readonly figures: readonly number[];
  readonly confusion: number[][];
}

/*
 * scikit-learn 1.9.1: accuracy_score(y, p); precision_score, recall_score and f1_score(y, p, average="macro" | "weighted",
 * zero_division=0); log_loss(y, probabilities, labels=classes); confusion_matrix(y, p).
 */
const CASES: Readonly<Record<string, Case>> = {
  "three classes, a tied row": {
    truth: "aaaabbbccc",
    predicted: "aabcbbaccb",
    classes: "abc",
    probabilities: [
      [0.7, 0.2, 0.1],
      [0.6, 0.3, 0.1],
      [0.2, 0.5, 0.3],
      [0.1, 0.3, 0.6],
      [0.1, 0.8, 0.1],
      [0.25, 0.5, 0.25],
      [0.45, 0.35, 0.2],
      [0.05, 0.15, 0.8],
      [0.2, 0.2, 0.6],
      [0.1, 0.55, 0.35],
    ],
    figures: [
      0.6, 0.611111111111111, 0.6166666666666666, 0.611111111111111, 0.6, 0.6031746031746031, 0.6,
      0.852942772908458,
    ],
    confusion: [
      [2, 1, 1],
      [1, 2, 0],
      [0, 1, 2],
    ],
  },
  "a class that is never predicted": {
    truth: "aaabbc",
    predicted: "ababba",
    classes: "abc",
    probabilities: [
      [0.8, 0.1, 0.1],
      [0.3, 0.6, 0.1],
      [0.5, 0.3, 0.2],
      [0.25, 0.5, 0.25],
      [0.1, 0.7, 0.2],
      [0.5, 0.3, 0.2],
    ],
    figures: [
      0.6666666666666666, 0.4444444444444444, 0.5555555555555555, 0.5555555555555555, 0.6666666666666666,
      0.48888888888888893, 0.6, 0.7965872621888116,
    ],
    confusion: [
      [2, 1, 0],
      [0, 2, 0],
      [1, 0, 0],
    ],
  },
  "a class that is predicted but absent from the holdout": {
    truth: "aabbb",
    predicted: "adbbd",
    classes: "abd",
    probabilities: [
      [0.8, 0.1, 0.1],
      [0.3, 0.1, 0.6],
      [0.2, 0.5, 0.3],
      [0.25, 0.5, 0.25],
      [0.1, 0.4, 0.5],
    ],
    figures: [
      0.6, 0.6666666666666666, 1, 0.38888888888888884, 0.6, 0.48888888888888893, 0.7466666666666667,
      0.7459402897268383,
    ],
    confusion: [
      [1, 0, 1],
      [0, 2, 1],
      [0, 0, 0],
    ],
  },
  // To scikit-learn, the probabilities of c were a column of zeros.
  "a class that the model does not know": {
    truth: "abcc",
    predicted: "abab",
    classes: "ab",
    probabilities: [
      [0.9, 0.1],
      [0.2, 0.8],
      [0.6, 0.4],
      [0.5, 0.5],
    ],
    figures: [
      0.5, 0.3333333333333333, 0.25, 0.6666666666666666, 0.5, 0.4444444444444444, 0.3333333333333333,
      18.103952711301588,
    ],
    confusion: [
      [1, 0, 0],
      [0, 1, 0],
      [1, 1, 0],
    ],
  },
  "one class, all right": {
    truth: "aaa",
    predicted: "aaa",
    classes: "ab",
    probabilities: [
      [1, 0],
      [0.5, 0.5],
      [0.75, 0.25],
    ],
    figures: [1, 1, 1, 1, 1, 1, 1, 0.3269430843372421],
    confusion: [[3]],
  },
  "one class, a certain error": {
    truth: "aaa",
    predicted: "aba",
    classes: "ab",
    probabilities: [
      [1, 0],
      [0, 1],
      [0.75, 0.25],
    ],
    figures: [
      0.6666666666666666, 0.5, 1, 0.3333333333333333, 0.6666666666666666, 0.4, 0.8000000000000002,
      12.110445153856311,
    ],
    confusion: [
      [2, 1],
      [0, 0],
    ],
  },
  "all wrong, with certainty": {
    truth: "abc",
    predicted: "bca",
    classes: "abc",
    probabilities: [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ],
    figures: [0, 0, 0, 0, 0, 0, 0, 36.04365338911715],
    confusion: [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ],
  },
  "all right, with certainty": {
    truth: "abb",
    predicted: "abb",
    classes: "ab",
    probabilities: [
      [1, 0],
      [0, 1],
      [0, 1],
    ],
    figures: [1, 1, 1, 1, 1, 1, 1, 2.220446049250313e-16],
    confusion: [
      [1, 0],
      [0, 2],
    ],
  },
  "a single row, wrong": {
    truth: "a",
    predicted: "b",
    classes: "ab",
    probabilities: [[0.2, 0.8]],
    figures: [0, 0, 0, 0, 0, 0, 0, 1.6094379124341003],
    confusion: [
      [0, 1],
      [0, 0],
    ],
  },
  "200 rows by a formula, e predicted but never true": {
    ...byFormula(200),
    figures: [
      0.71, 0.5997998795718902, 0.768654651325037, 0.5695364604953645, 0.71, 0.5830120742449509,
      0.7366524622620513, 1.7731886810533346,
    ],
    confusion: [
      [38, 4, 4, 5, 4],
      [5, 29, 2, 0, 0],
      [3, 1, 52, 9, 8],
      [3, 4, 4, 23, 2],
      [0, 0, 0, 0, 0],
    ],
  },
};

const NAMES = [
  "accuracy",
  "precision_macro",
  "precision_weighted",
  "recall_macro",
  "recall_weighted",
  "f1_macro",
  "f1_weighted",
  "log_loss",
] as const;

test.each(Object.entries(CASES))("as scikit-learn has them: %s", (_, each) => {
  const truth = truthOf(each.truth);
  const predictions = predictionsOf(each.predicted, each.classes, each.probabilities);
  const found = computeMetrics("classification", truth, predictions);
  for (const [index, name] of NAMES.entries())
    expect(found[name], name).toBeCloseTo(each.figures[index]!, 12);
  expect(confusionOf(truth, predictions)).toEqual({
    classes: [...new Set(each.truth + each.predicted)].sort(),
    counts: each.confusion,
  });
});

describe("what is not scored", () => {
  test("log loss without probabilities", () => {
    const found = computeMetrics("classification", truthOf("ab"), predictionsOf("ab"));
    for (const name of NAMES) expect(name in found, name).toBe(name !== "log_loss");
    for (const name of ["brier", "ece", "roc_auc", "average_precision"])
      expect(found).not.toHaveProperty(name);
  });

  test("rows without a prediction, and predictions without a row", () => {
    const truth = { keys: ["1", "2", "3"], values: ["a", "b", "b"] };
    const predictions = { ...predictionsOf("bba"), keys: ["3", "9", "1"] };
    expect(computeMetrics("classification", truth, predictions).accuracy).toBe(1);
    expect(confusionOf(truth, predictions).counts).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test("anything, where no row was predicted or the predictions are numbers", () => {
    const nobody = { ...predictionsOf("ab"), keys: ["8", "9"] };
    expect(computeMetrics("classification", truthOf("ab"), nobody)).toEqual({});
    expect(computeMetrics("classification", truthOf("ab"), predictionsOf([1, 2]))).toEqual({});
    expect(confusionOf(truthOf("ab"), nobody)).toEqual({ classes: [], counts: [] });
  });
});

test("classes may have any name, that of a property too", () => {
  const names = ["__proto__", "constructor", 'a","b', ""];
  const truth = { keys: names, values: names };
  const probabilities = names.map((_, row) => names.map((_, column) => (row === column ? 1 : 0)));
  const predictions = { keys: names, predicted: names, classes: names, probabilities };
  const found = computeMetrics("classification", truth, predictions);
  expect(found).toMatchObject({ accuracy: 1, f1_macro: 1 });
  expect(found.log_loss).toBeLessThan(1e-15);
  expect(confusionOf(truth, predictions).counts.map((row, index) => row[index])).toEqual([1, 1, 1, 1]);
});

describe("what only some predictions have", () => {
  const certain = (names: string, sure: number) =>
    predictionsOf(
      names,
      "ab",
      [...names].map((name) => (name === "a" ? [sure, 1 - sure] : [1 - sure, sure])),
    );

  test("of two classes the greater is the positive one; numbers by value", () => {
    // 2 of 3 that were called b are; 2 of 2 b were found.
    const found = computeMetrics("classification", truthOf("aabb"), certain("abbb", 0.75));
    expect(found).toMatchObject({ precision: 2 / 3, recall: 1, roc_auc: 0.75 });
    expect(found).not.toHaveProperty("roc_auc_ovr");
    const keys = ["1", "2", "3"];
    const numbers = { keys, predicted: ["10", "10", "9"], classes: null, probabilities: null };
    const truth = { keys, values: ["10", "9", "9"] };
    expect(computeMetrics("classification", truth, numbers)).toMatchObject({ precision: 0.5, recall: 1 });
  });

  test("more than two classes have no positive one", () => {
    const { truth, predicted, classes, probabilities } = CASES["three classes, a tied row"]!;
    const found = computeMetrics(
      "classification",
      truthOf(truth),
      predictionsOf(predicted, classes, probabilities),
    );
    expect(found).toHaveProperty("roc_auc_ovr");
    expect(found).toHaveProperty("top_2_accuracy");
    for (const name of ["precision", "recall", "f1", "roc_auc", "top_3_accuracy"])
      expect(found).not.toHaveProperty(name);
  });

  test("a class without a row leaves the ROC curve undefined, and out", () => {
    const found = computeMetrics("classification", truthOf("aa"), certain("ab", 0.75));
    expect(found).not.toHaveProperty("roc_auc");
    expect(found.log_loss).toBeGreaterThan(0);
  });
});

/** Also in Python: the same formulas with range(count). */
function byFormula(count: number): Omit<Case, "figures" | "confusion"> {
  const rows = Array.from({ length: count }, (_, row) => row);
  const truth = rows.map((i) => "abcd"[((i * i * 7 + i * 3) % 11) % 4]!);
  const predicted = rows.map((i) => ((i * 13) % 17 < 11 ? truth[i]! : "abcde"[(i * 3 + 1) % 5]!));
  const probabilities = rows.map((i) => {
    const weights = [1, 2, 3, 4, 5].map((k) => 1 + ((i * k * k + 3 * k) % 7));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  });
  return { truth: truth.join(""), predicted: predicted.join(""), classes: "abcde", probabilities };
}
