import { parseDate } from "../../core/dates.ts";
import {
  mostlyPersonal,
  mostlyPersonalNumbers,
  type PersonalData,
  withoutPersonalData,
} from "../../core/personal-data.ts";
import type { Expectation } from "../../records/spec-data.ts";
import type { Column } from "../../records/table.ts";

/** What a column is, as far as expectations go. */
export interface Facts {
  readonly type: "number" | "text";
  readonly rows: number;
  readonly missing: number;
  readonly distinct: ReadonlySet<string | number>;
}

const MOST_LISTED = 20;
/** Fewer dates than this may be chance. */
const FEWEST_DATES = 3;

export function factsOf(column: Column): Facts {
  const present = (column.values as readonly (string | number | null)[]).filter((value) => value !== null);
  return {
    type: column.type,
    rows: column.values.length,
    missing: column.values.length - present.length,
    distinct: new Set(present),
  };
}

/** What may be expected of a column, told from the data as they are today, with room for what they may be tomorrow. */
export function inferExpectation({ type, rows, missing, distinct }: Facts, isKey: boolean): Expectation {
  const share = missing === 0 ? 0 : Math.min(1, Math.ceil((missing / rows) * 100 + 1) / 100);
  const presence = { missing: share, ...(isKey && { unique: true }) };
  if (type === "number" && personalIn({ type, distinct }) !== null) return { type: "integer", ...presence };
  if (type === "number") {
    const numbers = [...distinct] as number[];
    const whole = numbers.length > 0 && numbers.every(Number.isInteger);
    const range = !isKey && numbers.length > 0 ? rangeOf(numbers) : {};
    return { type: whole ? "integer" : "number", ...range, ...presence };
  }
  const texts = [...distinct].map(String);
  if (!isKey && texts.length >= FEWEST_DATES && texts.every((text) => parseDate(text) !== undefined))
    return { type: "date", ...presence };
  const listed = !isKey && texts.length > 0 && texts.length <= MOST_LISTED && texts.length < rows;
  // A spec is read by more people than the data.
  if (listed && texts.every((text) => withoutPersonalData(text) === text))
    return { in: texts.sort(), ...presence };
  return { type: "text", ...presence };
}

/** So many values tell whether most say something of persons. */
const LOOKED_AT = 1000;

/** What most values of a column say of persons. */
export function personalIn({ type, distinct }: Pick<Facts, "type" | "distinct">): PersonalData | null {
  const some = [...distinct].slice(0, LOOKED_AT).map((value): [string, number] => [String(value), 1]);
  return type === "text" ? mostlyPersonal(some) : mostlyPersonalNumbers(some);
}

/** Half the width beyond what was seen on either side, rounded outwards; what never was negative stays so. */
function rangeOf(numbers: readonly number[]): { min: number; max: number } {
  const lowest = numbers.reduce((a, b) => Math.min(a, b));
  const highest = numbers.reduce((a, b) => Math.max(a, b));
  const width = highest - lowest || Math.abs(highest) || 1;
  const step = 10 ** Math.floor(Math.log10(width / 2));
  const low = Math.floor((lowest - width / 2) / step) * step;
  const high = Math.ceil((highest + width / 2) / step) * step;
  return { min: tidy(lowest >= 0 ? Math.max(0, low) : low), max: tidy(high) };
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
