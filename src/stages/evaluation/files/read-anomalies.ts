import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { AnomalyScores } from "../../../records/predictions.ts";
import type { RawTable } from "../../../records/table.ts";
import { type ClassNames, classNames } from "./class-names.ts";
import { readNumberColumn } from "./required-columns.ts";

type Read = { readonly predictions: AnomalyScores | null; readonly problems: readonly Problem[] };

/** Files of scores; `wanted` is what an anomaly is called in y_true, by default the greater of two. */
export function readAnomalies(tables: readonly RawTable[], wanted: string | undefined): Read[] {
  const names = classNames(tables, wanted);
  const problem = unclear(tables[0]!.files[0]!, names, wanted);
  if (problem) return [{ predictions: null, problems: [problem] }];
  const positive = names.classes[names.positive!]!;
  return tables.map((table) => {
    const scores = readNumberColumn(table, "score", {
      expected: "a finite number in every row: the higher, the more unusual",
      next: "Mend the cells.",
    });
    const truth = Int32Array.from(table.cells.get("y_true")!, (cell) =>
      cell !== null && names.nameOf(cell) === positive ? 1 : 0,
    );
    const keys = table.cells.get("id")! as readonly string[];
    return {
      predictions: { task: "anomaly", keys, truth, scores: scores.values, positive },
      problems: scores.problems,
    };
  });
}

function unclear(
  file: string,
  { classes, positive }: ClassNames,
  wanted: string | undefined,
): Problem | null {
  const shown = classes
    .slice(0, 12)
    .map((name) => showText(name, 30))
    .join(", ");
  if (positive === null || classes.length !== 2)
    return {
      code: "predictions-not-two",
      found: `in y_true the values ${shown}`,
      where: { file, line: 1 },
      expected: "two: what is usual, and what is not",
      next: "Write 1 for an anomaly and 0 for all else, or name with --positive what an anomaly is called.",
    };
  // scikit-learn's detectors say -1 of an anomaly; others say 1 of it.
  if (wanted !== undefined || !classes.includes("-1")) return null;
  return {
    code: "predictions-which-is-unusual",
    found: `the values ${shown} in y_true`,
    where: { file },
    expected: "to be told which of them is an anomaly: scikit-learn's detectors call it -1, others 1",
    next: "Say --positive=-1 or --positive=1.",
  };
}
