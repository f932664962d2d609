import { expect, test } from "vitest";
import { showLines, showText } from "../../src/core/show-text.ts";

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
