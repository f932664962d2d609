import { describe, expect, test } from "vitest";
import { comment } from "../../src/reports/markdown/comment.ts";
import { terminalEvaluation } from "../../src/reports/terminal/terminal.ts";
import { anEvaluation, aReport, aRobustness } from "../support/records.ts";

const of = (robustness: object) => anEvaluation("improved", { robustness: robustness as never });
const commentOf = (robustness: object) => comment(aReport("improved", { evaluation: of(robustness) }));
const terminalOf = (robustness: object) => terminalEvaluation(of(robustness), { colour: false });

describe("spoiled rows", () => {
  test("are a table in the comment's details, what fails with a mark", () => {
    const text = commentOf(aRobustness());
    expect(text).toContain("<summary>How the model bears spoiled rows</summary>");
    expect(text).toContain(
      [
        "| rows with | changed | f1_macro | worse by | at most |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| as they are | 48 | 0.951 |  |  |",
        "| noise in every number | 48 | 0.939 | +0.012 (−0.010 to +0.030) | 0.050 |",
        "| ❌ a missing cell | 48 | 0.749 | +0.202 (+0.100 to +0.300) | 0.050 |",
        "| a swapped category | 20 |  | no answer: `a word` |  |",
        "| a number × 10 | 48 | 0.551 | +0.400 (+0.300 to +0.500) |  |",
      ].join("\n"),
    );
    expect(text).toContain(
      "- ❌ `petal_length` increasing (probability of `virginica`): 3 of 48 rows break it, such as `row-17`, `row-4`",
    );
    expect(text).toContain("- ✅ `colour` changes nothing: 0 of 48 rows break it, 10 % may");
    expect(text).toContain("gives another class in 12 of 48 rows that were tried");
    expect(text).toContain("- row `row-9`: `petal_width` by 0.051 deviations, from `setosa` to `virginica`");
    expect(text).toContain("- row `row-8`: `colour` by another category, from `setosa` to `virginica`");
  });

  test("are a table in the terminal where the spec asks something of them", () => {
    expect(terminalOf(aRobustness())).toContain(
      `
rows with              changed  f1_macro                   worse by  at most
as they are                 48     0.951
noise in every number       48     0.939  +0.012 (−0.010 to +0.030)    0.050
a missing cell              48     0.749  +0.202 (+0.100 to +0.300)    0.050
a swapped category          20                            no answer
a number × 10               48     0.551  +0.400 (+0.300 to +0.500)
  a swapped category: a word
By how much f1_macro gets worse when one cell of each row is spoiled (by noise: all numbers), on 48
of 60 holdout rows, drawn by the seed; the intervals hold together at 99 %.`.trimStart(),
    );
    expect(terminalOf(aRobustness())).toContain(
      "  ✖ petal_length increasing (probability of virginica): 3 of 48 rows break it, such as row-17, row-4",
    );
  });

  test("are a sentence in the terminal where nothing is asked, of what is beyond chance", () => {
    const spoiled = aRobustness().spoiled.map(({ bound: _, ...each }) => each);
    const plain = { ...aRobustness(), spoiled, expectations: [] };
    expect(terminalOf(plain).replace(/\s+/g, " ")).toContain(
      "Robustness f1_macro gets worse by 0.400 with a number × 10, by 0.202 with a missing cell. There is no answer with a swapped category.",
    );
    expect(terminalOf(plain)).not.toContain("noise");
    const calm = { ...plain, spoiled: spoiled.slice(0, 1) };
    expect(terminalOf(calm).replace(/\s+/g, " ")).toContain(
      "Robustness no way of spoiling one cell makes f1_macro worse, beyond what chance explains.",
    );
  });

  test("that could not be found out are told by the gate alone", () => {
    expect(commentOf({ unasked: "nobody there" })).not.toContain("spoiled");
    expect(terminalOf({ unasked: "nobody there" })).not.toContain("rows with");
  });
});
