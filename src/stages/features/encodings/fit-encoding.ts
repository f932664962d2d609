import { parseDate } from "../../../core/dates.ts";
import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { Encoding } from "../../../records/transform.ts";
import type { ColumnPlan } from "../plan-columns.ts";
import { dateOutputs } from "./date.ts";
import { fitTarget, type Learning, outOfFold, targetColumns } from "./target.ts";
import { textOutputs } from "./text.ts";

const MOST_CATEGORIES = 50;

export interface FittedEncoding {
  readonly encoding: Encoding;
  readonly outputs: readonly string[];
  /** What the training rows are given where that is not what the encoding would say of them. */
  readonly training?: readonly (readonly (number | null)[])[];
}

/** Learns the encoding that a plan asks for from the filled cells of the training rows. */
export function fitEncoding(
  plan: ColumnPlan,
  cells: readonly (string | number | null)[],
  learning: Learning | undefined,
): FittedEncoding | { readonly problem: Problem } {
  const { name, encode, buckets } = plan;
  const categories = () => (plan.order ? plan.order.map(String) : categoriesOf(cells));
  switch (encode) {
    case "one-hot": {
      const found = categories();
      if (found.length > MOST_CATEGORIES && !plan.encodeDeclared)
        return { problem: manyCategories(name, found) };
      return {
        encoding: { kind: "one-hot", categories: found },
        outputs: found.map((category) => `${name}=${category}`),
      };
    }
    case "ordinal": {
      const found = categories();
      const strange = categoriesOf(cells).filter((category) => !found.includes(category));
      if (strange.length > 0) return { problem: notInOrder(name, strange) };
      return { encoding: { kind: "ordinal", categories: found }, outputs: [name] };
    }
    case "frequency": {
      const found = categories();
      const texts = cells.flatMap((cell) => (cell === null ? [] : [String(cell)]));
      const counts = new Map<string, number>();
      for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
      const shares = found.map((category) => counts.get(category)! / texts.length);
      return { encoding: { kind: "frequency", categories: found, shares }, outputs: [`${name}:frequency`] };
    }
    case "hash": {
      const outputs = Array.from({ length: buckets ?? 32 }, (_, at) => `${name}:hash${at}`);
      return { encoding: { kind: "hash", buckets: buckets ?? 32 }, outputs };
    }
    case "target": {
      if (learning === undefined) throw new TypeError("an encoding by the target needs the target");
      const found = categories();
      const texts = cells.map((cell) => (cell === null ? null : String(cell)));
      const columns = targetColumns(learning);
      const values = columns.map((column) => column.values);
      return {
        encoding: fitTarget(texts, values, found, plan.smoothing),
        outputs: columns.map((column) => `${name}:target${column.name}`),
        training: outOfFold(texts, learning, found, plan),
      };
    }
    case "date": {
      const encoding = { kind: "date" as const, parts: [...plan.parts], cyclic: plan.cyclic };
      return { encoding, outputs: dateOutputs(name, encoding) };
    }
    case "text": {
      const [fewest, most] = plan.ngramRange;
      const { ngrams } = plan;
      const encoding = {
        kind: "text",
        length: plan.length,
        ngrams,
        fewest,
        most,
        buckets: ngrams === "none" ? 0 : (buckets ?? 64),
      } as const;
      return { encoding, outputs: textOutputs(name, encoding) };
    }
    case "none":
      throw new TypeError("no encoding to learn");
  }
}

/** Sorted: numbers by size, text by code unit. */
function categoriesOf(cells: readonly (number | string | null)[]): string[] {
  const distinct = [...new Set(cells)].filter((cell) => cell !== null);
  distinct.sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return distinct.map(String);
}

function manyCategories(name: string, found: readonly string[]): Problem {
  const dates = found.every((category) => parseDate(category) !== undefined);
  return {
    code: "features-many-categories",
    key: ["features", name],
    found: `${found.length} different values in the text column ${showText(name)}, which would become as many features`,
    expected: `at most ${MOST_CATEGORIES}, or an encoding that somebody chose`,
    next: dates
      ? `These are dates: say encode: date, or leave the column out (features: { ${JSON.stringify(name)}: false }).`
      : `Leave the column out (features: { ${JSON.stringify(name)}: false }), make it data.key if it names rows, or say encode: target, frequency, hash, one-hot, ordinal or text.`,
  };
}

function notInOrder(name: string, strange: readonly string[]): Problem {
  const shown = strange.slice(0, 3).map((category) => showText(category, 30));
  return {
    code: "features-order",
    key: ["features", name],
    found: `features.${name}: order without ${shown.join(", ")}${strange.length > 3 ? ` and ${strange.length - 3} more` : ""}, which training rows have`,
    expected: "every category of the training rows, the least first",
    next: "Add what is missing; a category that is new later becomes -1.",
  };
}
