import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { AnyPredictions, OtherPredictions } from "../../../records/predictions.ts";
import { pickOther } from "../pick-other-rows.ts";
import { otherTruth, placesOf } from "./shared-rows.ts";

/** Both files of clusters, scores or rankings with the rows (or queries) that they share, in the order of their ids. */
export interface SharedOther {
  readonly champion: AnyPredictions;
  readonly challenger: AnyPredictions;
  readonly rows: number;
}

export function shareOther(
  champion: OtherPredictions,
  challenger: OtherPredictions,
  names: readonly [string, string],
): SharedOther | { readonly problem: Problem } {
  const places = placesOf(champion, challenger, names);
  if ("problem" in places) return places;
  const left = pickOther(champion, places.champion);
  const right = pickOther(challenger, places.challenger);
  const odd = unlike(left, right);
  if (odd) {
    const { key, what } = odd;
    const problem = what === "truth" ? otherTruth(key, names) : otherFeatures(what, names);
    return { problem };
  }
  return { champion: left, challenger: right, rows: left.keys.length };
}

/** Where the two files speak of different things: only the models' answers may differ. */
function unlike(left: OtherPredictions, right: OtherPredictions): { key: string; what: string } | null {
  const at = (differs: (row: number) => boolean) => {
    const row = left.keys.findIndex((_, place) => differs(place));
    return row < 0 ? null : { key: left.keys[row]!, what: "truth" };
  };
  if (left.task === "anomaly" && right.task === "anomaly")
    return at((row) => left.truth[row] !== right.truth[row]);
  if (left.task === "ranking" && right.task === "ranking") {
    const sorted = (values: Float64Array) => values.toSorted().join();
    return at((row) => sorted(left.queries[row]!.relevance) !== sorted(right.queries[row]!.relevance));
  }
  if (left.task !== "clustering" || right.task !== "clustering") return null;
  const [known, also] = [left.truth, right.truth];
  const found = known && also && at((row) => known.names[known.of[row]!] !== also.names[also.of[row]!]);
  if (found) return found;
  const others = new Map(right.features.map(({ name, values }) => [name, values]));
  const names = new Set([...left.features, ...right.features].map(({ name }) => name));
  for (const name of names) {
    const values = left.features.find((each) => each.name === name)?.values;
    const beside = others.get(name);
    if (!values || !beside || values.some((value, row) => value !== beside[row]))
      return { key: "", what: name };
  }
  return null;
}

function otherFeatures(name: string, [left, right]: readonly [string, string]): Problem {
  return {
    code: "compare-other-features",
    found: `the column ${showText(name)} is not the same as in ${left}`,
    where: { file: right },
    expected: "the same features of a row in both files: distances in different spaces cannot be compared",
    next: "Write the same columns into both, and take both from the same holdout.",
  };
}
