import { expect, test } from "vitest";
import { showLines, showPath, showText, visibleText } from "../../src/core/show-text.ts";

test("invisible characters are made visible, others stay as they are", () => {
  expect(showText("a\tb\r\nc\u0000\u001b[31m\u202E\u200Bé😀<b>|`")).toBe(
    '"a\\tb\\r\\nc\\u{0}\\u{1b}[31m\\u{202e}\\u{200b}é😀<b>|`"',
  );
});

test("long text is cut between characters", () => {
  expect(showText("x".repeat(60))).toBe(`"${"x".repeat(60)}"`);
  expect(showText("x".repeat(61))).toBe(`"${"x".repeat(59)}…"`);
  expect(showText("😀".repeat(1000), 5)).toBe('"😀😀😀😀…"');
});

test("lines", () => {
  expect(showLines([7])).toBe("line 7");
  expect(showLines([1, 2, 3, 4], 2)).toBe("lines 1, 2 and 2 more");
});

test("a path is shown as it is, unless something in it would not be seen", () => {
  expect(showPath("data/iris 2.csv")).toBe("data/iris 2.csv");
  expect(showPath("a\n::error::b.csv")).toBe('"a\\n::error::b.csv"');
});

test("a whole message keeps its lines and tabs", () => {
  expect(visibleText("a\n\tb\u001b[2Jc\rd\u202e")).toBe("a\n\tb\\u{1b}[2Jc\\rd\\u{202e}");
});
