import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { ROOT, Workbench } from "../e2e/workbench.ts";
import { launchChromium } from "./chromium.ts";
import { githubPage } from "./github-page.ts";
import { picturePath } from "./pictures.ts";
import { commentOnPullRequest } from "./pull-request.ts";

const WIDTH = 976;
let browser: Browser;
let page: Page;
let bench: Workbench;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  bench = new Workbench();
  for (const path of ["data", "trunkline.yaml"]) rmSync(join(bench.work, path), { recursive: true });
  cpSync(join(ROOT, "examples", "flights"), bench.work, { recursive: true });
  page = await browser.newPage();
  await page.setViewport({ width: WIDTH, height: 700, deviceScaleFactor: 1 });
});
afterEach(async () => {
  bench.close();
  await page.close();
});

function month(name: string): void {
  cpSync(join(bench.work, "months", `2001-${name}.csv`), join(bench.work, "data", "flights.csv"));
}

/** The model of a month, in production. */
function release(name: string): void {
  month(name);
  bench.commit(`The flights of ${name}`);
  bench.git("push", "--quiet", "origin", "main");
  bench.round();
}

async function picture(path: string, selector: string): Promise<void> {
  const file = picturePath(path);
  const element = await page.$(selector);
  await element!.screenshot({ path: file });
  expect(readFileSync(file).length).toBeGreaterThan(10_000);
}

it("pictures a pull request with spoiled rows: refused, and each by its line", {
  timeout: 120_000,
}, async () => {
  release("01");
  month("02");
  const comment = await commentOnPullRequest(bench, "The flights of February");
  for (const line of [28, 1568, 1920]) expect(comment).toContain(`data/flights.csv:${line}:7`);
  await page.setContent(githubPage(comment));
  const seen = (await page.evaluate("document.body.innerText")) as string;
  expect(seen).toContain("data refused, must not merge");
  await picture("docs/spoiled-pull-request.png", "body");
});

it("pictures the drift table of a month in which more flights were late", { timeout: 120_000 }, async () => {
  release("05");
  month("06");
  const comment = await commentOnPullRequest(bench, "The flights of June");
  await page.setContent(githubPage(comment));
  const drift = "xpath/.//details[contains(summary, 'Drift')]";
  await page.$eval(drift, (each) => {
    each.setAttribute("open", "");
    // With a margin, as wide as the table.
    each.setAttribute("style", "padding: 16px; width: max-content");
  });
  const seen = await page.$eval(drift, (each) => each.textContent);
  expect(seen).toMatch(/late, the target[\s\S]*JS distance/);
  expect(seen).toMatch(/delay[\s\S]*KS distance/);
  await picture("docs/drift.png", drift);
});
