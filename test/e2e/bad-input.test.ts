import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.close());

const HEADER = "id,sepal_length,sepal_width,petal_length,petal_width,species\n";
const spec = (change: (text: string) => string) => () => bench.edit("trunkline.yaml", change);
const data = (content: string | Uint8Array | ((text: string) => string)) => () => {
  if (typeof content === "function") bench.edit("data/iris.csv", content);
  else writeFileSync(join(bench.work, "data/iris.csv"), content);
};
/** Text as UTF-16, as a spreadsheet may save it. */
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

const CASES: readonly (readonly [
  name: string,
  spoil: () => void,
  code: string,
  exit: number,
  words: RegExp,
])[] = [
  ["no spec", () => rmSync(join(bench.work, "trunkline.yaml")), "spec-missing", 2, /trunkline init/],
  ["an empty spec", spec(() => ""), "spec-empty", 2, /without content/],
  [
    "an unknown key",
    spec((text) => text.replace("success:", "sucess:")),
    "spec-unknown-key",
    2,
    /trunkline\.yaml:10:3[\s\S]*did you mean `success`\?/,
  ],
  [
    "an unknown algorithm",
    spec((text) => text.replace("knn", "knm")),
    "spec-unknown-value",
    2,
    /did you mean knn\?/,
  ],
  [
    "an unknown param",
    spec((text) => text.replace("{ k: 5 }", "{ K_: 5 }")),
    "training-unknown-param",
    2,
    /train\.params\.K_/,
  ],
  [
    "a YAML bomb",
    spec(
      () =>
        `a: &a [${"x,".repeat(9)}x]\n${"bcdefgh"
          .split("")
          .map((c, i) => `${c}: &${c} [${`*${"abcdefg"[i]},`.repeat(9)}*${"abcdefg"[i]}]`)
          .join("\n")}\n`,
    ),
    "spec-too-many-aliases",
    2,
    /at most/,
  ],
  [
    "a missing data file",
    () => rmSync(join(bench.work, "data/iris.csv")),
    "data-file-missing",
    2,
    /trunkline\.yaml:14:13[\s\S]*data\/iris\.csv/,
  ],
  [
    "a feature of a column that is not there",
    spec((text) => text.replace("features:\n  petal_length", "features:\n  petal_lenght")),
    "features-unknown-column",
    2,
    /trunkline\.yaml:26:3[\s\S]*perhaps "petal_length"/,
  ],
  [
    "an expression that may not be",
    spec((text) => text.replace("features:\n", "features:\n  area: sepal_length * process.exit(3)\n")),
    "expression-",
    2,
    /trunkline\.yaml:26:3/,
  ],
  [
    "slices and groups of columns that are not there",
    spec(
      (text) =>
        `${text}evaluate:\n  slices: [{ column: sepal }]\n  fairness:\n    attributes: [sex]\n    positive: setosa\n`,
    ),
    "evaluate-unknown-column",
    2,
    /trunkline\.yaml:39:18[\s\S]*sex/,
  ],
  [
    "a direction of a column that is not there",
    spec((text) => `${text}evaluate:\n  robustness:\n    monotonic: { income: increasing }\n`),
    "robustness-unknown-column",
    2,
    /trunkline\.yaml:\d+:18[\s\S]*income/,
  ],
  ["an empty CSV", data(""), "data-empty-file", 1, /data\/iris\.csv/],
  ["a header only", data(HEADER), "data-header-only", 1, /data\/iris\.csv/],
  [
    "ragged rows",
    data((text) => `${text}151,1,2\n152,1,2,3,4,setosa,6\n`),
    "data-ragged-row",
    1,
    /iris\.csv:152[\s\S]*iris\.csv:153/,
  ],
  [
    "a duplicate header",
    data((text) => text.replace("sepal_width", "sepal_length")),
    "data-duplicate-header",
    1,
    /sepal_length/,
  ],
  [
    "Latin-1",
    data(Buffer.from(`${HEADER}1,5,3,1,1,s\u00e9tosa\n`, "latin1")),
    "data-wrong-encoding",
    1,
    /iris\.csv:2/,
  ],
  ["UTF-16", data(utf16(`${HEADER}1,5,3,1,1,setosa\n`)), "data-wrong-encoding", 1, /UTF-16/],
  [
    "a target with one class",
    data((text) => text.replace(/versicolor|virginica/g, "setosa")),
    "data-one-class",
    1,
    /setosa/,
  ],
  [
    "all values missing",
    data((text) => text.replace(/^(\d+),[\d.]+,/gm, "$1,,")),
    "data-all-missing",
    1,
    /sepal_length/,
  ],
  ["NaN", data((text) => text.replace("1,5.1,", "1,NaN,")), "data-not-finite", 1, /iris\.csv:2/],
  ["infinity", data((text) => text.replace("2,4.9,", "2,-inf,")), "data-not-finite", 1, /iris\.csv:3/],
  [
    "a value out of range",
    data((text) => text.replace("1,5.1,", "1,510,")),
    "data-",
    1,
    /iris\.csv:2[\s\S]*510/,
  ],
  // As the key's fault alone, though `unique` is asked of the same column.
  [
    "a key twice",
    data((text) => text.replace("\n2,", "\n1,")),
    "data-key-duplicate",
    1,
    /^(?![\s\S]*data-unique)[\s\S]*iris\.csv:3/,
  ],
  [
    "a path that leaves the repository",
    spec((text) => text.replace("data/iris.csv", "../../etc/passwd")),
    "spec-path-outside",
    2,
    /trunkline\.yaml:14:13[\s\S]*leaves the repository/,
  ],
  [
    "a link that leaves the repository",
    () => {
      rmSync(join(bench.work, "data"), { recursive: true });
      mkdirSync(join(bench.folder, "outside"));
      writeFileSync(join(bench.folder, "outside", "iris.csv"), HEADER);
      symlinkSync(join(bench.folder, "outside"), join(bench.work, "data"));
    },
    "spec-path-outside",
    2,
    /leaves the repository/,
  ],
  [
    "a model name that breaks a tag",
    spec((text) => text.replace("model: iris", "model: iris..v1~^")),
    "spec-wrong-value",
    2,
    /Git tag/,
  ],
  [
    "a command that fails",
    spec((text) =>
      text.replace(
        /algorithm: knn\n {2}params: .*\n/,
        'command: "echo oh no >&2; exit 3"\n  code: [data/iris.csv]\n',
      ),
    ),
    "training-command-failed",
    3,
    /exit code 3[\s\S]*oh no/,
  ],
  [
    "a command that leaves nothing",
    spec((text) =>
      text.replace(/algorithm: knn\n {2}params: .*\n/, 'command: "true"\n  code: [data/iris.csv]\n'),
    ),
    "training-predictions-missing",
    2,
    /predictions\.csv/,
  ],
];

describe("bad input", () => {
  it.each(CASES)("%s", (_, spoil, code, exit, words) => {
    spoil();
    const before = bench.git("status", "--porcelain");
    const ran = bench.try("run");
    const said = ran.out + ran.err;
    expect(ran.exit, said).toBe(exit);
    expect(said).toContain(code);
    expect(said).toMatch(words);
    expect(said).not.toMatch(/\n {4}at |internal-error|\[object Object\]|undefined/);
    expect(bench.git("status", "--porcelain")).toBe(before);
    // The same for programs: one JSON document, whatever was wrong.
    const json = bench.try("run", "--json", "--quiet");
    expect(json.exit).toBe(exit);
    expect(() => JSON.parse(json.out)).not.toThrow();
  });

  it("a place that is no repository", () => {
    const ran = bench.run(process.execPath, ["-e", ""], bench.folder);
    expect(ran.exit).toBe(0);
    bench.work = bench.folder;
    const said = bench.try("run");
    expect([said.exit, said.err]).toEqual([2, expect.stringContaining("git-no-repository")]);
  });

  it.each([
    [["rum"], "did you mean run?"],
    [["run", "--spce", "x"], "did you mean --spec?"],
    [["deploy"], "trunkline deploy STAGE"],
    [["deploy", "prodution"], "did you mean production?"],
    [["registry", "list"], "show or history"],
    [["deploy", "production"], "deploy-not-registered"],
    [["rollback", "production"], "rollback-no-stage"],
    [["compare", "v1.0.0", "v2.0.0"], "compare-unknown-version"],
    [["evaluate"], "evaluate-no-model"],
    [["run", "extra"], "usage-words"],
  ])("misuse: trunkline %j", (words, expected) => {
    const ran = bench.try(...words);
    expect(ran.exit).toBe(2);
    expect(ran.err).toContain(expected);
    expect(ran.err).not.toContain("internal-error");
  });

  it("--push without a remote", () => {
    bench.git("remote", "remove", "origin");
    expect(bench.try("register", "--push")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("git-no-remote"),
    });
  });

  it("a remote that is gone is the outside's fault", () => {
    rmSync(bench.remote, { recursive: true });
    expect(bench.try("register", "--push")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("git-no-remote"),
    });
  });

  it("Markdown, HTML and control characters in values and names stay inert in the report", () => {
    bench.edit("data/iris.csv", (text) =>
      text
        .replace("petal_width", '"<img src=x onerror=alert(1)> | @everyone `x`"')
        .replace(/virginica/g, '"[click](http://evil.example) | <b>#1</b> \u001b[31m"')
        .replace("1,5.1", "1,<script>"),
    );
    bench.edit("trunkline.yaml", (text) => text.replace("petal_width: { type", "petal_wdith: { type"));
    const terminal = bench.try("run");
    expect(terminal.exit).toBe(1);
    expect(terminal.out).not.toContain("\u001b[31m");
    const { out } = bench.try("report");
    expect(out).not.toMatch(/<script>|<img|<b>|\]\(http:|[^\w`]@everyone/);
  });
});
