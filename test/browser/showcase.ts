import { seededRandom } from "../../src/core/random.ts";
import type { Predictions } from "../../src/records/bundle.ts";
import type { Column, Table } from "../../src/records/table.ts";
import type { Holdout, HtmlReportInput, ModelOutput } from "../../src/reports/html/html-report-input.ts";
import { profile } from "../../src/stages/data/profile.ts";
import { evaluate } from "../../src/stages/evaluation/evaluate.ts";
import { decide } from "../../src/stages/gate/decide.ts";
import { compareTables } from "../../src/stages/monitoring/drift/compare-tables.ts";
import { DEFAULT_LIMITS } from "../../src/stages/monitoring/drift/limits.ts";
import { aReport, digestOf } from "../support/records.ts";

const ROWS = 1200;
const CLASSES = ["leaves", "stays"];
const SUCCESS = [
  { metric: "f1_macro" as const, min: 0.7, regression: 0.02 },
  { metric: "log_loss" as const, max: 0.5 },
];

interface Customer {
  readonly months: number;
  readonly charge: number;
  readonly calls: number;
  readonly contract: string;
}

/** A report as it comes out of real stages: customers of a telephone company, two years of growth apart. */
export function showcase(): HtmlReportInput {
  const random = seededRandom(42);
  const bell = () => (random.next() + random.next() + random.next() + random.next() - 2) * 1.7;
  const customer = (growth: number): Customer => ({
    months: Math.round(72 * random.next()),
    charge: Number((60 + growth + 18 * bell()).toFixed(2)),
    calls: random.below(7),
    contract: random.next() < 0.55 ? "monthly" : random.next() < 0.6 ? "yearly" : "two years",
  });
  const customers = Array.from({ length: ROWS }, () => customer(9));
  const leaning = customers.map(
    ({ months, charge, calls, contract }) =>
      0.55 * calls - 0.055 * months + 0.03 * (charge - 60) + (contract === "monthly" ? 1.1 : -0.6),
  );
  const truth = leaning.map((each) => (each + 0.9 * bell() > 0 ? "leaves" : "stays"));
  const model = (noise: number, sharpness: number): ModelOutput & { predicted: string[] } => {
    const leaves = leaning.map((each) => 1 / (1 + Math.exp(-sharpness * (each + noise * bell()))));
    return {
      predicted: leaves.map((share) => (share > 0.5 ? "leaves" : "stays")),
      classes: CLASSES,
      probabilities: leaves.map((share) => [share, 1 - share]),
    };
  };
  const [challenger, champion] = [model(0.35, 1.9), model(1.5, 1.5)];
  const keys = customers.map((_, row) => `customer-${10_000 + 7 * row}`);
  const predictions = ({ predicted, probabilities }: typeof challenger): Predictions => ({
    keys,
    predicted,
    classes: CLASSES,
    probabilities: probabilities as number[][],
  });
  const evaluation = evaluate({
    model: "churn",
    task: "classification",
    success: SUCCESS,
    confidence: 0.99,
    resamples: 1000,
    challenger: { recipe: digestOf("a"), bundle: digestOf("b"), predictions: predictions(challenger) },
    champion: {
      version: "v1.3.0",
      commit: "7d1c".repeat(10),
      recipe: digestOf("c"),
      bundle: digestOf("d"),
      source: "model",
      predictions: predictions(champion),
      seen: new Set(),
    },
    baseline: null,
    truth: { keys, values: truth },
    data: {
      rows: { before: 5400, after: 6000, added: 600, removed: 0, changed: 12 },
      columns: { added: ["contract"], removed: [] },
    },
  });
  const table = tableOf(customers);
  const before = tableOf(Array.from({ length: ROWS }, () => customer(0)));
  const everyRow = customers.map((_, row) => row);
  const championFigure = (name: string) =>
    evaluation.metrics.find(({ metric }) => metric === name)!.compared!.champion;
  return {
    ...aReport("improved"),
    model: "churn",
    problem: {
      statement: "Which customers will leave within a month, so that the care team can call them first.",
      owner: "@customer-care",
    },
    target: "outcome",
    evaluation,
    gate: decide({ evaluation, success: SUCCESS, registered: null }),
    drift: compareTables(before, table, {
      rules: { limits: DEFAULT_LIMITS },
      unmatched: { reference: [], current: [] },
    }),
    validation: {
      files: [{ path: "data/customers.csv", rows: 6000 }],
      rows: 6000,
      columns: ["customer", ...table.columns.keys(), "outcome"],
      checks: 31,
      problems: [],
      warnings: [
        {
          code: "data-max",
          found: "charge is 131.20 in 3 rows",
          where: { file: "data/customers.csv", line: 4711, column: 3 },
          expected: "130 or less",
        },
      ],
    },
    recipeChanges: [
      "data data/customers.csv: 9f2c11d0a4b7 → 51aa07c3e9f4",
      "features.contract: (not set) → {}",
      "train.params.k: 25 → 9",
    ],
    training: { outcome: "trained", algorithm: "knn" },
    holdout: holdoutOf(table, keys, truth, challenger, champion),
    profile: profile(table, everyRow),
    championProfile: profile(before, everyRow),
    history: ["v1.0.0", "v1.1.0", "v1.1.1", "v1.2.0", "v1.3.0"].map((version, index) => ({
      version,
      metrics: {
        f1_macro: championFigure("f1_macro") - [0.09, 0.05, 0.052, 0.02, 0][index]!,
        log_loss: championFigure("log_loss") + [0.08, 0.05, 0.06, 0.01, 0][index]!,
      },
    })),
  };
}

function tableOf(customers: readonly Customer[]): Table {
  const numbers = (name: "months" | "charge" | "calls"): [string, Column] => [
    name,
    { type: "number", values: customers.map((customer) => customer[name]) },
  ];
  const contract: Column = { type: "text", values: customers.map((customer) => customer.contract) };
  const columns = new Map([numbers("months"), numbers("charge"), numbers("calls"), ["contract", contract]]);
  return { rows: customers.length, columns };
}

function holdoutOf(
  { columns }: Table,
  keys: readonly string[],
  truth: readonly string[],
  challenger: ModelOutput,
  champion: ModelOutput,
): Holdout {
  return {
    keys,
    truth,
    challenger,
    champion,
    shared: keys.map(() => true),
    columns: [...columns].map(([name, { values }]) => ({ name, values })),
  };
}
