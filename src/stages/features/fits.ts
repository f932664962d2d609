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

const withEncoding =
  (...encodings: readonly string[]): Rule["fits"] =>
  (preparation, type) =>
    encodings.includes(encodingOf(preparation, type));

/** In an order in which each part comes after those that it belongs to. */
const RULES: readonly Rule[] = [
  {
    field: "encode",
    fits: ({ encode }, type) => type === "text" || (encode !== "date" && encode !== "text"),
    expected: "date and text for columns of text only",
  },
  {
    field: "missing",
    fits: ({ missing, ...others }, type) => {
      if (missing === undefined || missing === "mode" || missing === "keep" || missing === "drop")
        return true;
      if (missing === "nearest") return isPlainNumber(others, type);
      // Dates are filled by the date in the middle, not by a number.
      if (others.encode === "date") return missing === "median" || missing === "mean";
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
      if (preparation.scale === "none") return true;
      return encode === "none" ? type === "number" : encode !== "one-hot" && encode !== "hash";
    },
    expected: "scale for numbers, and for encodings that give sizes: ordinal, frequency, target, date, text",
  },
  { field: "order", fits: withEncoding("ordinal"), expected: "order with `encode: ordinal` only" },
  {
    field: "buckets",
    fits: withEncoding("hash", "text"),
    expected: "buckets with `encode: hash` or `text` only",
  },
  { field: "smoothing", fits: withEncoding("target"), expected: "smoothing with `encode: target` only" },
  { field: "folds", fits: withEncoding("target"), expected: "folds with `encode: target` only" },
  { field: "parts", fits: withEncoding("date"), expected: "parts with `encode: date` only" },
  { field: "cyclic", fits: withEncoding("date"), expected: "cyclic with `encode: date` only" },
  {
    field: "length",
    fits: (preparation, type) =>
      encodingOf(preparation, type) === "text" &&
      !(preparation.length === false && preparation.ngrams === "none"),
    expected: "length with `encode: text` only, and `length` or `ngrams` at the least",
  },
  { field: "ngrams", fits: withEncoding("text"), expected: "ngrams with `encode: text` only" },
  {
    field: "ngram_range",
    fits: ({ encode, ngram_range: range = [] }) => encode === "text" && range[0]! <= range[1]!,
    expected: "ngram_range with `encode: text` only, the fewest first",
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
  // Each removal may leave a part without the one that it belongs to.
  for (const { field } of RULES)
    if (misfits(fits, type).some((each) => each.field === field)) delete fits[field];
  return fits;
}
