import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { ClassScores } from "../../../records/predictions.ts";
import type { RawTable } from "../../../records/table.ts";
import { SCORE_PREFIX } from "./check-columns.ts";
import type { ClassNames } from "./class-names.ts";
import { cellText, rowsProblem, rowsWhere } from "./file-problems.ts";
import { numbersOf } from "./number-cells.ts";

/** Probabilities that were written with three digits still pass. */
const SUM_TOLERANCE = 1e-3;

/** The probabilities of a table; null when it has none. */
export function readScores(
  table: RawTable,
  names: ClassNames,
): { scores: ClassScores | null; problems: Problem[] } {
  if (table.cells.has("score")) return singleScore(table, names);
  const columns = table.columns.filter((name) => name.startsWith(SCORE_PREFIX));
  if (columns.length === 0) return { scores: null, problems: [] };
  const number = new Map(names.classes.map((name, index) => [name, index]));
  const scored = columns.map((name) => ({
    name,
    of: number.get(names.nameOf(name.slice(SCORE_PREFIX.length)))!,
  }));
  scored.sort((a, b) => a.of - b.of);
  const problems = unknownClasses(table, names, new Set(scored.map(({ of }) => names.classes[of]!)));
  const values = scored.map(({ name }) => probabilities(table, name, problems));
  if (problems.length === 0) problems.push(...sums(table, values));
  return { scores: { of: scored.map(({ of }) => of), columns: values }, problems };
}

/** One score is that of the positive class; what is left of 1 belongs to the other. */
function singleScore(table: RawTable, { classes, positive }: ClassNames) {
  const problems: Problem[] = [];
  const values = probabilities(table, "score", problems);
  if (positive === null)
    problems.push({
      code: "predictions-score-of-many",
      found: `one score, and ${classes.length} classes: ${classes
        .slice(0, 12)
        .map((name) => showText(name, 30))
        .join(", ")}`,
      where: { file: table.files[0]!, line: 1 },
      expected: "two classes, or a column score_<class> for each",
      next: "Write the probability of each class into a column of its own, such as score_setosa.",
    });
  const rest = values.map((value) => 1 - value);
  const of = classes.map((_, index) => index);
  return { scores: { of, columns: of.map((each) => (each === positive ? values : rest)) }, problems };
}

function probabilities(table: RawTable, name: string, problems: Problem[]): Float64Array {
  const cells = table.cells.get(name)!;
  const values = numbersOf(cells);
  const bad = rowsWhere(table.rows, (row) => !(values[row]! >= 0 && values[row]! <= 1));
  if (bad.length > 0)
    problems.push(
      rowsProblem(table, bad, {
        code: "predictions-score-outside",
        found: `${cellText(cells[bad[0]!]!)} in the column ${showText(name)}`,
        expected: "a probability from 0 to 1",
        next: "Write probabilities (predict_proba), not distances or log-odds.",
      }),
    );
  return values;
}

function sums(table: RawTable, columns: readonly Float64Array[]): Problem[] {
  const sumOf = (row: number) => columns.reduce((sum, values) => sum + values[row]!, 0);
  const bad = rowsWhere(table.rows, (row) => Math.abs(sumOf(row) - 1) > SUM_TOLERANCE);
  if (bad.length === 0) return [];
  return [
    rowsProblem(table, bad, {
      code: "predictions-scores-not-one",
      found: `scores that sum to ${Number(sumOf(bad[0]!).toPrecision(6))}`,
      expected: "probabilities of all classes that sum to 1 in every row",
      next: "Write the probability of every class that the model knows.",
    }),
  ];
}

function unknownClasses(table: RawTable, names: ClassNames, scored: ReadonlySet<string>): Problem[] {
  return ["y_true", "y_pred"].flatMap((name) => {
    const cells = table.cells.get(name)! as readonly string[];
    const known = new Map([...names.labels].map((label) => [label, scored.has(names.nameOf(label))]));
    const bad = rowsWhere(table.rows, (row) => known.get(cells[row]!) === false);
    if (bad.length === 0) return [];
    return [
      rowsProblem(table, bad, {
        code: "predictions-unknown-class",
        found: `the class ${cellText(cells[bad[0]!]!)} in the column ${name}, without a column score_<class>`,
        expected: `one of: ${[...scored]
          .slice(0, 12)
          .map((each) => showText(each, 30))
          .join(", ")}`,
        next: "Add the column with its probabilities, or mend the class.",
      }),
    ];
  });
}
