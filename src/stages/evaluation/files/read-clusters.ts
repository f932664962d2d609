import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { Clusters } from "../../../records/predictions.ts";
import type { RawTable } from "../../../records/table.ts";
import { emptyCells, readNumberColumn } from "./required-columns.ts";

const NO_FEATURES: ReadonlySet<string> = new Set(["id", "cluster", "y_true"]);

/** A file of clusters: every column that is not id, cluster or y_true is a feature. */
export function readClusters(table: RawTable): { predictions: Clusters; problems: Problem[] } {
  const names = table.columns.filter((name) => !NO_FEATURES.has(name));
  const labelled = table.cells.has("y_true");
  const problems = emptyCells(table, labelled ? ["y_true", ...names] : names);
  if (names.length === 0 && !labelled)
    problems.push({
      code: "predictions-nothing-to-judge",
      found: "clusters, and neither features nor y_true",
      where: { file: table.files[0]!, line: 1 },
      expected: "the columns that were clustered, or y_true: what is known to belong together",
      next: "Add them.",
    });
  const features = names.map((name) => {
    const read = readNumberColumn(table, name, {
      expected: "a finite number: all columns but id, cluster and y_true are features",
      next: `Leave ${showText(name)} out of the file, or write it in numbers.`,
    });
    problems.push(...read.problems);
    return { name, values: read.values };
  });
  const clusters = numbered(table.cells.get("cluster")!);
  const truth = labelled ? numbered(table.cells.get("y_true")!) : null;
  const keys = table.cells.get("id")! as readonly string[];
  return {
    predictions: {
      task: "clustering",
      keys,
      clusterNames: clusters.names,
      clusters: clusters.of,
      truth,
      features,
    },
    problems,
  };
}

/** Names as they are written, numbered in the order in which they come. */
function numbered(cells: readonly (string | null)[]): { names: string[]; of: Int32Array } {
  const numbers = new Map<string, number>();
  const of = Int32Array.from(cells, (cell) => {
    const name = cell ?? "";
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  });
  return { names: [...numbers.keys()], of };
}
