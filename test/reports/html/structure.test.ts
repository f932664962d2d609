import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { htmlReport } from "../../../src/reports/html/html-report.ts";
import { anExplanation, aRefusal, aRobustness } from "../../support/records.ts";
import { attribute, byId, elementsIn, type Page, read, textOf, withTag } from "./page.ts";
import { aClassifierPage, aRegressionPage } from "./samples.ts";

const refused = { ...aClassifierPage(), ...aRefusal([{ code: "data-max", found: "51" }]), holdout: null };
const evaluation = {
  ...aClassifierPage().evaluation!,
  explanation: anExplanation(),
  robustness: aRobustness(),
};
const explained = aClassifierPage({}, { evaluation });
const pages: readonly (readonly [string, string])[] = [
  ["three classes", htmlReport(aClassifierPage())],
  ["two classes", htmlReport(aClassifierPage({ classes: ["no", "yes"] }))],
  [
    "forty classes",
    htmlReport(aClassifierPage({ classes: Array.from({ length: 40 }, (_, at) => `c${at}`) })),
  ],
  ["a regression", htmlReport(aRegressionPage())],
  ["more rows than are drawn", htmlReport(aClassifierPage({ rows: 5000 }))],
  ["refused data", htmlReport(refused)],
  ["an explained change", htmlReport(explained)],
];

const sectionsOf = (page: Page): (string | undefined)[] =>
  withTag(page, "section").map((element) => attribute(element, "id"));

describe.each(pages)("the page of %s", (_, text) => {
  const page = read(text);

  it("is HTML that no parser has to mend", () => {
    expect(page.errors).toEqual([]);
  });

  it("asks nobody for anything, and runs only what its policy names by hash", () => {
    const policy = withTag(page, "meta").find((each) => attribute(each, "http-equiv") !== undefined)!;
    const hashes = (["style", "script"] as const).map((tag) => {
      const [only, ...others] = withTag(page, tag);
      expect(others).toEqual([]);
      return `${tag}-src 'sha256-${createHash("sha256").update(textOf(only!)).digest("base64")}'`;
    });
    const wanted = [
      "default-src 'none'",
      ...hashes,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ];
    expect(attribute(policy, "content")!.split("; ")).toEqual(wanted);
    for (const { attrs } of page.elements)
      for (const { name, value } of attrs) {
        expect(name).not.toMatch(/^(on|style$|src|srcset|action|formaction|poster|background$|ping)/);
        if (name === "href")
          expect(value).toMatch(/^(#[\w-]+|data:,|https:\/\/github\.com\/flora\/iris\/.*)$/);
      }
    expect(textOf(withTag(page, "style")[0]!)).not.toMatch(/url\(|@import/);
    expect(withTag(page, "script").map(textOf).join("").length).toBeLessThan(5000);
  });

  it("names every element once, and points at nothing that is not there", () => {
    const ids = page.elements.flatMap((element) => attribute(element, "id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const element of page.elements) {
      const pointed = [
        ...(attribute(element, "aria-labelledby")?.split(" ") ?? []),
        ...(attribute(element, "data-filter") ? [attribute(element, "data-filter")!] : []),
        ...(attribute(element, "href")?.startsWith("#") ? [attribute(element, "href")!.slice(1)] : []),
      ];
      for (const id of pointed) expect(ids).toContain(id);
    }
  });

  it("has one main heading, and skips no level", () => {
    const levels = withTag(page, "h1", "h2", "h3", "h4").map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it("says in words and in a table what each chart shows", () => {
    const figures = withTag(page, "figure");
    for (const figure of figures) {
      const inside = elementsIn(figure);
      const svg = inside.find((each) => attribute(each, "role") === "img")!;
      const [title, description] = attribute(svg, "aria-labelledby")!
        .split(" ")
        .map((id) => textOf(byId(page, id)!));
      expect(title!.length).toBeGreaterThan(3);
      expect(description!.length).toBeGreaterThan(20);
      const labels = inside.filter((each) => attribute(each, "class") === "label").map(textOf);
      expect(labels.filter((label) => label.length > 3)).toHaveLength(2);
      const details = inside.find(({ tagName }) => tagName === "details")!;
      expect(elementsIn(details).filter(({ tagName }) => tagName === "tr").length).toBeGreaterThan(1);
    }
    const others = withTag(page, "svg").filter((svg) => attribute(svg, "role") !== "img");
    for (const svg of others) expect(attribute(svg, "aria-hidden")).toBe("true");
  });

  it("draws whole lines of numbers", () => {
    for (const path of withTag(page, "path", "circle", "rect"))
      for (const { value } of path.attrs) expect(value).not.toMatch(/NaN|Infinity|undefined|…/);
  });
});

describe("what is shown", () => {
  it("stands in the order of the comment", () => {
    const order = ["gate", "metrics", "confusion", "charts", "disagreements", "data", "recipe", "about"];
    expect(sectionsOf(read(pages[0]![1]))).toEqual(order);
    expect(sectionsOf(read(pages[3]![1]))).toEqual(order.filter((each) => each !== "confusion"));
  });

  it("of refused data is what is wrong with them", () => {
    const page = read(pages[5]![1]);
    expect(sectionsOf(page)).toEqual(["data", "about"]);
    expect(textOf(byId(page, "data")!)).toContain("Failed checks");
    expect(textOf(withTag(page, "h1")[0]!)).toContain("data refused");
  });

  it("has both curves of every class, of both models, and one of calibration", () => {
    const ids = (text: string) =>
      withTag(read(text), "svg").flatMap(
        (svg) => attribute(svg, "aria-labelledby")?.split("-title ")[0] ?? [],
      );
    expect(ids(pages[1]![1])).toEqual(["history-f1-macro", "roc-0", "precision-recall-0", "calibration"]);
    expect(ids(pages[0]![1]).filter((id) => id.startsWith("roc-"))).toHaveLength(3);
    expect(ids(pages[2]![1]).filter((id) => id.startsWith("roc-"))).toHaveLength(6);
    expect(textOf(byId(read(pages[2]![1]), "charts")!)).toContain("34 more classes have no curves here");
    expect(ids(pages[3]![1]).slice(1)).toEqual(["predicted", "residuals", "errors"]);
  });

  it("counts the same rows in the matrix of the change as the evaluation does", () => {
    const input = aClassifierPage();
    const page = read(htmlReport(input));
    const matrices = withTag(page, "table").filter((each) => attribute(each, "class") === "matrix");
    const counts = elementsIn(matrices[1]!)
      .filter((each) => attribute(each, "class")?.startsWith("heat"))
      .map((cell) => Number(textOf(cell.childNodes[0]!)));
    expect(counts).toEqual(input.evaluation!.confusion!.counts.flat());
    expect(matrices).toHaveLength(2);
  });

  it("goes without rows, curves and disagreements where only figures are known", () => {
    const page = read(htmlReport(aClassifierPage({}, { holdout: null, profile: null, history: [] })));
    expect(sectionsOf(page)).toEqual(["gate", "metrics", "confusion", "data", "recipe", "about"]);
  });
});
