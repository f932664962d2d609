import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.ts";
import { wrongPattern } from "../../../src/stages/problem/check-pattern.ts";

const SOUND = [
  "[A-Z]{2}\\d{4}",
  "\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2})?)?",
  "[a-z]+(?:-[a-z]+)*",
  "(?<whole>\\d+)(?:[.,]\\d+)?",
  "(?:\\d{1,3}\\.){3}\\d{1,3}",
  "(?:foo|bar|\\*)+",
  "[^@\\s]+@[^@\\s]+\\.[a-z]{2,}",
  ".*error.*",
  "(?!000)\\d{3}",
  "\\p{Lu}\\p{Ll}*(?: \\p{Lu}\\p{Ll}*)*",
  "-?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?",
  "(?:\\w+\\s)*\\w+",
  "[\\]\\-()+*?]+",
  "",
];

/** Each takes longer than anybody waits on some cell of a hundred characters or of a few thousand. */
const ENDLESS = [
  "(a+)+",
  "([a-z]+)*",
  "(a*)*b",
  "(?:a+)+?b",
  "((a+)b?)+",
  "(a|a)*b",
  "(a|aa)+",
  "(?:\\d|\\w)+-",
  "(.|\\s)*x",
  "([.]|[^,])*;",
  "(a|b|ab)*c",
  "(\\w+\\s?)+",
  "(a?){40}a{40}",
  "(a*){20}b",
  "(?:a{0,9}){0,9}b",
  "(a??b?)+c",
  "(x+x+)+y",
  "(?:(?=a+)a)*b",
  "a*a*a*a*a*b",
  ".*a.*b.*c.*d",
  `${"a?".repeat(40)}${"a".repeat(40)}`,
  "(\\u0061|a)*b",
  "(\\x61|\\u{61})*b",
  "(?:[\\u4e00-\\u4e80]|[\\u4e7f-\\u4eff])+b",
  "(?:\\p{Script=Greek}|\\p{L})+b",
];

describe("a pattern for cells", () => {
  it.each(SOUND)("%j is taken", (pattern) => {
    expect(wrongPattern(pattern)).toBeNull();
  });

  it.each(ENDLESS)("%j is refused", (pattern) => {
    expect(() => new RegExp(pattern, "u")).not.toThrow();
    expect(wrongPattern(pattern)).toMatch(/same text in (?:several|too many) ways|looks around within/);
  });

  it.each([
    ["[a-", "[a-"],
    ["(", "("],
    ["a{2,1}", "a{2,1}"],
    ["\\d+\\", "\\d+\\"],
    ["(a)\\1", "refers back"],
    ["(?<x>a)\\k<x>", "refers back"],
    ["x".repeat(501), "501 characters"],
  ])("%j is refused with what is wrong", (pattern, words) => {
    expect(wrongPattern(pattern)).toContain(words);
  });

  it("takes a character class whole, whatever stands in it", () => {
    expect(wrongPattern("[(+]+x")).toBeNull();
    expect(wrongPattern("\\(\\+\\)+x")).toBeNull();
    expect(wrongPattern("[\\]+*]+x")).toBeNull();
  });

  it("is judged soon, however it is built", () => {
    const hostile = [
      `${"(".repeat(249)}a${")".repeat(249)}`,
      "a?".repeat(250),
      "(a|b".repeat(100) + ")".repeat(100),
    ];
    hostile.push(
      `${"(?:a?".repeat(80)}${")*".repeat(80)}`,
      `${"[\\s\\S]|".repeat(62)}x`,
      `${"(?=".repeat(120)}a${")".repeat(120)}`,
    );
    const begin = performance.now();
    for (const pattern of hostile) wrongPattern(pattern);
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  // Patterns at random over two letters: what is taken must decide about cells that nearly match, and soon.
  it("takes nothing that a short cell can keep busy", async () => {
    const random = seededRandom(11);
    const pick = (list: readonly string[]) => list[Math.floor(random.next() * list.length)]!;
    const part = (depth: number): string => {
      const atom =
        depth > 0 && random.next() < 0.5 ? `(?:${some(depth - 1)})` : pick(["a", "b", ".", "[ab]", "[^b]"]);
      return atom + pick(["", "", "*", "+", "?", "{0,7}", "{2}"]);
    };
    const some = (depth: number): string =>
      Array.from({ length: 1 + Math.floor(random.next() * 3) }, () => part(depth)).join(pick(["", "", "|"]));
    const patterns = Array.from({ length: 4000 }, () => some(3));
    const taken = patterns.filter((pattern) => wrongPattern(pattern) === null);
    expect(taken.length).toBeGreaterThan(400);
    expect(taken.length).toBeLessThan(3600);
    expect(await stuckOn(taken)).toBeNull();
  });
});

/** The pattern that a cell keeps busy for ten seconds, found in a thread that can be ended; null when there is none. */
async function stuckOn(patterns: readonly string[]): Promise<string | null> {
  const code = `
    const { parentPort, workerData } = require("node:worker_threads");
    const cells = ["a", "b", "ab", "aab"].flatMap((part) => [part.repeat(40) + "\\n", part.repeat(40) + "c"]);
    for (const pattern of workerData) {
      parentPort.postMessage(pattern);
      const whole = new RegExp("^(?:" + pattern + ")$", "u");
      for (const cell of cells) whole.test(cell);
    }`;
  const worker = new Worker(code, { eval: true, workerData: patterns });
  let last: string | null = null;
  return new Promise((resolve, reject) => {
    let timer = setTimeout(() => {}, 0);
    const ended = (answer: string | null) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(answer);
    };
    worker.on("message", (pattern: string) => {
      last = pattern;
      clearTimeout(timer);
      timer = setTimeout(() => ended(last), 10_000);
    });
    worker.on("error", reject);
    worker.on("exit", () => ended(null));
  });
}
