import { seededRandom } from "../../../core/random.ts";
import type { Truth } from "../../../records/bundle.ts";
import type { Explanation } from "../../../records/explanation.ts";
import type { Task } from "../../../records/spec.ts";
import { questionsInTime, roundsInTime } from "../asking/budget.ts";
import { columnsInTime, followedColumns } from "../asking/followed-columns.ts";
import { judgedMetric } from "../asking/judged-answers.ts";
import { sampleOf } from "../asking/sample-rows.ts";
import { DEPENDENCE_STEPS, partialDependence } from "./dependence.ts";
import type { ExplainInput } from "./explain-input.ts";
import { explainRows } from "./explain-rows.ts";
import { permutationImportance } from "./importance.ts";

/** What each kind of question may take of the time. */
const SHARES = { importance: 0.55, dependence: 0.15, rows: 0.3 };
const DEPENDENCE_COLUMNS = 4;
const DEPENDENCE_ROWS = 50;
const MOST_CLASSES = 3;
/** By so many rows the columns are chosen that are looked at, where there is no time for all. */
const SCREENED_ROWS = 200;
const FEWEST_ROWS = 2;

/**
 * Why the models say what they say, from what they answer when rows are changed: which columns matter, how, and by which columns the
 * two models part where they differ. Null for a holdout of fewer than two rows.
 */
export async function explainModels(input: ExplainInput): Promise<Explanation | null> {
  const { task, success, confidence, options, table, holdout, truth, challenger, champion, seed } = input;
  if (holdout.length < FEWEST_ROWS) return null;
  const questions = questionsInTime([challenger, champion], holdout.length);
  const names = [
    ...new Set([challenger, champion].flatMap((model) => model?.inputs.map(({ name }) => name) ?? [])),
  ];
  const random = seededRandom(seed);
  const looked = await lookedAt(names);
  const { rows: most, rounds } = roundsInTime(questions * SHARES.importance, looked.length, options);
  const places = sampleOf([...holdout.keys()], most, random);
  const rows = places.map((at) => holdout[at]!);
  const values = places.map((at) => truth.values[at]!) as string[] | number[];
  const sampled: Truth = { keys: places.map((at) => truth.keys[at]!), values };
  const metric = judgedMetric(task, success);
  const models = { table, challenger, champion };
  const importance = await permutationImportance({
    ...models,
    task,
    metric,
    rows,
    truth: sampled,
    columns: looked,
    rounds,
    confidence,
    seed,
  });
  const columns = importance?.columns ?? [];
  const dependenceRows = Math.floor(
    (questions * SHARES.dependence) / (DEPENDENCE_COLUMNS * DEPENDENCE_STEPS),
  );
  const dependence = await partialDependence({
    ...models,
    training: input.training,
    rows: sampleOf(rows, Math.max(2, Math.min(DEPENDENCE_ROWS, dependenceRows)), random),
    columns: columns.slice(0, DEPENDENCE_COLUMNS).map(({ column }) => column),
    classes: classesToShow(task, truth),
  });
  const ranked = [...new Set([...columns.map(({ column }) => column), ...looked, ...names])];
  const explained = champion && (await explainRows(input, champion, ranked, questions * SHARES.rows, random));
  return {
    metric,
    rows: rows.length,
    of: holdout.length,
    rounds,
    confidence,
    resamples: importance?.resamples ?? 0,
    champion: champion !== null,
    ...(looked.length < names.length && { columns: { looked: looked.length, of: names.length } }),
    importance: [...columns],
    dependence,
    disagreements: explained?.rows ?? [],
    ...(explained?.shapley && { shapley: explained.shapley }),
  };

  async function lookedAt(all: readonly string[]): Promise<readonly string[]> {
    const most = columnsInTime(questions * SHARES.importance);
    if (all.length <= most) return all;
    const asked = [challenger, champion].filter((model) => model !== null);
    const some = sampleOf(holdout, Math.min(SCREENED_ROWS, questions), random);
    return (await followedColumns(asked, all, table, some)).slice(0, most);
  }
}

/** Of two classes the positive one, of more the most frequent; null for a regression. */
function classesToShow(task: Task, { values }: Truth): string[] | null {
  if (task === "regression") return null;
  const counts = new Map<string, number>();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  if (counts.size <= 2) return [[...counts.keys()].sort().at(-1)!];
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, MOST_CLASSES)
    .map(([name]) => name);
}
