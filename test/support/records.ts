import * as v from "valibot";
import type { Problem } from "../../src/core/errors.ts";
import {
  Evaluation,
  Gate,
  type MetricComparison,
  type OverallVerdict,
} from "../../src/records/evaluation.ts";
import { Explanation } from "../../src/records/explanation.ts";
import type { Artifact } from "../../src/records/registry.ts";
import { Robustness } from "../../src/records/robustness.ts";
import type { Validation } from "../../src/records/validation.ts";
import type { ReportInput } from "../../src/reports/report-input.ts";
import { foldRegistry } from "../../src/stages/registry/fold.ts";
import { aTag } from "./tags.ts";

export const digestOf = (digit: string): string => digit.repeat(64);

type Compared = NonNullable<MetricComparison["compared"]>;

/** What a metric comes to for each verdict: champion, challenger, interval of the difference. */
const FIGURES: Readonly<Record<Exclude<OverallVerdict, "first">, readonly [number, number, number, number]>> =
  {
    improved: [0.752, 0.951, 0.0712, 0.3298],
    equivalent: [0.9504, 0.9511, -0.0041, 0.0062],
    inconclusive: [0.931, 0.951, -0.0471, 0.0824],
    regressed: [0.951, 0.617, -0.4402, -0.2211],
  };

function compared(verdict: Exclude<OverallVerdict, "first">, slip = 0): Compared {
  const [champion, challenger, low, high] = FIGURES[verdict];
  return {
    champion: champion - slip,
    challenger: challenger - slip,
    difference: challenger - champion,
    interval: [low, high],
    tolerance: 0.01,
    verdict,
  };
}

/** An evaluation with this verdict, three metrics and sixty rows; checked by its schema. */
export function anEvaluation(
  verdict: OverallVerdict = "improved",
  changes: Partial<Evaluation> = {},
): Evaluation {
  const metric = (name: MetricComparison["metric"], gated: boolean, slip: number): MetricComparison => {
    const figures = verdict === "first" ? null : compared(verdict, slip);
    const challenger = figures?.challenger ?? 0.951 - slip;
    return { metric: name, direction: "higher", challenger, compared: figures, gated };
  };
  return v.parse(Evaluation, {
    format: 1,
    model: "iris",
    task: "classification",
    recipe: digestOf("a"),
    bundle: digestOf("b"),
    rows: 60,
    confidence: 0.99,
    resamples: 2000,
    champion:
      verdict === "first"
        ? null
        : {
            version: "v1.0.0",
            commit: "c".repeat(40),
            recipe: digestOf("d"),
            bundle: digestOf("e"),
            source: "model",
            rows: 60,
            seen: 0,
          },
    metrics: [
      metric("accuracy", false, -0.001),
      metric("f1_macro", true, 0),
      metric("recall_macro", false, 0.004),
    ],
    confusion: {
      classes: ["setosa", "versicolor", "virginica"],
      counts: [
        [20, 0, 0],
        [0, 19, 1],
        [0, 2, 18],
      ],
    },
    verdict,
    data:
      verdict === "first"
        ? null
        : {
            rows: { before: 150, after: 150, added: 0, removed: 0, changed: 0 },
            columns: { added: [], removed: [] },
          },
    ...changes,
  });
}

export function aGate(passed = true, changes: Partial<Gate> = {}): Gate {
  return v.parse(Gate, {
    format: 1,
    model: "iris",
    recipe: digestOf("a"),
    bundle: digestOf("b"),
    evaluation: digestOf("f"),
    passed,
    registered: null,
    reasons: [
      {
        rule: "minimum",
        metric: "f1_macro",
        passed,
        figure: passed ? 0.951 : 0.617,
        bound: 0.9,
        text: `f1_macro is ${passed ? 0.951 : 0.617}, at least 0.9 is asked for`,
      },
    ],
    ...changes,
  });
}

export function aValidation(problems: readonly Problem[] = []): Validation {
  return {
    files: [{ path: "data/iris.csv", rows: 150 }],
    rows: 150,
    columns: ["id", "sepal_length", "sepal_width", "petal_length", "petal_width", "species"],
    checks: 12,
    problems,
    warnings: [],
  };
}

export function aReport(
  verdict: OverallVerdict = "improved",
  changes: Partial<ReportInput> = {},
): ReportInput {
  return {
    model: "iris",
    problem: { statement: "Name the species of an iris from four measurements.", owner: "@flora" },
    validation: aValidation(),
    evaluation: anEvaluation(verdict),
    gate: aGate(verdict !== "regressed"),
    training: { outcome: "trained", algorithm: "knn" },
    candidateStored: true,
    recipeChanges: verdict === "first" ? [] : ["train.params.k: 120 → 5"],
    history: [],
    run: {
      commit: "0123456789abcdef0123456789abcdef01234567",
      url: "https://github.com/flora/iris/actions/runs/1",
      reproduce: ["git checkout 0123456789abcdef0123456789abcdef01234567", "npx trunkline run"],
    },
    ...changes,
  };
}

/** Why the models say what they say: three columns, of which each model reads two. All text in it is `text`, or as usual. */
export function anExplanation(text?: (index: number) => string): Explanation {
  const said = (usual: string, index: number): string => text?.(index) ?? usual;
  const [length, width, colour] = ["petal_length", "petal_width", "colour"].map(said) as [
    string,
    string,
    string,
  ];
  const [right, wrong] = [said("versicolor", 3), said("virginica", 4)];
  const estimate = (value: number, low: number, high: number) => ({ value, interval: [low, high] });
  const point = (at: number | string, challenger: number, champion: number | null) => ({
    at,
    challenger,
    champion,
  });
  return v.parse(Explanation, {
    metric: "f1_macro",
    rows: 48,
    of: 60,
    rounds: 5,
    confidence: 0.99,
    resamples: 1000,
    champion: true,
    importance: [
      {
        column: length,
        challenger: estimate(0.3021, 0.2, 0.4),
        champion: estimate(0.1, 0.02, 0.2),
        change: estimate(0.2021, 0.1, 0.3),
      },
      {
        column: width,
        challenger: estimate(0.05, -0.01, 0.1),
        champion: null,
        change: estimate(0.05, -0.01, 0.1),
      },
      { column: colour, challenger: null, champion: { value: 0.2 }, change: estimate(-0.2, -0.3, -0.1) },
    ],
    dependence: [
      {
        column: length,
        type: "number",
        class: right,
        points: [point(1.5, 0.1, 0.2), point(4.5, 0.8, 0.5), point(6, 0.2, 0.4)],
      },
      {
        column: colour,
        type: "text",
        class: right,
        points: [point(said("red", 5), 0.3, null), point(said("blue", 6), 0.4, null)],
      },
    ],
    disagreements: [
      {
        key: said("row-17", 7),
        truth: right,
        champion: wrong,
        challenger: right,
        class: right,
        output: { champion: 0.2, challenger: 0.9 },
        base: { champion: 0.3, challenger: 0.35 },
        parts: [
          { column: length, champion: -0.05, challenger: 0.45 },
          { column: width, champion: 0, challenger: 0.1 },
          { column: colour, champion: -0.05, challenger: 0 },
        ],
        nearest: [
          { key: said("row-3", 8), distance: 0.1 },
          { key: said("row-5", 9), distance: 0.25 },
        ],
      },
    ],
    shapley: { exact: true, coalitions: 4, background: 30 },
  });
}

/** How the model bears spoiled rows: one bound kept, one not, an expectation kept and one broken. All text in it is `text`, or as usual. */
export function aRobustness(text?: (index: number) => string): Robustness {
  const said = (usual: string, index: number): string => text?.(index) ?? usual;
  const drop = (value: number, low: number, high: number) => ({
    figure: 0.951 - value,
    drop: value,
    interval: [low, high],
  });
  return v.parse(Robustness, {
    metric: "f1_macro",
    rows: 48,
    of: 60,
    figure: 0.951,
    confidence: 0.99,
    spoiled: [
      { kind: "noise", changed: 48, bound: 0.05, ...drop(0.012, -0.01, 0.03) },
      { kind: "missing", changed: 48, bound: 0.05, ...drop(0.2021, 0.1, 0.3) },
      { kind: "swapped", changed: 20, failed: said("a word", 0) },
      { kind: "times_10", changed: 48, ...drop(0.4, 0.3, 0.5) },
    ],
    expectations: [
      {
        kind: "increasing",
        column: said("petal_length", 1),
        class: said("virginica", 2),
        rows: 48,
        broken: 3,
        allowed: 0,
        examples: [said("row-17", 3), said("row-4", 4)],
      },
      {
        kind: "invariant",
        column: said("colour", 5),
        class: null,
        rows: 48,
        broken: 0,
        allowed: 0.1,
        examples: [],
      },
    ],
    flips: {
      rows: 48,
      turned: 12,
      median: 0.734,
      examples: [
        {
          key: said("row-9", 6),
          column: said("petal_width", 7),
          deviations: 0.0512,
          before: said("setosa", 8),
          after: said("virginica", 9),
        },
        {
          key: said("row-8", 6),
          column: said("colour", 7),
          before: said("setosa", 8),
          after: said("virginica", 9),
        },
      ],
    },
  });
}

/** The report of a commit whose data were refused. */
export function aRefusal(problems: readonly Problem[]): ReportInput {
  return aReport("first", {
    validation: aValidation(problems),
    evaluation: null,
    gate: null,
    training: null,
    candidateStored: false,
    recipeChanges: [],
  });
}

/** Seconds since 1970 of a day in UTC. */
export const day = (text: string): number => Date.parse(`${text}T12:00:00Z`) / 1000;

/** v1.0.0 in January, v1.1.0 from the 10th of March, and back on the 20th. */
export function anArtifact(): Artifact {
  const of = (subject: string, ...trailers: string[]): string => `${subject}\n\n${trailers.join("\n")}\n`;
  const tags = [
    aTag("iris@v1.0.0", {
      commit: "1".repeat(40),
      time: day("2026-01-05"),
      message: of("iris v1.0.0: first version", "Pull-request: #3", "Approved-by: @ada"),
    }),
    aTag("iris#production#1", {
      commit: "1".repeat(40),
      time: day("2026-01-06"),
      message: of("iris production: v1.0.0", "Version: v1.0.0"),
    }),
    aTag("iris@v1.1.0", {
      commit: "2".repeat(40),
      time: day("2026-03-09"),
      message: of("iris v1.1.0: improved against v1.0.0", "Pull-request: #7", "Approved-by: @grace"),
    }),
    aTag("iris#production#2", {
      commit: "2".repeat(40),
      time: day("2026-03-10"),
      message: of(
        "iris production: v1.1.0",
        "Version: v1.1.0",
        "Pull-request: #7",
        "Approved-by: @grace",
        "Approved-by: @ada",
      ),
    }),
    aTag("iris#production#3", {
      commit: "1".repeat(40),
      time: day("2026-03-20"),
      message: of("iris production: back from v1.1.0 to v1.0.0", "Version: v1.0.0", "Pull-request: #9"),
    }),
  ];
  return foldRegistry(tags).get("iris")!;
}
