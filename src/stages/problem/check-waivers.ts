import { parseDate } from "../../core/dates.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { showText } from "../../core/show-text.ts";
import { GATE_RULES } from "../../records/evaluation.ts";
import { mainMetric } from "../../records/metric-table.ts";
import type { Spec } from "../../records/spec.ts";
import type { Waiver } from "../../records/spec-gate.ts";
import type { OwnMetricRule } from "../../records/spec-own-metrics.ts";
import type { Contradiction } from "./contradiction.ts";
import type { Path } from "./yaml-places.ts";

const LONGEST = 366;
const DAY = 86_400_000;
/** No rules of the model: what passed before, and data that nothing was trained from. */
const BEYOND: ReadonlySet<string> = new Set(["registered", "data"]);
/** Those whose metric the success criteria name. */
const OF_SUCCESS: ReadonlySet<string> = new Set(["minimum", "maximum", "regression"]);

/** Waivers that can never do what they say: of no rule, of one twice, of days that no calendar has, without an end in sight. */
export function checkWaivers(
  waivers: readonly Waiver[],
  problem: Spec["problem"] | undefined,
  own: readonly OwnMetricRule[] = [],
): Contradiction[] {
  const declared = problem && [...own.flatMap(ownRules), ...rulesOf(problem)];
  return waivers.flatMap((waiver, index): Contradiction[] => {
    const at = (key: string): Path => ["gate", "waivers", index, key];
    const earlier = waivers.slice(0, index).some(({ rule }) => rule === waiver.rule);
    const twice: Contradiction[] = earlier
      ? [
          [
            "spec-waiver-twice",
            at("rule"),
            `a waiver of ${showText(waiver.rule)} again`,
            "one waiver a rule",
            "Keep one.",
          ],
        ]
      : [];
    return [...checkRule(waiver.rule, declared, at("rule")), ...twice, ...checkDays(waiver, at)];
  });
}

/** Rules whose names only the evaluation knows (the baseline's metric, other parts of the gate) are told then, not here. */
function checkRule(name: string, declared: readonly string[] | undefined, at: Path): Contradiction[] {
  if (!declared) return [];
  const kind = GATE_RULES.find(
    (rule) => !BEYOND.has(rule) && (name === rule || name.startsWith(`${rule} of `)),
  );
  const plain = /^\w+(?: of \w+)?$/.test(name);
  if (kind !== undefined && !(plain && OF_SUCCESS.has(kind) && !declared.includes(name))) return [];
  const near = nearestName(name, declared);
  const found = `no rule ${showText(name)}${near ? ` (did you mean ${near}?)` : ""}`;
  const next = near ? `Write ${near}.` : "Name a rule as the gate does in its report.";
  return [["spec-waiver-rule", at, found, `a rule of this gate, such as: ${declared.join(", ")}`, next]];
}

/** What the success criteria ask for, and what every model must do. */
function rulesOf({ task, success }: Spec["problem"]): string[] {
  const rules = success.flatMap(({ metric, min, max }) => [
    ...(min === undefined ? [] : [`minimum of ${metric}`]),
    ...(max === undefined ? [] : [`maximum of ${metric}`]),
    `regression of ${metric}`,
  ]);
  return [...rules, `baseline of ${success[0]?.metric ?? mainMetric(task)}`];
}

function ownRules({ name, min, max, regression }: OwnMetricRule): string[] {
  return [
    ...(min === undefined ? [] : [`minimum of ${name}`]),
    ...(max === undefined ? [] : [`maximum of ${name}`]),
    ...(regression === undefined ? [] : [`regression of ${name}`]),
  ];
}

function checkDays({ since, until }: Waiver, at: (key: string) => Path): Contradiction[] {
  const [from, to] = [parseDate(since), parseDate(until)];
  const days = (Object.entries({ since, until }) as [string, string][]).filter(
    ([, day]) => parseDate(day) === undefined,
  );
  if (from === undefined || to === undefined)
    return days.map(([key, day]) => [
      "spec-date",
      at(key),
      showText(day),
      "a day that the calendar has",
      "Correct the date.",
    ]);
  if (to < from)
    return [
      [
        "spec-waiver-days",
        at("until"),
        `${until}, before ${since}`,
        "an end after the beginning",
        "Correct one.",
      ],
    ];
  if (to - from > LONGEST * DAY) {
    const next = "Write a nearer day: a waiver may be renewed, a rule that is wrong may be changed.";
    return [
      ["spec-waiver-days", at("until"), `${until}, more than a year after ${since}`, "at most a year", next],
    ];
  }
  return [];
}
