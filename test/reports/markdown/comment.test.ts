import { describe, expect, it } from "vitest";
import type { Problem } from "../../../src/core/errors.ts";
import { comment, reportMarker } from "../../../src/reports/markdown/comment.ts";
import { summary } from "../../../src/reports/markdown/summary.ts";
import type { ReportInput } from "../../../src/reports/report-input.ts";
import { aGate, anEvaluation, aRefusal, aReport, aValidation } from "../../support/records.ts";
import { HOSTILE, hostileReport, waiverOf } from "../hostile.ts";
import { proseOf, render, SOUGHT, tagsOf } from "../render.ts";

const problem = (line: number): Problem => ({
  code: "data-max",
  found: `petal_length is "51" in line ${line}`,
  where: { file: "data/iris.csv", line, column: 4 },
  expected: "10 or less",
  next: "Mend the cell.",
});

const registered = (version: string, champion: string | null): ReportInput => {
  const evaluation = anEvaluation("regressed");
  const reasons = [{ rule: "registered" as const, passed: true, text: `the recipe is ${version}` }];
  return aReport("regressed", {
    gate: aGate(true, { registered: version, reasons }),
    evaluation: {
      ...evaluation,
      champion: champion && { ...evaluation.champion!, version: champion },
    } as never,
    training: { outcome: "registered", version, algorithm: "knn" },
  });
};

describe("the first line", () => {
  it.each<[string, ReportInput]>([
    ["### ✅ iris: improved, may merge", aReport("improved")],
    ["### ≈ iris: equivalent, may merge", aReport("equivalent")],
    ["### ➖ iris: inconclusive, may merge", aReport("inconclusive")],
    ["### ❌ iris: regressed, must not merge", aReport("regressed")],
    ["### ❌ iris: improved, must not merge", aReport("improved", { gate: aGate(false) })],
    ["### ⚠️ iris: regressed, may merge", aReport("regressed", { gate: aGate(true) })],
    ["### ✅ iris: first version, may merge", aReport("first")],
    ["### ❌ iris: first version, must not merge", aReport("first", { gate: aGate(false) })],
    ["### ❌ iris: data refused, must not merge", aRefusal([problem(2)])],
    ["### ❌ iris: not judged, must not merge", aReport("first", { evaluation: null, gate: null })],
    ["### ↩️ iris: back to v1.9.0, may merge", registered("v1.9.0", "v1.10.0")],
    ["### ✅ iris: unchanged, still v1.0.0, may merge", registered("v1.0.0", "v1.0.0")],
    ["### ✅ iris: unchanged, still v1.0.0, may merge", registered("v1.0.0", null)],
    ["### ✅ iris: registered as v1.2.0 already, may merge", registered("v1.2.0", "v1.1.0")],
  ])("%s", (line, input) => {
    expect(comment(input).split("\n").slice(0, 2)).toEqual(["<!-- trunkline:report model=iris -->", line]);
    expect(summary(input).split("\n")[0]).toBe(line);
  });

  it("never says that refused data may merge, whatever the gate says", () => {
    expect(comment(aReport("improved", { validation: aValidation([problem(2)]) }))).toContain(
      "### ❌ iris: data refused, must not merge",
    );
  });
});

describe("the body", () => {
  it("says the most important figures in one sentence", () => {
    expect(comment(aReport("improved"))).toContain(
      "f1_macro is 0.951; champion v1.0.0 has 0.752: +0.199 (99 % interval +0.071 to +0.330) on 60 shared holdout rows.",
    );
  });

  it("says plainly that an inconclusive holdout cannot tell, what it could have shown, and how many rows would settle it", () => {
    expect(comment(aReport("inconclusive"))).toContain(
      "This holdout cannot tell whether the change helps or harms",
    );
    const sharp = (found: object) => {
      const evaluation = anEvaluation("inconclusive");
      const metrics = evaluation.metrics.map((each) => ({
        ...each,
        compared: { ...each.compared!, ...found },
      }));
      return comment(aReport("inconclusive", { evaluation: { ...evaluation, metrics } })).split("\n")[3];
    };
    expect(sharp({ smallest: 0.0834, rows_to_settle: 1300 })).toMatch(
      /It could have shown a difference in f1_macro of 0\.083 or more; about 1,300 holdout rows would settle this one\.$/,
    );
    expect(sharp({ smallest: 0.0834 })).toMatch(
      /It could have shown a difference in f1_macro of 0\.083 or more\.$/,
    );
    expect(sharp({})).toMatch(/helps or harms\. More holdout rows would\.$/);
    // An interval beside zero seems to say the opposite.
    expect(sharp({ interval: [0.012, 0.21], p_value: 0.004, adjusted_p_value: 0.0312 })).toContain(
      "The interval is above zero, but the paired test does not agree (p 0.031): this holdout cannot tell",
    );
    expect(sharp({ interval: [-0.21, -0.012], p_value: 0.04 })).toContain(
      "The interval is below zero, but the paired test does not agree (p 0.040)",
    );
    // The metric that decides could not be computed, and what is shown instead is clear.
    expect(sharp({ smallest: 0.0834, verdict: "improved" })).toMatch(/helps or harms\.$/);
  });

  it("shows what decides and what changed of what most ask for, and folds the rest away", () => {
    const evaluation = anEvaluation("equivalent");
    const one = evaluation.metrics[0]!;
    const worse = anEvaluation("regressed").metrics[0]!.compared;
    const named = (metric: typeof one.metric, gated = false) => ({ ...one, metric, gated });
    const metrics = [
      named("accuracy"),
      { ...named("mcc"), compared: worse },
      named("kappa", true),
      { ...named("recall_macro"), compared: worse },
    ];
    const input = aReport("equivalent", { evaluation: { ...evaluation, metrics } });
    const [shown, folded] = comment(input).split("<summary>2 more metrics</summary>");
    const names = (part: string) => [...part.matchAll(/^\| \**(\w+)\** [↑↓] \|/gm)].map(([, name]) => name);
    expect(names(shown!)).toEqual(["kappa", "recall_macro"]);
    expect(names(folded!)).toEqual(["accuracy", "mcc"]);
    expect(folded).toContain("of twenty, one may stand out by chance");
    expect(names(summary(input))).toEqual(["kappa", "accuracy", "mcc", "recall_macro"]);
  });

  it("shows what most ask for where there is no champion yet", () => {
    const rows = comment(aReport("first")).match(/^\| .*[↑↓] \|/gm);
    expect(rows).toEqual(["| **f1_macro** ↑ |", "| accuracy ↑ |", "| recall_macro ↑ |"]);
  });

  it("names what got worse, whatever decides, and says plainly when nothing did", () => {
    const evaluation = anEvaluation("improved");
    const worse = anEvaluation("regressed").metrics.map((metric) => ({ ...metric, gated: false }));
    const [gated] = evaluation.metrics.filter((metric) => metric.gated);
    const metrics = [...worse.filter(({ metric }) => metric !== gated!.metric), gated!];
    expect(comment(aReport("improved", { evaluation: { ...evaluation, metrics } }))).toContain(
      "**What got worse**\n\n- ⚠️ 2 of 3 metrics: accuracy −0.334, recall_macro −0.334\n",
    );
    expect(comment(aReport("regressed"))).toContain(
      "- ⚠️ 3 of 3 metrics: **f1_macro** −0.334, accuracy −0.334, recall_macro −0.334\n",
    );
    expect(comment(aReport("improved"))).toContain(
      "**What got worse** Nothing that 60 rows can show, in 3 metrics.\n",
    );
    expect(comment(aReport("first"))).not.toContain("got worse");
  });

  it("shows the rules that failed first, and folds those that are met away where they are many", () => {
    const rule = (index: number, passed: boolean) => ({
      rule: "minimum" as const,
      passed,
      text: `rule ${index} is ${passed ? "met" : "not met"}`,
    });
    const reasons = [...Array(30).keys()].map((index) => rule(index, index < 28));
    const text = comment(aReport("improved", { gate: aGate(false, { reasons }) }));
    const [first, folded] = text.split("<summary>28 rules met</summary>");
    expect(first).toContain(
      "**Gate** failed: 2 of 30 rules not met\n\n- ❌ rule 28 is not met\n- ❌ rule 29 is not met\n\n<details>",
    );
    expect(folded).toContain("- ✅ rule 0 is met\n");
    expect(folded).toContain("- … and 8 more\n");
    expect(summary(aReport("improved", { gate: aGate(false, { reasons }) })).match(/^- ✅/gm)).toHaveLength(
      28,
    );
  });

  it("draws the history of what decides, oldest version first, with this change at the end", () => {
    const history = [0.7, 0.72, 0.752].map((value, index) => ({
      version: `v1.${index}.0`,
      metrics: { f1_macro: value, accuracy: value },
    }));
    const text = comment(aReport("improved", { history }));
    const chart = [
      "xychart-beta",
      '  title "f1_macro, higher is better"',
      '  x-axis ["v1.0.0", "v1.1.0", "v1.2.0", "this change"]',
      '  y-axis "f1_macro" 0.662 --> 0.989',
      "  line [0.700, 0.720, 0.752, 0.951]",
      "```",
    ];
    expect(text).toContain(chart.join("\n"));
    expect(text.match(/```mermaid/g)).toHaveLength(1);
    expect(comment(aReport("improved", { history: [] }))).not.toContain("mermaid");
    // What Mermaid could not read is not drawn.
    const endless = [{ version: "v1.0.0", metrics: { f1_macro: Number.POSITIVE_INFINITY } }];
    expect(comment(aReport("improved", { history: endless }))).not.toContain("mermaid");
  });

  it("says how many resamples were drawn for what does not decide, where that is fewer", () => {
    expect(comment(aReport("improved"))).toContain("from 2000 paired bootstrap resamples.");
    const evaluation = anEvaluation("improved", { resamples_others: 400 });
    expect(comment(aReport("improved", { evaluation }))).toContain("(400 for metrics that do not decide)");
  });

  it("puts what decides first and bold, with the same decimals in a row", () => {
    const rows = comment(aReport("regressed"))
      .split("\n")
      .filter((line) => /^\| .*[↑↓] \|/.test(line));
    expect(rows).toEqual([
      "| **f1_macro** ↑ | 0.951 | **0.617** | −0.334 (−0.440 to −0.221) | **❌ regressed** |",
      "| accuracy ↑ | 0.952 | 0.618 | −0.334 (−0.440 to −0.221) | ❌ regressed |",
      "| recall_macro ↑ | 0.947 | 0.613 | −0.334 (−0.440 to −0.221) | ❌ regressed |",
    ]);
  });

  it("speaks of the metric that made the verdict", () => {
    const evaluation = anEvaluation("improved");
    const worse = anEvaluation("regressed").metrics.find((metric) => metric.metric === "accuracy")!;
    const metrics = [
      ...evaluation.metrics.filter((each) => each.metric !== "accuracy"),
      { ...worse, gated: true },
    ];
    const text = comment(
      aReport("regressed", { evaluation: { ...evaluation, metrics, verdict: "regressed" } }),
    );
    expect(text.split("\n")[3]).toMatch(/^accuracy is 0\.618/);
  });

  it("says what limits the comparison, and shows the figure that a minimum is held against", () => {
    const champion = { ...anEvaluation().champion!, rows: 54, seen: 6, source: "stored" as const };
    const text = comment(aReport("improved", { evaluation: anEvaluation("improved", { champion }) }));
    expect(text).toContain("Compared on 54 of the 60 holdout rows");
    expect(text).toContain("6 rows left out, since v1.0.0 was trained on them.");
    expect(text).toContain("The predictions of v1.0.0 are those stored with it");
    expect(text).toContain("| on all 60 rows |");
  });

  it("lists ten failed checks with their lines and counts the rest; the summary lists all", () => {
    const input = aRefusal(Array.from({ length: 14 }, (_, index) => problem(index + 2)));
    expect(comment(input).match(/`data\/iris\.csv:\d+:4`/g)).toHaveLength(10);
    expect(comment(input)).toContain("… and 4 more");
    expect(summary(input).match(/`data\/iris\.csv:\d+:4`/g)).toHaveLength(14);
  });

  it("says how the data changed", () => {
    const data = {
      rows: { before: 150, after: 153, added: 4, removed: 1, changed: 0 },
      columns: { added: ["petal_area"], removed: [] },
    };
    expect(comment(aReport("improved", { evaluation: anEvaluation("improved", { data }) }))).toContain(
      "12 checks passed. 4 rows added, 1 row removed, column `petal_area` added (150 → 153 rows).\n",
    );
  });

  it("says what changed kind by kind, without the spec's own words where these say nothing", () => {
    const recipeChanges = [
      "data data/iris.csv: 0123456789ab → ba9876543210",
      "code train.py: added",
      "features.petal_length: left out → used",
      "train.params.k: 120 → 5",
      "train.seed: 1 → 2",
    ];
    const text = comment(aReport("improved", { recipeChanges }));
    expect(text).toContain("The same rows and columns. `data/iris.csv: 0123456789ab → ba9876543210`\n");
    expect(text).toContain("- **Features** `petal_length: left out → used`\n");
    expect(text).toContain("- **Parameters** `k: 120 → 5`, `seed: 1 → 2`\n");
    expect(text).toContain("- **Code** `train.py: added`\n");
    expect(text).not.toContain("**Problem**");
  });

  it("links to the whole report where there is one", () => {
    const run = {
      ...aReport("improved").run,
      report: "https://github.com/flora/iris/actions/runs/1/artifacts/2",
    };
    const text = comment(aReport("improved", { run }));
    expect(text).toContain(
      "**[whole report (HTML)](<https://github.com/flora/iris/actions/runs/1/artifacts/2>)** · ",
    );
  });

  it("says whether the candidate is stored", () => {
    expect(comment(aReport("improved"))).toContain("the candidate is stored: the merge ships these bytes");
    expect(comment(aReport("regressed"))).toContain("· the candidate is stored ·");
    expect(comment(aReport("improved", { candidateStored: "fork" }))).toContain(
      "a fork's run may only read: the candidate is not stored",
    );
  });

  it("shows the most frequent confusions where a matrix would be too large", () => {
    const classes = Array.from({ length: 30 }, (_, index) => `class ${index}`);
    const counts = classes.map((_, truth) => classes.map((_, said) => (truth === 3 && said === 7 ? 5 : 0)));
    const text = comment(
      aReport("improved", { evaluation: anEvaluation("improved", { confusion: { classes, counts } }) }),
    );
    expect(text).toContain("| class 3 | class 7 | 5 |");
  });

  it("links to nothing but the run", () => {
    expect(tagsOf(render(comment(aReport("improved")))).filter((tag) => tag.startsWith("<a"))).toEqual([
      '<a href="https://github.com/flora/iris/actions/runs/1">',
    ]);
    const run = { ...aReport("improved").run, url: "javascript:alert(1)" };
    expect(render(comment(aReport("improved", { run })))).not.toContain("<a");
  });
});

describe("a waiver", () => {
  const waived = waiverOf("@flora");
  const reasons = [{ ...aGate(false).reasons[0]!, waived }];
  const used = aGate(true, { reasons, waivers: [{ rule: "minimum of f1_macro", ...waived, state: "used" }] });

  it("is on the first screen and at its rule, which has not passed", () => {
    const text = comment(aReport("equivalent", { gate: used }));
    expect(text.split("\n")[3]).toMatch(
      /The gate passes only by a waiver: minimum of f1\\?_macro \(until 2026-12-31\)\.$/,
    );
    expect(text).toMatch(/^- ⚠️ waived: f1\\?_macro is 0\.617.*until 2026-12-31, approved by.*flora/m);
    expect(text).not.toMatch(/^- [✅❌] .*0\.617/m);
  });

  it.each([
    ["unneeded", "is not needed"],
    ["expired", "ended on 2026-12-31"],
    ["early", "does not hold before 2026-11-20"],
    ["unknown", "has no such rule"],
  ] as const)("that is %s is told, and nothing is said to pass by it", (state, words) => {
    const gate = aGate(true, { waivers: [{ rule: "minimum of f1_macro", ...waived, state }] });
    const text = comment(aReport("equivalent", { gate }));
    expect(text).toMatch(new RegExp(`^- ⚠️ The waiver of minimum of f1.+${words}`, "m"));
    expect(text).not.toContain("passes only by");
  });
});

describe.each(HOSTILE)("with %j in every place that data reach", (text) => {
  // Names so long that the comment has to leave parts out are looked at in the summary, which has room for all of them.
  const whole = text.length > 300 ? summary : comment;
  // The same report with plain words: what data say must not change the document's structure.
  const structure = (input: ReportInput): string[] =>
    tagsOf(render(whole(input).split("\n").slice(1).join("\n"))).filter((tag) => !/^<\/?code>$/.test(tag));

  it("keeps the document's structure and pings nobody", () => {
    const html = render(comment(hostileReport(text)));
    expect(structure(hostileReport(text))).toEqual(structure(hostileReport("word")));
    for (const [what, pattern] of Object.entries(SOUGHT)) {
      expect(proseOf(html).replace(/[0-9a-f]{12}/g, ""), what).not.toMatch(pattern);
    }
    expect(tagsOf(html).filter((tag) => tag.startsWith("<!"))).toHaveLength(1);
    expect(tagsOf(render(summary(hostileReport(text)))).filter((tag) => tag.startsWith("<!"))).toEqual([]);
  });
});

describe("the marker", () => {
  it.each(["a --> b", "--", "a-", "x\ny", "\ud800", "'*()!", "a b"])(
    "cannot be left by the name %j",
    (name) => {
      expect(reportMarker(name)).toMatch(
        /^<!-- trunkline:report model=(?:[A-Za-z0-9_/:%]|-(?!-))*(?<!-) -->$/,
      );
    },
  );

  it("tells names apart", () => {
    const names = ["iris", "iris-", "iris--", "iris-%2D", "Iris", "a/b", "a:b", "a b", "a%20b"];
    expect(new Set(names.map(reportMarker)).size).toBe(names.length);
    expect(reportMarker("iris2").startsWith(reportMarker("iris"))).toBe(false);
  });
});
