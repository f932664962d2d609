import { describe, expect, it } from "vitest";
import { codeBlock, codeSpan, markdownCell, markdownText } from "../../../src/reports/markdown/escape.ts";
import { visible } from "../../../src/reports/words/visible.ts";
import { HOSTILE } from "../hostile.ts";
import { proseOf, render, SOUGHT, tagsOf, textOf } from "../render.ts";

const GAP = /\u200b/g;
describe.each(HOSTILE)("the text %j", (text) => {
  it("is only text in a paragraph", () => {
    const html = render(markdownText(text));
    expect(tagsOf(html).filter((tag) => !/^<\/?p>$/.test(tag))).toEqual([]);
    for (const [what, pattern] of Object.entries(SOUGHT)) expect(proseOf(html), what).not.toMatch(pattern);
  });

  it("is only text in a list, a quotation and a heading", () => {
    const inert = markdownText(text);
    const html = render(`- ${inert}\n- b\n\n> ${inert}\n\n### ${inert} end\n`);
    const ours = /^<\/?(?:ul|li|blockquote|p|h3)>$/;
    expect(tagsOf(html).filter((tag) => !ours.test(tag))).toEqual([]);
    expect(html.match(/<li>/g)).toHaveLength(2);
    expect(html.match(/<h3>/g)).toHaveLength(1);
  });

  it.each([
    ["markdownCell", markdownCell],
    ["codeSpan", codeSpan],
  ])("stays in one table cell by %s", (_, inert) => {
    const html = render(`| a | b |\n| --- | --- |\n| ${inert(text)} | last |\n| ${inert(text)} | last |\n`);
    const ours = /^<\/?(?:table|thead|tbody|tr|th|td|code)>$/;
    expect(tagsOf(html).filter((tag) => !ours.test(tag))).toEqual([]);
    expect(html.match(/<td>/g)).toHaveLength(4);
    expect(html.match(/<td>last<\/td>/g)).toHaveLength(2);
    for (const [what, pattern] of Object.entries(SOUGHT)) expect(proseOf(html), what).not.toMatch(pattern);
  });

  it("is only text as code and in a block of code", () => {
    const span = render(`before ${codeSpan(text)} after`);
    expect(tagsOf(span).filter((tag) => !/^<\/?(?:p|code)>$/.test(tag))).toEqual([]);
    const block = render(codeBlock([text, "second"], "sh"));
    expect(tagsOf(block)).toEqual(["<pre>", '<code class="language-sh">', "</code>", "</pre>"]);
    expect(textOf(block)).toBe(`${visible(text, 2000)}\nsecond\n\n`);
  });

  it("reads as it was, with what was invisible spelled out", () => {
    const read = textOf(render(markdownText(text)))
      .replace(GAP, "")
      .replace(/\s+/g, " ")
      .trim();
    expect(read).toBe(visible(text.trim()).replace(/\s+/g, " "));
    expect(markdownText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
  });
});

it("leaves plain words alone", () => {
  expect(markdownText("f1_macro is 0.951, at least 0.9 (v1.0.0); it's fine")).toBe(
    "f1_macro is 0.951, at least 0.9 (v1.0.0); it's fine",
  );
});

it("cuts what is too long, by characters and not within one", () => {
  expect(markdownText("😀".repeat(20), 10)).toBe(`${"😀".repeat(9)}…`);
});
