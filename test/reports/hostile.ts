import type { ReportInput } from "../../src/reports/report-input.ts";
import { groupRecords } from "../support/groups.ts";
import { aGate, anEvaluation, anExplanation, aReport, aRobustness, aValidation } from "../support/records.ts";

/** Texts as they may stand in cells, column names, paths and commit data, each meant to be obeyed by something. */
export const HOSTILE: readonly string[] = [
  "a | b | c",
  "\\| \\\\| `|`",
  "`code` ``more`` ```",
  "```\nfence\n```",
  "~~~\nfence",
  "line\nbreak\r\nand\n\nparagraph",
  "# heading",
  "x\n# heading",
  "x\n---\ny",
  "===",
  "- item",
  "+ item",
  "1. item",
  "12) item",
  "> quote",
  "    indented code",
  "<b>bold</b><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</details></td></table><h1>out</h1>",
  "<!-- comment",
  "--> after",
  "<!-- trunkline:report model=other -->",
  "&lt;b&gt; &#60;b&#62; &copy;",
  "[link](https://example.com)",
  "[ref]\n\n[ref]: https://example.com",
  "![image](https://example.com/x.png)",
  "<https://example.com>",
  "https://example.com/path?x=1",
  "HTTP://EXAMPLE.COM ftp://example.com",
  "www.example.com WWW.EXAMPLE.COM",
  "somebody@example.com mailto:somebody@example.com",
  "@flora @flora/team (@flora)",
  "#123 flora/iris#123 GH-123 gh-7",
  "0123456789abcdef0123456789abcdef01234567 abcdef1",
  ":tada: :+1:",
  "*a* **a** _a_ __a__ ~~a~~ *",
  "$x^2$ $$y$$ $`z`$",
  "[^1] [x] - [ ] task",
  "[!NOTE] alert",
  "{{ expression }} {% tag %}",
  "\u001b[31mred\u001b[0m\u0007\u0000\u009b2J",
  "right\u202eto\u2066left\u200b\u200d\ufeff",
  "\u2028\u2029\u00ad\u034f\u3164\ufe0f\u{e0041}",
  "\ud800 lone",
  "::error::annotation",
  "x\n::error::annotation\n  ::add-mask::a",
  "##[error]annotation x ##[add-mask]a",
  "](javascript:alert(1))",
  "[x](javascript:alert(1)) <a href=javascript:alert(1)>x</a> javascript:alert(1)",
  "[x](data:text/html,<script>alert(1)</script>)",
  "</script><script>alert(1)</script>",
  "</style></svg></title></desc><script>alert(1)</script>",
  "</summary></details><details open ontoggle=alert(1)>",
  '" onload="alert(1)" x="',
  "' autofocus onfocus=alert(1) '",
  "x` onclick=alert(1) `",
  "<svg/onload=alert(1)>",
  "<iframe src=https://example.com></iframe><form action=https://example.com><input>",
  "<plaintext>",
  "]]><![CDATA[<script>alert(1)</script>",
  "&#x3c;script&#x3e; &#x202e;",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay text
  "${{ secrets.GITHUB_TOKEN }} ${alert(1)} {{constructor.constructor('alert(1)')()}} <%= 1 %> #{1}",
  '```mermaid\ngraph TD; A-->B\nclick A href "javascript:alert(1)"\n```',
  "%%{init: {'securityLevel': 'loose', 'theme': 'forest'}}%%",
  '"] line [1, 2]\nx-axis ["a',
  "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 e\u0301",
  "\u0639\u0631\u0628\u064a \u202eabc\u202c \u2067x",
  "x".repeat(5000),
  "<|`@#1".repeat(800),
  "",
  "   ",
];

/** A waiver whose words are this text. */
export const waiverOf = (text: string) => ({
  reason: text.trim() || "x",
  approved_by: text.trim() || "x",
  since: "2026-11-20",
  until: "2026-12-31",
});

/** A report with one text in every place that data, names, commits and tags reach. */
export function hostileReport(hostile: string): ReportInput {
  const data = {
    rows: { before: 1, after: 1, added: 0, removed: 0, changed: 0 },
    columns: { added: [hostile], removed: [hostile] },
  };
  const confusion = {
    classes: [hostile, "b"],
    counts: [
      [1, 2],
      [3, 4],
    ],
  };
  return aReport("improved", {
    model: `iris${hostile}`,
    problem: { statement: hostile || "x", owner: hostile || "x" },
    validation: {
      ...aValidation([
        {
          code: hostile,
          found: hostile,
          where: { file: hostile, line: 1 },
          expected: hostile || "x",
          next: hostile || "x",
        },
      ]),
      files: [{ path: hostile, rows: 1 }],
    },
    evaluation: anEvaluation("improved", {
      data,
      confusion,
      ...groupRecords(hostile),
      explanation: anExplanation(() => hostile),
      robustness: aRobustness(() => hostile),
      own_metrics: [{ name: hostile, direction: "higher", challenger: 2, champion: 1, gated: true }],
      champion: { ...anEvaluation().champion!, version: hostile },
    }),
    gate: aGate(true, {
      reasons: [
        { rule: "minimum", passed: true, text: hostile },
        { rule: "regression", metric: hostile, passed: false, text: "worse", waived: waiverOf(hostile) },
      ],
      waivers: [{ rule: hostile.trim() || "x", ...waiverOf(hostile), state: "unknown" }],
    }),
    training: { outcome: "registered", version: hostile, algorithm: hostile },
    recipeChanges: [hostile, `features.${hostile}: 1 → 2`, `train.params.${hostile}: 1 → 2`],
    history: [0.5, 0.6].map((f1_macro) => ({ version: hostile, metrics: { f1_macro } })),
    run: {
      commit: "abc", // A plain address is linked, as it should be: that has its own test.
      url: /^https?:/i.test(hostile) ? "x" : hostile || "x",
      reproduce: [hostile],
    },
  });
}
