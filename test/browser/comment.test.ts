import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { htmlReport } from "../../src/reports/html/html-report.ts";
import { checkRun } from "../../src/reports/markdown/check-run.ts";
import { comment } from "../../src/reports/markdown/comment.ts";
import { summary } from "../../src/reports/markdown/summary.ts";
import { HOSTILE, hostileReport } from "../reports/hostile.ts";
import { aClassifierPage } from "../reports/html/samples.ts";
import { SOUGHT } from "../reports/render.ts";
import { launchChromium } from "./chromium.ts";
import { githubPage } from "./github-page.ts";
import { picturePath } from "./pictures.ts";

const mermaid = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");
const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const WIDTH = 976;
const PHONE = 390;

let browser: Browser;
let page: Page;
let heard: string[];
let asked: string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  page = await browser.newPage();
  [heard, asked] = [[], []];
  page.on("console", (message) => void heard.push(message.text()));
  page.on("pageerror", (error) => void heard.push(String(error)));
  page.on("dialog", (dialog) => {
    heard.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("request", (request) => void asked.push(request.url()));
});
afterEach(() => page.close());

async function show(markdown: string, width = WIDTH): Promise<void> {
  await page.setViewport({ width, height: 800, deviceScaleFactor: 1 });
  await page.setContent(githubPage(markdown));
}

/** Draws the charts as GitHub does; gives what Mermaid has to say against each. */
async function draw(): Promise<string[]> {
  await page.addScriptTag({ path: mermaid });
  return page.evaluate(`(async () => {
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
    const wrong = [];
    for (const block of document.querySelectorAll("pre.mermaid")) {
      const text = block.textContent;
      try {
        await mermaid.parse(text);
        // Drawn only where it is seen, as a folded block has no size.
        const folded = block.closest("details");
        if (folded) folded.open = true;
        await mermaid.run({ nodes: [block] });
        if (folded) folded.open = false;
      } catch (error) { wrong.push(String(error) + " in " + text); }
    }
    return wrong;
  })()`) as Promise<string[]>;
}

describe("the comments of the demo", () => {
  const played = spawnSync(process.execPath, [cli, "demo", "--json"], { encoding: "utf8" });
  const { comments } = JSON.parse(played.stdout) as { comments: { title: string; comment: string }[] };
  const [improved, refused, worse] = comments as [
    (typeof comments)[0],
    (typeof comments)[0],
    (typeof comments)[0],
  ];

  it("are those of its three pull requests", () => {
    expect(comments.map(({ title }) => title)).toEqual([
      "Use the petals, too",
      "Add a flower",
      "Try the simplest model",
    ]);
  });

  it.each([
    ["improved", improved, 1],
    ["refused", refused, 0],
    ["worse", worse, 1],
  ])("are drawn by Mermaid without an error: %s", async (_, { comment: markdown }, charts) => {
    await show(markdown);
    expect(await draw()).toEqual([]);
    expect(await page.$$eval("pre.mermaid svg[aria-roledescription=xychart]", (all) => all.length)).toBe(
      charts,
    );
    expect(await page.evaluate("document.body.textContent")).not.toContain("Syntax error");
    const colours = await page.$$eval("pre.mermaid .line-plot-0 path", (all) =>
      all.map((line) => line.getAttribute("stroke")),
    );
    expect(colours).toEqual(Array(charts).fill("#2f81f7"));
    expect(heard).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("say on the first screen what is decided, by what, what got worse and what changed", async () => {
    await show(worse.comment);
    const seen = (await page.evaluate("document.body.innerText")) as string;
    for (const words of [
      "must not merge",
      "Gate failed: 3 of 3",
      "f1_macro",
      "What got worse",
      "What changed",
    ])
      expect(seen).toContain(words);
    const worst = await page.evaluate(
      `[...document.querySelectorAll("strong")].find((each) => each.textContent === "What got worse").getBoundingClientRect().bottom`,
    );
    expect(worst).toBeLessThan(900);
  });

  it("fit a phone: only tables scroll sideways", async () => {
    await show(improved.comment, PHONE);
    await draw();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(PHONE);
  });

  it("are pictured for the README", async () => {
    await show(improved.comment);
    await draw();
    const file = picturePath(".github/comment.png");
    await page.screenshot({ path: file, fullPage: true });
    expect(readFileSync(file).readUInt32BE(16)).toBe(WIDTH);
  });
});

/** What a reader could be led astray by, that is not ours: elements, addresses, and what GitHub would link in the text. */
const strays = (within: string, patterns: readonly RegExp[]) =>
  page.evaluate(
    `((within, patterns) => {
      const root = document.querySelector(within);
      const found = [...root.querySelectorAll("script,img,iframe,object,embed,form,input,svg,video,audio,style,base,meta,link")].map((each) => each.outerHTML.slice(0, 200));
      for (const each of root.querySelectorAll("a")) if (!each.href.startsWith("https://github.com/flora/iris/")) found.push(each.outerHTML.slice(0, 200));
      for (const each of root.querySelectorAll("*")) for (const { name } of each.attributes) if (/^on/.test(name)) found.push(name);
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (!node.parentElement.closest("code,pre"))
          for (const [source, flags] of patterns) if (new RegExp(source, flags).test(node.data)) found.push(source + " in " + node.data.slice(0, 200));
      return found;
    })(${JSON.stringify(within)}, ${JSON.stringify(patterns.map(({ source, flags }) => [source, flags]))})`,
  ) as Promise<string[]>;

describe("hostile text has no script, image, link or mention that we did not write", () => {
  // The digests of a report are its own, and stand in code.
  const sought = Object.values(SOUGHT);
  const page976 = { width: WIDTH, height: 800 };

  it("where it is not escaped, these checks find it", async () => {
    const raw =
      "<b>@flora</b> <img alt=x> [a](https://example.com) <i onclick='x'>#12</i>\n\nhttps://example.com";
    await page.setContent(githubPage(raw));
    const found = (await strays(".markdown-body", sought)).join("\n");
    for (const each of ["<img", "https://example.com", "onclick", "@flora", "#12"])
      expect(found).toContain(each);
  });

  it("in the comment, the job summary and the check run, whose charts are drawn all the same", async () => {
    await page.setViewport(page976);
    for (const hostile of HOSTILE) {
      const report = hostileReport(hostile);
      const check = checkRun(report);
      for (const markdown of [comment(report), summary(report), check.summary, check.text]) {
        await page.setContent(githubPage(markdown));
        const charts = await page.$$eval("pre.mermaid", (all) => all.length);
        expect(charts).toBe(/^```mermaid\n/m.test(markdown) ? 1 : 0);
        expect(await strays(".markdown-body", sought), hostile).toEqual([]);
      }
    }
    expect(heard).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("in Mermaid: every chart parses, and no version becomes anything but a label", async () => {
    const reports = HOSTILE.map((hostile) => comment(hostileReport(hostile)));
    const charts = reports.flatMap((text) => text.match(/```mermaid\n[^`]*```/g) ?? []);
    expect(charts).toHaveLength(HOSTILE.length);
    await show([...new Set(charts)].join("\n\n"));
    expect(await draw()).toEqual([]);
    expect(
      await page.$$eval("pre.mermaid a, pre.mermaid image, pre.mermaid foreignObject", (all) => all.length),
    ).toBe(0);
    expect(heard).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("in the HTML report", async () => {
    for (let start = 0; start < HOSTILE.length; start += 10) {
      const texts = HOSTILE.slice(start, start + 10);
      const text = (index: number) => texts[index % texts.length]!;
      const input = aClassifierPage(
        {
          rows: 60,
          classes: [...texts, "other"],
          columns: texts.length,
          columnName: text,
          cell: () => text(0),
          key: (row) => `${text(row)}${row}`,
        },
        {
          ...hostileReport(text(0)),
          evaluation: aClassifierPage({ rows: 60, classes: [...texts, "other"] }).evaluation,
        },
      );
      await page.setContent(htmlReport(input));
      const found = await page.evaluate(`(() => ({
        scripts: document.scripts.length,
        images: document.querySelectorAll("img,image,iframe,object,embed,form,video,audio,base").length,
        links: [...document.links].map((each) => each.getAttribute("href")).filter((href) => !/^#[a-z]+$/.test(href)),
        handlers: [...document.querySelectorAll("*")].flatMap((each) => [...each.attributes]).filter(({ name }) => /^on/.test(name)).length,
      }))()`);
      expect(found).toEqual({ scripts: 1, images: 0, links: [], handlers: 0 });
    }
    expect(heard).toEqual([]);
    expect(asked.filter((url) => url !== "data:,")).toEqual([]);
  });
});
