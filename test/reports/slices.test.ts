import { describe, expect, test } from "vitest";
import type { SliceComparison } from "../../src/records/slices.ts";
import { htmlReport } from "../../src/reports/html/html-report.ts";
import { comment } from "../../src/reports/markdown/comment.ts";
import { summary } from "../../src/reports/markdown/summary.ts";
import { terminal } from "../../src/reports/terminal/terminal.ts";
import { aFairness, aSlice, aSmallSlice, aWeakSlice, groupRecords } from "../support/groups.ts";
import { aGate, anEvaluation, aReport } from "../support/records.ts";
import { HOSTILE } from "./hostile.ts";
import { aClassifierPage } from "./html/samples.ts";
import { proseOf, render, SOUGHT, tagsOf } from "./render.ts";

const withSlices = (...declared: SliceComparison[]) =>
  aReport("improved", {
    evaluation: anEvaluation("improved", { slices: { declared, unnamed: [] } }),
    gate: aGate(false),
  });
const lost = [aSlice("sex = male", false), aSlice("sex = female", true), aSmallSlice("island = Torgersen")];
const SENTENCE = "Worse in 1 of 3 slices: sex = female (accuracy 0.950 → 0.700 on 80 rows).";

describe("a slice that regresses while the total improves", () => {
  test("is on the first screen of the comment and of the job summary", () => {
    for (const text of [
      comment(withSlices(...lost))
        .split("\n")
        .slice(1)
        .join("\n"),
      summary(withSlices(...lost)),
    ]) {
      const [title, , said] = text.split("\n");
      expect(title).toBe("### ❌ iris: improved, must not merge");
      expect(said).toContain(SENTENCE);
    }
  });

  test("is in the banner of the page", () => {
    const page = htmlReport(aClassifierPage({}, withSlices(...lost)));
    const banner = page.slice(page.indexOf('class="banner'), page.indexOf("<nav"));
    expect(banner).toContain(`<p>${SENTENCE}</p>`);
  });

  test("is in the first paragraph of the terminal", () => {
    const [first] = terminal(withSlices(...lost), { colour: false }).split("\n\n");
    expect(first!.replaceAll("\n", " ")).toContain(SENTENCE);
  });

  test("nothing is said of slices where none lost, and of a version that is registered already", () => {
    expect(comment(withSlices(lost[0]!))).not.toContain("Worse in");
    const gate = aGate(true, { registered: "v1.0.0" });
    expect(comment({ ...withSlices(...lost), gate })).not.toContain("Worse in");
  });

  test("of many that lost three are named", () => {
    const many = Array.from({ length: 9 }, (_, index) => aSlice(`s${index}`, index > 1));
    expect(comment(withSlices(...many))).toMatch(
      /Worse in 7 of 9 slices: s2 .*, s3 .*, s4 \([^)]*\) and 4 more\./,
    );
  });
});

describe("the table of slices", () => {
  const rowsOf = (text: string) => text.split("\n").filter((line) => /^\| \w+ = \w+ \|/.test(line));

  test("has those that lost first, those that are too small last, with how many rows would settle it", () => {
    expect(rowsOf(comment(withSlices(...lost)))).toEqual([
      "| sex = female | 80 | accuracy ↑ | 0.950 | 0.700 | −0.250 (−0.360 to −0.130) | ❌ regressed |",
      "| sex = male | 80 | accuracy ↑ | 0.700 | 0.950 | +0.250 (+0.130 to +0.360) | ✅ improved |",
      "| island = Torgersen | 6 | accuracy ↑ |  | 0.950 |  | ❔ too small; about 1,200 rows would settle it |",
    ]);
    expect(comment(withSlices(...lost))).toContain(
      "**Slices** 1 of 3 slices is worse; 1 is too small to judge.",
    );
  });

  test("is folded away where none lost; else it shows twelve and folds the rest away", () => {
    const many = Array.from({ length: 40 }, (_, index) => aSlice(`s = ${index}`, false));
    const [before, all] = comment(withSlices(...many)).split(
      "<summary>Slices: none of 40 slices is worse.</summary>",
    );
    expect([rowsOf(before!).length, rowsOf(all!).length]).toEqual([0, 40]);
    const [shown, folded] = comment(withSlices(...many, lost[1]!)).split("<summary>29 more slices</summary>");
    expect(rowsOf(shown!)).toHaveLength(12);
    expect(rowsOf(shown!)[0]).toMatch(/^\| sex = female /);
    expect(rowsOf(folded!)).toHaveLength(29);
  });

  test("those that lost are among what got worse, and so is what a search found", () => {
    const evaluation = anEvaluation("improved", {
      slices: { declared: lost, unnamed: [] },
      weak_slices: {
        measure: "accuracy",
        columns: 2,
        searched: 9,
        worst: [],
        worse: [aWeakSlice("town = b")],
      },
    });
    const text = comment(aReport("improved", { evaluation }));
    const worse = text.slice(text.indexOf("**What got worse**")).split("\n\n")[1]!;
    expect(worse.split("\n")).toEqual([
      "- ⚠️ 1 of 3 slices: sex = female, accuracy ↑ −0.250 (−0.360 to −0.130)",
      "- ⚠️ Found by search: town = b (120 rows): accuracy 0.610, v1.0.0 has 0.900",
    ]);
  });

  test("without a champion has the figures alone", () => {
    const slices = { declared: [aSlice("a = b", false, { compared: null, shared: 0 })], unnamed: [] };
    const input = aReport("first", { evaluation: anEvaluation("first", { slices }) });
    expect(comment(input)).toContain("| a = b | 80 | accuracy ↑ | 0.950 |");
    expect(terminal(input, { colour: false })).toMatch(/^ {2}a = b +80 +accuracy ↑ +0\.950$/m);
  });

  test("says how many values are not named, and none of them", () => {
    const slices = {
      declared: [],
      unnamed: [
        { column: "town", values: 1, rows: 2 },
        { column: "job", values: 3, rows: 9 },
      ],
    };
    const input = aReport("improved", { evaluation: anEvaluation("improved", { slices }) });
    const said = [
      "1 value of town in 2 rows is not named or judged: too few rows have it.",
      "3 values of job in 9 rows are not named or judged: too few rows have each.",
    ];
    const texts = [
      comment(input),
      terminal(input, { colour: false }),
      htmlReport(aClassifierPage({}, input)),
    ];
    for (const text of texts) for (const each of said) expect(text.replace(/\n +/g, " ")).toContain(each);
  });

  test("on the page can be sorted by figures and by verdict", () => {
    const page = htmlReport(aClassifierPage({}, withSlices(...lost)));
    const part = page.slice(page.indexOf('<section id="slices"'), page.indexOf('<section id="confusion"'));
    expect(part).toContain("data-sortable");
    expect(part.match(/<tr>/g)).toHaveLength(4);
    expect(part).toContain('<span class="bad"><span class="narrow-away">✖ </span>regressed</span>');
    expect(part).toContain('<small class="settle">about 1,200 rows would settle it</small>');
  });
});

describe("what a search found", () => {
  const found = (changes: object) => {
    const weak = {
      measure: "accuracy" as const,
      columns: 5,
      searched: 120,
      worst: [],
      worse: [],
      ...changes,
    };
    return aReport("improved", { evaluation: anEvaluation("improved", { weak_slices: weak }) });
  };
  const some = found({ worse: [aWeakSlice("sex = f", "age > 60")], worst: [aWeakSlice("town = b")] });
  const LINES = [
    "sex = f and age > 60 (120 rows): accuracy 0.610, v1.0.0 has 0.900",
    "town = b (120 rows): accuracy 0.610, on all other rows 0.900",
    "Searched: 120 slices of 5 columns and their pairs, corrected for their number.",
  ];

  test("is told in every form, as a warning that decides nothing", () => {
    for (const text of [comment(some), summary(some), terminal(some, { colour: false })])
      for (const line of LINES) expect(text.replace(/&gt;/g, ">").replace(/\n +/g, " ")).toContain(line);
    const page = htmlReport(aClassifierPage({}, some));
    for (const line of LINES) expect(page.replace(/&gt;/g, ">")).toContain(line);
    expect(comment(some).split("\n")[1]).toBe("### ✅ iris: improved, may merge");
  });

  test("nothing is said where nothing was found", () => {
    for (const text of [comment(found({})), terminal(found({}), { colour: false })])
      expect(text).not.toMatch(/Searched|Weakest/);
  });
});

describe("fairness", () => {
  const input = aReport("improved", {
    evaluation: anEvaluation("improved", { fairness: aFairness("sex", "sex = f") }),
    gate: aGate(false),
  });
  const page = htmlReport(aClassifierPage({}, input));
  const SAID =
    "Groups are further apart than the spec allows: equal_opportunity_difference by sex is 0.400 (at most 0.100).";

  test("a bound that is broken is on the first screen of every form", () => {
    expect(comment(input).split("\n")[3]).toContain(SAID);
    expect(terminal(input, { colour: false }).split("\n\n")[0]!.replaceAll("\n", " ")).toContain(SAID);
    expect(page.slice(page.indexOf('class="banner'), page.indexOf("<nav"))).toContain(SAID);
  });

  test("each measure has its figure, the champion's, interval and bound; what is not known is no zero", () => {
    expect(comment(input)).toContain(
      "| equal_opportunity_difference | 0.050 | 0.400 | 0.210 to 0.550 | ❌ at most 0.100 |\n| predictive_parity_difference | unknown | unknown |  |  |",
    );
    expect(terminal(input, { colour: false })).toMatch(
      /^ {2}equal_opportunity_difference +0\.050 +0\.400 +0\.210 to 0\.550 +at most 0\.100: beyond$/m,
    );
    expect(page).toContain('<span class="bad">✖ beyond</span> at most 0.100');
  });

  test("each group has its figures, and is said to be too small where it is", () => {
    expect(comment(input)).toContain(
      "| sex = f | 90 | 0.500 | 0.800 | 0.100 | unknown |\n| other | 7 (too few to judge) | 0.500 | 0.800 | 0.100 | 0.900 |",
    );
    for (const text of [comment(input), terminal(input, { colour: false }), page]) {
      const plain = text.replace(/\n +/g, " ");
      expect(plain).toContain(
        "sex = f has no row to tell predictive_parity_difference by: unknown, not zero.",
      );
      expect(plain).toContain("1 value of sex in 2 rows is not named or judged");
    }
  });

  test("what a group had from the champion stands before what it has now", () => {
    const known = aFairness("sex", "sex = f");
    const [first, ...others] = known.attributes[0]!.groups;
    const champion = {
      selection_rate: 0.45,
      true_positive_rate: 0.9,
      false_positive_rate: 0.1,
      precision: 0.7,
    };
    const fairness = {
      ...known,
      attributes: [{ ...known.attributes[0]!, groups: [{ ...first!, champion }, ...others] }],
    };
    const changed = aReport("improved", { evaluation: anEvaluation("improved", { fairness }) });
    expect(comment(changed)).toContain(
      "| sex = f | 90 | 0.450 → 0.500 | 0.900 → 0.800 | 0.100 → 0.100 | 0.700 → unknown |",
    );
    for (const text of [comment(changed), terminal(changed, { colour: false })])
      expect(text.replace(/\n +/g, " ")).toContain("Of a group: champion → this change.");
    expect(comment(input)).not.toContain("champion → this change");
  });

  test("a group with too few rows is told apart from one that a figure cannot be told of", () => {
    const known = aFairness("sex", "sex = f");
    const measures = known.attributes[0]!.measures.map((each) => ({ ...each, unknown: ["other"] }));
    const fairness = { ...known, attributes: [{ ...known.attributes[0]!, measures }] };
    expect(comment(aReport("improved", { evaluation: anEvaluation("improved", { fairness }) }))).toContain(
      "other has too few rows to be held against the others.",
    );
  });

  test("nobody reads of it where the spec names no one", () => {
    expect(comment(aReport("improved"))).not.toContain("Fairness");
    expect(htmlReport(aClassifierPage())).not.toContain('id="fairness"');
  });
});

describe.each(HOSTILE)("a slice called %j", (text) => {
  const of = (name: string) =>
    aReport("improved", { evaluation: anEvaluation("improved", groupRecords(name)), gate: aGate(false) });
  const tags = (name: string) => tagsOf(render(comment(of(name)).split("\n").slice(1).join("\n")));

  test("changes no structure and pings nobody, on the first screen too", () => {
    expect(tags(text)).toEqual(tags("word"));
    const prose = proseOf(render(comment(of(text)))).replace(/[0-9a-f]{12}/g, "");
    for (const [what, pattern] of Object.entries(SOUGHT)) expect(prose, what).not.toMatch(pattern);
  });
});
