import type { Encoding } from "../../../records/transform.ts";
import { dateOutputs, encodeDate } from "./date.ts";
import { hashedCounts } from "./hash.ts";
import { encodeText, textOutputs } from "./text.ts";

type Cell = string | number | null;

/**
 * Turns filled cells into numbers. A cell that was kept missing gives null where a value would stand, and 0 everywhere in what counts
 * (one-hot, hash, text): it is no category, and no word.
 */
export function encoderOf(encoding: Encoding): (cell: Cell) => (number | null)[] {
  switch (encoding.kind) {
    case "one-hot": {
      const find = positionIn(encoding.categories);
      const none = encoding.categories.map(() => 0);
      return (cell) => {
        const row = [...none];
        const at = cell === null ? undefined : find(cell);
        if (at !== undefined) row[at] = 1;
        return row;
      };
    }
    case "ordinal": {
      const find = positionIn(encoding.categories);
      return (cell) => [cell === null ? null : (find(cell) ?? -1)];
    }
    case "frequency": {
      const find = positionIn(encoding.categories);
      return (cell) => [cell === null ? null : (encoding.shares[find(cell) ?? -1] ?? 0)];
    }
    case "target": {
      const find = positionIn(encoding.categories);
      const { values, unseen } = encoding;
      return (cell) => (cell === null ? unseen.map(() => null) : [...(values[find(cell) ?? -1] ?? unseen)]);
    }
    case "hash":
      return (cell) => hashedCounts(cell === null ? [] : [String(cell)], encoding.buckets);
    case "date": {
      const none = dateOutputs("", encoding).map(() => null);
      return (cell) => (cell === null ? [...none] : encodeDate(encoding, Number(cell)));
    }
    case "text": {
      const none = textOutputs("", encoding).map(() => 0);
      return (cell) => (cell === null ? [...none] : encodeText(encoding, String(cell)));
    }
  }
}

function positionIn(categories: readonly string[]): (cell: string | number) => number | undefined {
  const positions = new Map(categories.map((category, at) => [category, at]));
  return (cell) => positions.get(String(cell));
}
