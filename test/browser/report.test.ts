import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { htmlReport } from "../../src/reports/html/html-report.ts";
import { HOSTILE } from "../reports/hostile.ts";
import { aClassifierPage, aRegressionPage } from "../reports/html/samples.ts";
import { groupRecords } from "../support/groups.ts";
import { anEvaluation } from "../support/records.ts";
import { launchChromium } from "./chromium.ts";
import { picturePath } from "./pictures.ts";
import { showcase } from "./showcase.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const hostile = aClassifierPage(
  { classes: HOSTILE.slice(15, 25), columnName: (index) => HOSTILE[index]!, columns: HOSTILE.length },
  {
    model: HOSTILE[17]!,
    recipeChanges: HOSTILE,
    evaluation: anEvaluation("improved", { rows: 240, ...groupRecords(HOSTILE[17]!) }),
  },
);
const reports = {
  showcase: htmlReport(showcase()),
  regression: htmlReport(aRegressionPage()),
  hostile: htmlReport(hostile),
  large: htmlReport(aClassifierPage({ rows: 5000, columns: 100 })),
};
const names = Object.keys(reports) as (keyof typeof reports)[];
const WIDE = { width: 1280, height: 1000, deviceScaleFactor: 1 };
const PHONE = { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

let folder: string;
let browser: Browser;
let page: Page;
let heard: string[];
let asked: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trunkline-browser-"));
  for (const name of names) writeFileSync(join(folder, `${name}.html`), reports[name]);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  page = await browser.newPage();
  [heard, asked] = [[], []];
  page.on("console", (message) => void heard.push(message.text()));
  page.on("pageerror", (error) => void heard.push(String(error)));
  page.on("dialog", (dialog) => void heard.push(`dialog ${dialog.message()}`));
  page.on("request", (request) => void asked.push(request.url()));
});

afterEach(() => page.close());

async function open(name: keyof typeof reports, theme: "light" | "dark" = "light", size = WIDE) {
  await page.setViewport(size);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
}

/** The page at rest, with all that folds out folded out. */
async function unfold(): Promise<void> {
  await page.evaluate(`for (const each of document.querySelectorAll("details")) each.open = true`);
}

const focused = () =>
  page.evaluate(
    `(document.activeElement?.id || "") + " " + document.activeElement?.tagName + " " + document.activeElement?.textContent.slice(0, 20)`,
  ) as Promise<string>;

describe.each(names)("the page %s", (name) => {
  it("says nothing to the console and asks for nothing but itself", async () => {
    await open(name);
    await unfold();
    expect(heard).toEqual([]);
    expect(asked.filter((url) => !url.startsWith("file:") && url !== "data:,")).toEqual([]);
    expect(asked.filter((url) => url.startsWith("file:"))).toHaveLength(1);
  });

  it.each(["light", "dark"] as const)("has no serious finding of axe's, %s", async (theme) => {
    await open(name, theme);
    if (name !== "large") await unfold();
    // Not a script of the page, so its policy does not concern it.
    await page.evaluate(axe);
    const findings = (await page.evaluate(
      `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 160) + " " + failureSummary) })))`,
    )) as { id: string; impact: string }[];
    expect(findings.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  });

  it("fits a phone: only tables scroll sideways", async () => {
    await open(name, "light", PHONE);
    await unfold();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.width);
  });
});

describe.each(names)("the charts of %s", (name) => {
  it("write no text over another, and none beyond the picture", async () => {
    await open(name);
    const wrong = (await page.evaluate(`(() => {
      const found = [];
      for (const svg of document.querySelectorAll("svg[role=img]")) {
        const frame = svg.getBoundingClientRect();
        // What stands aslant has a box that is larger than itself.
        const texts = [...svg.querySelectorAll("text")].filter((text) => !/rotate\\(-38/.test(text.getAttribute("transform")));
        const boxes = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
        boxes.forEach(([text, box], at) => {
          if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
            found.push(svg.querySelector("title").textContent + ": beyond: " + text);
          for (const [other, beside] of boxes.slice(at + 1))
            if (box.left < beside.right && beside.left < box.right && box.top < beside.bottom - 2 && beside.top < box.bottom - 2)
              found.push(svg.querySelector("title").textContent + ": " + text + " over " + other);
        });
      }
      return found;
    })()`)) as string[];
    expect(wrong).toEqual([]);
  });
});

it("shows on a phone what each metric came to, and its verdict, without scrolling sideways", async () => {
  await open("showcase", "light", PHONE);
  const starts = (await page.evaluate(
    `[...document.querySelectorAll("#metrics-table tbody tr")].map((row) => row.lastElementChild.getBoundingClientRect().left)`,
  )) as number[];
  // Its word has room, whatever the machine's fonts are.
  expect(Math.max(...starts)).toBeLessThanOrEqual(PHONE.width - 80);
});

describe("by keyboard alone", () => {
  it("reaches the report, the themes, the sections, the heads of the tables and the filter", async () => {
    await open("showcase");
    const reached: string[] = [];
    for (let step = 0; step < 80; step++) {
      await page.keyboard.press("Tab");
      reached.push(await focused());
    }
    const all = reached.join("\n");
    expect(reached[0]).toContain("Skip to the report");
    for (const sought of [
      /^theme-auto INPUT/m,
      / A Metrics/,
      / BUTTON Metric/,
      / INPUT /,
      / SELECT all rows/,
    ])
      expect(all).toMatch(sought);
  });

  it("changes the theme, whatever the system wants", async () => {
    await open("showcase", "light");
    const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await ground();
    await page.focus("#theme-auto");
    await page.keyboard.press("ArrowRight");
    expect(await ground()).toBe(light);
    await page.keyboard.press("ArrowRight");
    expect(await ground()).not.toBe(light);
  });

  it("sorts by a head, and back", async () => {
    await open("showcase");
    const values = () =>
      page.evaluate(
        `[...document.querySelectorAll("#metrics-table tbody tr")].map((row) => Number(row.cells[2].dataset.v))`,
      ) as Promise<number[]>;
    const up = [...(await values())].sort((a, b) => a - b);
    await page.focus("#metrics-table thead th:nth-child(3) button");
    await page.keyboard.press("Enter");
    expect(await values()).toEqual([...up].reverse());
    await page.keyboard.press("Enter");
    expect(await values()).toEqual(up);
    expect(
      await page.$eval("#metrics-table thead th:nth-child(3)", (head) => head.getAttribute("aria-sort")),
    ).toBe("ascending");
  });

  it("finds and filters the rows of disagreement, and says how many are left", async () => {
    await open("showcase");
    const shown = () =>
      page.evaluate(
        `[...document.querySelectorAll("#disagreements-table tbody tr")].filter((row) => !row.hidden).map((row) => row.dataset.group + " " + row.cells[0].textContent)`,
      ) as Promise<string[]>;
    const all = await shown();
    const wanted = all.filter((row) => row.startsWith("champion"));
    await page.select("[data-filter] select", "champion");
    expect(await shown()).toEqual(wanted);
    const [, key] = wanted[0]!.split(" ");
    await page.type("[data-filter] input", key!.toUpperCase());
    expect(await shown()).toEqual([wanted[0]]);
    expect(await page.$eval("[data-filter] output", (each) => each.textContent)).toBe(
      `1 of ${all.length} rows`,
    );
  });
});

it("is searched where a table has a row for each of a hundred columns", async () => {
  await open("large");
  await unfold();
  const shown = () =>
    page.evaluate(
      `[...document.querySelectorAll("#profile-table tbody tr")].filter((row) => !row.hidden).length`,
    );
  const all = (await shown()) as number;
  expect(all).toBeGreaterThan(90);
  await page.type("[data-filter=profile-table] input", "_99");
  expect(await shown()).toBe(1);
  expect(await page.$eval("[data-filter=profile-table] output", (each) => each.textContent)).toBe(
    `1 of ${all} rows`,
  );
});

it("is printed whole: nothing scrolls, nothing is only for a screen", async () => {
  await open("showcase", "dark");
  await page.emulateMediaType("print");
  expect(await page.$eval("nav", (each) => each.checkVisibility())).toBe(false);
  expect(await page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(23, 32, 43)");
  const cut = await page.$$eval(
    ".tall .scroll",
    (all) => all.filter((each) => each.checkVisibility() && each.clientHeight < each.scrollHeight - 1).length,
  );
  expect(cut).toBe(0);
});

it("is complete without its script", async () => {
  await page.setJavaScriptEnabled(false);
  await open("showcase");
  expect(await page.$eval("#metrics-table", (table) => table.textContent?.includes("log_loss"))).toBe(true);
  expect(await page.$$("thead button")).toEqual([]);
  expect(await page.$eval("[data-filter]", (tools) => tools.checkVisibility())).toBe(false);
});

it.each([
  ["light", "light", WIDE],
  ["dark", "dark", WIDE],
  ["phone", "light", PHONE],
] as const)("is pictured for the documentation: %s", async (name, theme, size) => {
  await open("showcase", theme, size);
  const height = name === "phone" ? 2200 : 2300;
  const path = picturePath(`docs/report-${name}.png`);
  await page.setViewport({ ...size, deviceScaleFactor: 1, height });
  await page.screenshot({ path, clip: { x: 0, y: 0, width: size.width, height } });
  expect(readFileSync(path).length).toBeGreaterThan(20_000);
});
