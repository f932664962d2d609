import { but, plus } from "./specs.ts";

const rules = (...each: string[]) => but("species", `species\n  success: [${each.join(", ")}]`);
const regression = (rule: string) => rules(rule).replace("classification", "regression");
const expectation = (text: string) => but("[data/iris.csv]", `[a.csv]\n  expect: { a: { ${text} } }`);
/** The success criteria are in line 5, the waivers in lines 11 and after. */
const waivers = (...each: string[]) =>
  `${rules("{ metric: f1_macro, min: 0.5 }")}gate:\n  waivers:\n${each
    .map(
      (keys) =>
        `    - { ${["rule: regression of f1_macro", "since: 2026-11-20", "until: 2026-12-31"].filter((line) => !keys.includes(line.split(":")[0]!)).join(", ")}, approved_by: a, reason: b, ${keys} }\n`,
    )
    .join("")}`;
const splits = (text: string) => but("[data/iris.csv]", `[a.csv]\n  split: { ${text} }`);
const stages = (...paths: string[]) =>
  plus("deploy:", ...paths.map((path, index) => `  s${index + 1}: { target: directory, path: "${path}" }`));

const collected = (from: string, to = "data/a.csv") =>
  plus("collect:", "  - name: a", `    from: ${from}`, `    to: ${to}`);

/** Specs whose parts contradict each other, with what is found and where, and words that must be said. */
export const CONTRADICTIONS: readonly (readonly [
  name: string,
  text: string,
  found: readonly string[],
  words: RegExp,
])[] = [
  [
    "a rule for a column that drift ignores",
    plus("drift:", "  ignore: [age]", "  columns: { age: { test: js } }"),
    ["spec-drift-ignored 11:19"],
    /a rule for "age", which `ignore` leaves out/,
  ],
  [
    "folds for an algorithm that does not ask for them",
    splits("folds: 5"),
    ["spec-split-folds 7:19"],
    /`folds` for the algorithm knn/,
  ],
  ["repeats without folds", splits("repeats: 3"), ["spec-split-folds 7:21"], /`repeats` without `folds`/],
  [
    "one sign for decimals and thousands",
    but("[data/iris.csv]", '[a.csv]\n  numbers: { decimal: ",", thousands: "," }'),
    ["spec-number-form 7:39"],
    /another sign than "," between thousands/,
  ],
  [
    "a metric of the other task",
    rules("{ metric: rmse }"),
    ["spec-metric-task 5:23"],
    /rmse for classification[\s\S]*f1_macro/,
  ],
  [
    "a metric of classification for a regression",
    regression("{ metric: accuracy }"),
    ["spec-metric-task 5:23"],
    /one of: mae, mse, rmse, r2,/,
  ],
  [
    "a metric in two rules",
    rules("{ metric: accuracy, min: 0.5 }", "{ metric: accuracy, regression: 0.1 }"),
    ["spec-metric-twice 5:55"],
    /accuracy again[\s\S]*one rule a metric/,
  ],
  [
    "a least loss",
    rules("{ metric: log_loss, min: 1 }"),
    ["spec-metric-bound 5:38"],
    /`min` for log_loss[\s\S]*less is better/,
  ],
  [
    "a greatest score",
    rules("{ metric: accuracy, max: 1 }"),
    ["spec-metric-bound 5:38"],
    /`max` for accuracy[\s\S]*more is better/,
  ],
  [
    "a score that cannot be",
    rules("{ metric: accuracy, min: 90 }"),
    ["spec-metric-bound 5:38"],
    /at least 90[\s\S]*0 to 1/,
  ],
  ["a score below 0", rules("{ metric: accuracy, min: -0.5 }"), ["spec-metric-bound 5:38"], /at least -0\.5/],
  ["an error below 0", regression("{ metric: mae, max: -1 }"), ["spec-metric-bound 5:33"], /never below 0/],
  ["an R² above 1", regression("{ metric: r2, min: 1.5 }"), ["spec-metric-bound 5:32"], /never above 1/],
  ["a correlation below -1", rules("{ metric: mcc, min: -1.5 }"), ["spec-metric-bound 5:33"], /-1 to 1/],
  ["a Brier score above 2", rules("{ metric: brier, max: 3 }"), ["spec-metric-bound 5:35"], /0 to 2/],
  [
    "a least calibration error",
    rules("{ metric: ece, min: 0.1 }"),
    ["spec-metric-bound 5:33"],
    /`min` for ece[\s\S]*less is better/,
  ],
  [
    "a tolerance wider than a correlation's range",
    rules("{ metric: kappa, regression: 2.5 }"),
    ["spec-metric-bound 5:42"],
    /a tolerance of 2\.5[\s\S]*0 to 2/,
  ],
  [
    "a tolerance wider than the metric",
    rules("{ metric: accuracy, regression: 5 }"),
    ["spec-metric-bound 5:45"],
    /a tolerance of 5/,
  ],
  [
    "the target as the key",
    but("[data/iris.csv]", "[a.csv]\n  key: species"),
    ["spec-target-is-key 7:8"],
    /"species", which is the target/,
  ],
  [
    "the target as a feature",
    plus("features:", "  species: false"),
    ["spec-target-is-feature 10:12"],
    /do not know the answer/,
  ],
  [
    "no holdout",
    but("[data/iris.csv]", "[a.csv]\n  split: { test: 0 }"),
    ["spec-no-holdout 7:18"],
    /test: 0\.2/,
  ],
  [
    "nothing to train on",
    but("[data/iris.csv]", "[a.csv]\n  split: { validation: 0.5, test: 0.5 }"),
    ["spec-no-training 7:10"],
    /validation 0\.5 and test 0\.5/,
  ],
  [
    "a waiver of a rule with a slip in it",
    waivers("rule: regression of f1_marco"),
    ["spec-waiver-rule 12:80"],
    /did you mean regression of f1_macro\?[\s\S]*minimum of f1_macro, regression of f1_macro, baseline of f1_macro/,
  ],
  [
    "a waiver of a bound that nothing asks for",
    waivers("rule: maximum of f1_macro"),
    ["spec-waiver-rule 12:80"],
    /minimum of f1_macro/,
  ],
  [
    "a waiver of every regression",
    waivers("rule: regression"),
    ["spec-waiver-rule 12:80"],
    /no rule "regression"/,
  ],
  ["a waiver of the data's checks", waivers("rule: data"), ["spec-waiver-rule 12:80"], /no rule "data"/],
  ["a waiver of everything", waivers('rule: "*"'), ["spec-waiver-rule 12:80"], /no rule "\*"/],
  [
    "figures of a command's own, and no command",
    plus("evaluate: { metrics: [{ name: profit, direction: higher }] }"),
    ["spec-own-metric 9:22"],
    /train\.command/,
  ],
  [
    "a figure of the command's own that Trunkline measures, and one twice",
    but(
      "algorithm: knn",
      "command: make\n  code: [a.py]\nevaluate:\n  metrics:\n    - { name: accuracy, direction: higher }\n    - { name: p, direction: lower, min: 2, max: 1 }\n    - { name: p, direction: lower }",
    ),
    ["spec-own-metric 12:15", "spec-range 13:41", "spec-metric-twice 14:15"],
    /accuracy, which Trunkline measures itself/,
  ],
  [
    "a limit twice",
    plus(
      "gate:",
      "  limits:",
      "    - { figure: latency_p95_ms, max: 5 }",
      "    - { figure: latency_p95_ms, max: 6 }",
    ),
    ["spec-limit-twice 12:17"],
    /one limit a figure/,
  ],
  [
    "a limit on what a command's model would take to answer",
    but(
      "algorithm: knn",
      "command: make\n  code: [a.py]\ngate: { limits: [{ figure: latency_p50_ms, max: 5 }] }",
    ),
    ["spec-limit 10:28"],
    /under evaluate\.metrics/,
  ],
  ["a waiver twice", waivers("", ""), ["spec-waiver-twice 13:15"], /one waiver a rule/],
  [
    "a waiver that ends before it begins",
    waivers("until: 2026-11-19"),
    ["spec-waiver-days 12:92"],
    /2026-11-19, before 2026-11-20/,
  ],
  [
    "a waiver for more than a year",
    waivers("until: 2036-12-31"),
    ["spec-waiver-days 12:92"],
    /more than a year after/,
  ],
  ["a waiver until a day that is none", waivers("until: 2026-02-30"), ["spec-date 12:92"], /2026-02-30/],
  ["a range the wrong way", expectation("min: 5, max: 1"), ["spec-range 7:23"], /min 5 above max 1/],
  ["a range of text", expectation("type: text, max: 9"), ["spec-range-of-text 7:35"], /`max` for text/],
  [
    "a length the wrong way",
    expectation("length: { min: 5, max: 1 }"),
    ["spec-range 7:33"],
    /min 5 above max 1/,
  ],
  ["a range of dates", expectation("type: date, min: 9"), ["spec-range-of-text 7:35"], /`min` for dates/],
  ["a day that no calendar has", expectation("after: 2026-02-30"), ["spec-date 7:25"], /2026-02-30/],
  [
    "rows the wrong way",
    but("[data/iris.csv]", "[a.csv]\n  rows: { min: 5, max: 1 }"),
    ["spec-range 7:16"],
    /min 5 above max 1/,
  ],
  ["a pattern that is none", expectation("pattern: '[a-'"), ["spec-pattern 7:27"], /"\[a-"[\s\S]*ECMAScript/],
  ["a pattern that may take forever", expectation("pattern: '(a+)+'"), ["spec-pattern 7:27"], /several ways/],
  ["an absolute path", but("data/iris.csv", "/data/iris.csv"), ["spec-path 6:13"], /relative to the spec/],
  ["a path from home", but("data/iris.csv", "~/iris.csv"), ["spec-path 6:13"], /"~\/iris\.csv"/],
  ["a path of Windows", but("data/iris.csv", "data\\iris.csv"), ["spec-path 6:13"], /with \//],
  ["a path on a drive", but("[data/iris.csv]", '["C:/iris.csv"]'), ["spec-path 6:13"], /"C:\/iris\.csv"/],
  [
    "code with an absolute path",
    but("algorithm: knn", "command: make\n  code: [a.py, /b.py]"),
    ["spec-path 9:16"],
    /"\/b\.py"/,
  ],
  ["a deployment to home", stages("~/deployed"), ["spec-path 10:34"], /`~` is not known here/],
  [
    "two stages in one folder",
    stages("./a/", "b/../a"),
    ["spec-deploy-path 11:34"],
    /where s1 is deployed, too/,
  ],
  [
    "a stage in another's folder",
    stages("a", "a/b"),
    ["spec-deploy-path 11:34"],
    /in one folder with what s1/,
  ],
  ["a stage around another's folder", stages("/srv/a/b", "/srv/a"), ["spec-deploy-path 11:34"], /"\/srv\/a"/],
  ["a stage in the spec's own folder", stages(".", "a"), ["spec-deploy-path 11:34"], /in one folder/],
  [
    "a source without an origin",
    collected("{ token: A }"),
    ["spec-collect-origin 11:11"],
    /one of: url, api/,
  ],
  [
    "a source with two origins",
    collected('{ url: "https://a.org/x", file: x }'),
    ["spec-collect-origin 11:11"],
    /`url` and `file`/,
  ],
  ["a file with a token", collected("{ file: x, token: A }"), ["spec-collect-key 11:29"], /`token` for file/],
  [
    "a database without a query",
    collected("{ postgres: DATABASE_URL }"),
    ["spec-collect-key 11:23"],
    /no query/,
  ],
  [
    "an API with pages and a cursor",
    collected('{ api: "https://a.org/x", page: { parameter: p }, cursor: { next: n } }'),
    ["spec-collect-key 11:69"],
    /`page` and `cursor`/,
  ],
  [
    "an address that is none",
    collected('{ url: "a.org/x" }'),
    ["spec-collect-url 11:18"],
    /begins with https/,
  ],
  ["an address of a disk", collected('{ url: "file:///etc/passwd" }'), ["spec-collect-url 11:18"], /https/],
  [
    "a password in an address, which is not shown",
    collected('{ url: "https://flora:rose@a.org/x" }'),
    ["spec-collect-secret 11:18"],
    /^(?![\s\S]*rose)[\s\S]*environment variable/,
  ],
  [
    "a query into Parquet",
    collected("{ postgres: D, query: select 1 }", "a.parquet"),
    ["spec-collect-format 12:9"],
    /ends with \.csv/,
  ],
  ["a snapshot by a pattern", collected("{ file: x }", '"*.csv"'), ["spec-path 12:9"], /Name one file/],
  [
    "two sources of one name into one snapshot",
    `${collected("{ file: x }")}  - { name: a, from: { file: y }, to: ./data/a.csv }\n`,
    ["spec-collect-twice 13:13", "spec-collect-twice 13:39"],
    /a name for each source[\s\S]*a snapshot for each/,
  ],
  [
    "a slice of nothing",
    plus("evaluate:", "  slices: [{ tolerance: 0.1 }]"),
    ["spec-slice 10:12"],
    /without `column` and `where`[\s\S]*where: age < 30/,
  ],
  [
    "a slice by both ways",
    plus("evaluate:", "  slices: [age < 30, { column: sex, where: age < 30 }]"),
    ["spec-slice 10:22"],
    /`column` and `where` in one/,
  ],
  [
    "a name for every value of a column",
    plus("evaluate:", "  slices: [{ column: sex, name: all }]"),
    ["spec-slice-name 10:33"],
    /each value of the column is a slice/,
  ],
  [
    "a slice by a metric of the other task",
    plus("evaluate:", "  slices: [{ column: sex, metric: rmse }]"),
    ["spec-metric-task 10:35"],
    /rmse for classification/,
  ],
  [
    "a slice in which all may be lost",
    plus("evaluate:", "  slices: [{ column: sex, metric: recall, tolerance: 1.5 }]"),
    ["spec-metric-bound 10:54"],
    /a tolerance of 1\.5 for recall[\s\S]*0 to 1/,
  ],
  [
    "the target as an attribute of people",
    plus("evaluate:", "  fairness: { attributes: [sex, species, sex] }"),
    ["spec-attribute 10:33", "spec-attribute 10:42"],
    /"species", which is the target[\s\S]*"sex" again/,
  ],
  [
    "a measure of fairness of the other task",
    plus("evaluate:", "  fairness: { attributes: [sex], bounds: { mae_difference: 3 } }"),
    ["spec-fairness-task 10:60"],
    /mae_difference for classification[\s\S]*demographic_parity_difference/,
  ],
  [
    "a good class of numbers",
    plus("evaluate:", "  fairness: { attributes: [sex], positive: 1 }").replace(
      "classification",
      "regression",
    ),
    ["spec-fairness-task 10:44"],
    /`positive` for regression/,
  ],
  [
    "a contradiction beside a mistake elsewhere",
    but("algorithm: knn", "algorithm: knm").replace("[data/iris.csv]", "[a.csv]\n  key: species"),
    ["spec-target-is-key 7:8", "spec-unknown-value 9:14"],
    /did you mean knn/,
  ],
  [
    "two ways to split",
    splits("group: house, stratify: species"),
    ["spec-split-ways 7:36"],
    /`stratify` beside `group`/,
  ],
  [
    "strata of numbers",
    splits("stratify: species").replace("classification", "regression"),
    ["spec-split-strata 7:22"],
    /a class of its own/,
  ],
  ["a border without a time", splits("test_from: 2026-01-01"), ["spec-split-time 7:23"], /Add `time`/],
  [
    "a border of validation alone",
    splits("time: day, validation_from: 2026-01-01"),
    ["spec-split-time 7:40"],
    /Add `test_from`/,
  ],
  [
    "a day that no calendar has",
    splits("time: day, test_from: 2026-02-30"),
    ["spec-date 7:34"],
    /"2026-02-30"/,
  ],
  [
    "validation after the holdout",
    splits("time: day, test_from: 2026-01-01, validation_from: 2026-02-01"),
    ["spec-split-time 7:63"],
    /validation before the holdout/,
  ],
  [
    "a border of numbers and one of dates",
    splits("time: day, test_from: 7, validation_from: 2026-02-01"),
    ["spec-split-time 7:54"],
    /both dates or both numbers/,
  ],
];
