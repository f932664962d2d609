import type { Preparation } from "../../records/spec-features.ts";
import type { Column } from "../../records/table.ts";

type Field = keyof Preparation;

/** One part of a preparation: for which columns it means something, and the words for that. */
interface Rule {
  readonly field: Field;
  readonly fits: (preparation: Preparation, type: Column["type"]) => boolean;
  readonly expected: string;
}

const encodingOf = ({ encode }: Preparation, type: Column["type"]) =>
  encode ?? (type === "text" ? "one-hot" : "none");
const isPlainNumber = (preparation: Preparation, type: Column["type"]) =>
  type === "number" && encodingOf(preparation, type) === "none";

const RULES: readonly Rule[] = [
  {
    field: "missing",
    fits: ({ missing, ...others }, type) => {
      if (missing === undefined || missing === "mode" || missing === "keep" || missing === "drop")
        return true;
      if (missing === "nearest") return isPlainNumber(others, type);
      if (typeof missing === "object") return typeof missing.value === (type === "text" ? "string" : type);
      return type === "number";
    },
    expected:
      "mode, keep, drop or a text as `{ value: … }` for text; `nearest` for numbers that are not encoded; a number for numbers",
  },
  {
    field: "neighbours",
    fits: ({ missing }) => missing === "nearest",
    expected: "neighbours with `missing: nearest` only",
  },
  { field: "outliers", fits: isPlainNumber, expected: "outliers for numbers that are not encoded" },
  {
    field: "bounds",
    fits: ({ outliers }) => outliers !== undefined,
    expected: "bounds with `outliers: clip`, `flag` or `clip-and-flag` only",
  },
  {
    field: "scale",
    fits: (preparation, type) => {
      const encode = encodingOf(preparation, type);
      return preparation.scale === "none" || (encode === "none" ? type === "number" : encode !== "one-hot");
    },
    expected: "scale for numbers and for `encode: ordinal` only",
  },
];

/** The parts of a preparation that are given and mean nothing for a column of the type, with what would. */
export function misfits(
  preparation: Preparation,
  type: Column["type"],
): { readonly field: Field; readonly expected: string }[] {
  return RULES.filter(({ field }) => preparation[field] !== undefined).filter(
    ({ fits }) => !fits(preparation, type),
  );
}

/** What the general preparation says to a column of the type: encoding is for text, scaling for numbers. */
export function fitting(general: Preparation, type: Column["type"]): Preparation {
  const fits: Preparation = { ...general };
  if (type === "text") delete fits.scale;
  else delete fits.encode;
  // Each removal may leave a part without the one that it belongs to; rules speak of parts that come before.
  for (const { field } of RULES)
    if (misfits(fits, type).some((each) => each.field === field)) delete fits[field];
  return fits;
}
