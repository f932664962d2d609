import { describe, expect, test } from "vitest";
import { htmlReport } from "../../src/reports/html/html-report.ts";
import { comment } from "../../src/reports/markdown/comment.ts";
import { terminalEvaluation } from "../../src/reports/terminal/terminal.ts";
import { anEvaluation, anExplanation, aReport } from "../support/records.ts";
import { aClassifierPage } from "./html/samples.ts";
import { render } from "./render.ts";

const evaluation = (changes: object = {}) =>
  anEvaluation("improved", { explanation: { ...anExplanation(), ...changes } });
const commentOf = (changes: object = {}) => comment(aReport("improved", { evaluation: evaluation(changes) }));
const htmlOf = (changes: object = {}) => htmlReport(aClassifierPage({}, { evaluation: evaluation(changes) }));
const terminalOf = (changes: object = {}) => terminalEvaluation(evaluation(changes), { colour: false });

describe("the change of importance", () => {
  test("is a table in the comment's details, with an arrow where it is beyond chance", () => {
    const text = commentOf();
    expect(text).toContain("<summary>What the model goes by: 3 columns</summary>");
    expect(text).toContain(
      [
        "| column | champion v1.0.0 | this change | change |",
        "| --- | ---: | ---: | ---: |",
        "| `petal_length` | +0.100 | +0.302 | +0.202 (+0.100 to +0.300) ▲ |",
        "| `petal_width` | not read | +0.050 | +0.050 (−0.010 to +0.100) |",
        "| `colour` | +0.200 | not read | −0.200 (−0.300 to −0.100) ▼ |",
      ].join("\n"),
    );
    expect(render(text)).toContain("<td><code>colour</code></td>");
  });

  test("is a table in the terminal", () => {
    expect(terminalOf()).toContain(
      `
importance of  champion v1.0.0  this change                     change
petal_length            +0.100       +0.302  +0.202 (+0.100 to +0.300)  ▲
petal_width           not read       +0.050  +0.050 (−0.010 to +0.100)
colour                  +0.200     not read  −0.200 (−0.300 to −0.100)  ▼
By how much f1_macro falls when a column is shuffled (5 times), on 48 of 60 holdout rows, drawn by
the seed; 99 % intervals, each column judged alone.`.trimEnd(),
    );
  });

  test("without a champion that answers, the change stands alone, and that is said", () => {
    const alone = {
      champion: false,
      disagreements: [],
      importance: anExplanation().importance.map(({ column, challenger }) => ({
        column,
        challenger,
        champion: null,
      })),
    };
    expect(commentOf(alone)).toContain("| `petal_length` | +0.302 (+0.200 to +0.400) |");
    expect(terminalOf(alone)).toContain("petal_length   +0.302 (+0.200 to +0.400)");
    expect(terminalOf(alone).replace(/\s+/g, " ")).toContain(
      "v1.0.0 could not be asked about these rows: this change stands alone.",
    );
  });

  test("many columns: the first, and how many more", () => {
    const importance = Array.from({ length: 40 }, (_, at) => ({
      column: `x${at}`,
      challenger: { value: 1 - at / 40 },
      champion: null,
    }));
    expect(commentOf({ importance })).toContain("… and 28 more columns.");
    expect(terminalOf({ importance }).replace(/\s+/g, " ")).toContain("--json has 32 more columns.");
  });

  test("errors rise where scores fall", () => {
    expect(terminalOf({ metric: "rmse" })).toContain("By how much rmse rises");
  });
});

test("the rows that part the models name the columns and the nearest training rows", () => {
  expect(commentOf()).toContain(
    "- row `row-17`: true `versicolor`, v1.0.0 says `virginica`, this change `versicolor`; `petal_length` +0.500, `petal_width` +0.100, `colour` +0.050; nearest training rows `row-3`, `row-5`",
  );
  expect(commentOf()).toContain("By exact Shapley values, against 30 training rows.");
  const shapley = { exact: false, coalitions: 256, background: 12 };
  expect(commentOf({ shapley })).toContain(
    "By Shapley values estimated from 256 coalitions, against 12 training rows.",
  );
});

test("values from trees are told in their unit, and trees that do not tell them with the reason", () => {
  const trees = { exact: true, trees: "log odds", background: 100 };
  const row = anExplanation().disagreements[0]!;
  expect(commentOf({ shapley: trees })).toContain(
    "By exact Shapley values, from the trees, in log odds, against 100 training rows.",
  );
  expect(htmlOf({ shapley: trees })).toContain(`Below: of the log odds of ${row.class}.`);
  expect(htmlOf()).toContain(`Below: of the probability of ${row.class}.`);
  expect(commentOf({ shapley: { ...trees, trees: "amount" } })).toContain(
    "By exact Shapley values, from the trees, against 100 training rows.",
  );
  const not_trees = 'model.json does not tell the Shapley values: its feature "<img> @team | x" is text.';
  const text = commentOf({ shapley: { exact: true, coalitions: 4, background: 30, not_trees } });
  expect(text).toContain("against 30 training rows. model.json does not tell");
  expect(text).not.toContain("<img>");
  expect(render(text)).toContain("&lt;img&gt;");
});

test("nothing is said where nothing was asked", () => {
  expect(comment(aReport("improved"))).not.toContain("goes by");
  expect(terminalEvaluation(anEvaluation(), { colour: false })).not.toContain("importance");
});
