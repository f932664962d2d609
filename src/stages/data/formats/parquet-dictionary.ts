import type { ColumnMetaData, FileMetaData, SchemaElement, SchemaTree } from "hyparquet";
import type { CellList } from "../cell-list.ts";
import { parquetParsers } from "./column-values.ts";

const WHOLE = new Set([undefined, "INT_8", "INT_16", "INT_32", "INT_64"]);
const NUMERIC = new Set(["INT32", "INT64", "FLOAT", "DOUBLE"]);
const TIMES = new Set(["DATE", "TIMESTAMP_MILLIS", "TIMESTAMP_MICROS"]);
const TEXTS = new Set([undefined, "UTF8", "ENUM"]);
const TEXT_KINDS = new Set([undefined, "STRING", "ENUM"]);

/**
 * Whether the values of a column in one row group can be had as numbers of cells: it has a dictionary, and its values
 * are of a type that `cellParsers` sees each of.
 */
export function hasDictionary({ element, children }: SchemaTree, { encodings }: ColumnMetaData): boolean {
  if (children.length > 0 || element.repetition_type === "REPEATED") return false;
  if (!encodings.some((encoding) => encoding.endsWith("_DICTIONARY"))) return false;
  return isText(element) || isTime(element) || isNumeric(element);
}

/** Parsers that add each value of a dictionary to a list of cells, and say its number there instead. */
export function cellParsers(list: CellList, { element }: SchemaTree) {
  const { dateFromDays, timestampFromMilliseconds, timestampFromMicroseconds, timestampFromNanoseconds } =
    parquetParsers;
  return {
    stringFromBytes: (bytes: Uint8Array | undefined) => bytes && list.addText(bytes),
    dateFromDays: isNumeric(element)
      ? (value: unknown) => list.add(value)
      : (days: number) => list.add(dateFromDays(days)),
    timestampFromMilliseconds: (time: bigint) => list.add(timestampFromMilliseconds(time)),
    timestampFromMicroseconds: (time: bigint) => list.add(timestampFromMicroseconds(time)),
    timestampFromNanoseconds: (time: bigint) => list.add(timestampFromNanoseconds(time)),
  };
}

/** The reader has no parser for numbers, but asks the one for dates for whatever is said to be a date. */
export function withParser(metadata: FileMetaData, { element }: SchemaTree): FileMetaData {
  if (!isNumeric(element)) return metadata;
  const asDate = (each: SchemaElement): SchemaElement =>
    each === element ? { ...each, converted_type: "DATE", logical_type: undefined } : each;
  return { ...metadata, schema: metadata.schema.map(asDate) };
}

function isText({ type, converted_type, logical_type }: SchemaElement): boolean {
  return type === "BYTE_ARRAY" && TEXTS.has(converted_type) && TEXT_KINDS.has(logical_type?.type);
}

function isTime({ type, converted_type, logical_type }: SchemaElement): boolean {
  if (converted_type !== undefined) return TIMES.has(converted_type);
  return type === "INT64" && logical_type?.type === "TIMESTAMP";
}

/** Numbers as they are stored; those without a sign, decimals and half precision are not. */
function isNumeric({ type, converted_type, logical_type }: SchemaElement): boolean {
  if (type === undefined || !NUMERIC.has(type) || !WHOLE.has(converted_type)) return false;
  return logical_type === undefined || (logical_type.type === "INTEGER" && logical_type.isSigned);
}
