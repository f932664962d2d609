import { mostlyPersonal, mostlyPersonalNumbers, withoutPersonalData } from "../../../core/personal-data.ts";
import type { FullColumnProfile } from "../../../records/column-profile.ts";
import { isMeasured } from "./column-state.ts";

type Counted = FullColumnProfile["sketches"]["values"]["values"][number];

/**
 * A column's profile without what says something of persons: a profile goes where its data may not. In text single values are named by
 * their kind and counted together. Where most values that the profile knows are of that sort (or `known` says so of a part of the column), the
 * column is marked, and of numbers nothing is left that is one of them: no ends, no quantiles, no sketch of them.
 */
export function hidePersons(
  column: FullColumnProfile,
  known?: FullColumnProfile["personal"],
): FullColumnProfile {
  const { values } = column.sketches.values;
  const cells = column.rows - column.missing;
  const numbers = isMeasured(column.type);
  const personal = known ?? (numbers ? mostlyPersonalNumbers(values, cells) : mostlyPersonal(values, cells));
  if (personal === null) return numbers ? column : named(column);
  const { minimum, maximum, mean, deviation, quantiles, quantileError, histogram, ...rest } = named(column);
  const { moments, quantiles: points, ...sketches } = rest.sketches;
  return { ...rest, personal, sketches };
}

function named(column: FullColumnProfile): FullColumnProfile {
  const { sketches, kinds, decided, top, topError } = column;
  const values = together(sketches.values.values);
  const same = values.length === sketches.values.values.length;
  const sure = values.filter(([, count]) => count > topError);
  return {
    ...column,
    kinds: kinds.map((kind) => ({ ...kind, text: withoutPersonalData(kind.text) })),
    ...(decided && { decided: { ...decided, text: withoutPersonalData(decided.text) } }),
    top: same
      ? top.map(([text, count]) => [withoutPersonalData(text), count])
      : sure.slice(0, Math.max(1, top.length)).map(([text, count]) => [text, count]),
    sketches: { ...sketches, values: { ...sketches.values, values } },
  };
}

/** The values as they may be shown, those that are shown alike as one; the most frequent first, ties by text. */
function together(values: readonly Counted[]): Counted[] {
  const named = new Map<string, number>();
  const plain: Counted[] = [];
  for (const value of values) {
    const shown = withoutPersonalData(value[0]);
    if (shown === value[0]) plain.push(value);
    else named.set(shown, (named.get(shown) ?? 0) + value[1]);
  }
  if (named.size === 0) return plain;
  return [...plain, ...named].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
}
