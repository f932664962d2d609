/** Some rows of a table, their cells as bytes (UTF-8). Valid until the next batch: the bytes are used again. */
export interface CellBatch {
  readonly bytes: Uint8Array;
  /** Where the cell of row r and column c begins and ends: at r · `width` + c. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly width: number;
  readonly rows: number;
  /** The line where each row starts, or in a file without lines the row's number; from 1. */
  readonly lines: Float64Array;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Bytes up to which a text is put together faster than the decoder begins. */
const SHORT = 8;

export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return (end - start <= SHORT && asciiOf(bytes, start, end)) || decoder.decode(bytes.subarray(start, end));
}

/** Nothing where a character is not ASCII. */
function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let index = start; index < end; index++) {
    const byte = bytes[index]!;
    if (byte > 127) return "";
    text += String.fromCharCode(byte);
  }
  return text;
}

/** The rows from `from` up to `to` of a batch, over the same bytes. */
export function rowsOf(batch: CellBatch, from: number, to: number): CellBatch {
  const { starts, ends, width, lines } = batch;
  return {
    ...batch,
    rows: to - from,
    starts: starts.subarray(from * width, to * width),
    ends: ends.subarray(from * width, to * width),
    lines: lines.subarray(from, to),
  };
}
