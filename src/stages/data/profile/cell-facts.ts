import { hashBytes } from "../../../core/sketches/hash.ts";
import type { CellKind } from "../../../records/column-profile.ts";
import type { CellList } from "../cell-list.ts";
import type { MissingMarkers } from "./missing-markers.ts";
import { charactersOf, PATTERN_BYTES, patternOf } from "./pattern-cell.ts";
import type { CellReader } from "./read-cell.ts";

/** What `kinds` of `CellFacts` says of a cell that no row has named yet, and of one that means "not known". */
const UNREAD = 0;
export const MISSING = 1;
/** The kinds that it says of the others, by number. */
export const KINDS: readonly (CellKind | undefined)[] = [
  undefined,
  undefined,
  "integer",
  "number",
  "not-finite",
  "boolean",
  "date",
  "datetime",
  "text",
];
const NUMBERS = new Map(KINDS.map((kind, number) => [kind, number]));

/** All that a profile asks of each cell of a list, found when the first row names the cell. */
export class CellFacts {
  readonly list: CellList;
  readonly kinds: Uint8Array;
  /** Of a number the number, of a date or moment its milliseconds. */
  readonly values: Float64Array;
  /** Characters of the text. */
  readonly lengths: Float64Array;
  readonly hashes: { readonly low: Uint32Array; readonly high: Uint32Array };
  readonly patternStarts: Int32Array;
  readonly patternEnds: Int32Array;
  readonly patternHashes: { readonly low: Uint32Array; readonly high: Uint32Array };
  #patterns = new Uint8Array(1 << 12);
  #patternBytes = 0;

  /** A list to which no cell will be added. */
  constructor(list: CellList) {
    const { count } = list;
    this.list = list;
    this.kinds = new Uint8Array(count);
    this.values = new Float64Array(count);
    this.lengths = new Float64Array(count);
    this.hashes = { low: new Uint32Array(count), high: new Uint32Array(count) };
    this.patternStarts = new Int32Array(count);
    this.patternEnds = new Int32Array(count);
    this.patternHashes = { low: new Uint32Array(count), high: new Uint32Array(count) };
  }

  /** The bytes of the patterns of all texts that were read. */
  get patterns(): Uint8Array {
    return this.#patterns;
  }

  isRead(cell: number): boolean {
    return this.kinds[cell] !== UNREAD;
  }

  read(cell: number, reader: CellReader, markers: MissingMarkers): void {
    const { bytes, starts, ends } = this.list;
    const start = starts[cell]!;
    const end = ends[cell]!;
    const kind = kindOf(bytes, start, end, reader, markers);
    this.kinds[cell] = kind === null ? MISSING : NUMBERS.get(kind)!;
    if (kind === null) return;
    this.values[cell] = reader.value;
    const any = hashBytes(bytes, start, end, this.hashes, cell);
    this.lengths[cell] = any < 128 ? end - start : charactersOf(bytes, start, end);
    if (kind === "text") this.#addPattern(cell, bytes, start, end);
  }

  #addPattern(cell: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.#patternBytes + PATTERN_BYTES > this.#patterns.length) {
      const larger = new Uint8Array(2 * this.#patterns.length);
      larger.set(this.#patterns);
      this.#patterns = larger;
    }
    const from = this.#patternBytes;
    this.#patternBytes = patternOf(bytes, start, end, this.#patterns, from);
    this.patternStarts[cell] = from;
    this.patternEnds[cell] = this.#patternBytes;
    hashBytes(this.#patterns, from, this.#patternBytes, this.patternHashes, cell);
  }
}

/** What a cell is, whatever white space is around it; null when it means "not known". A number's value is left in the reader. */
export function kindOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  reader: CellReader,
  markers: MissingMarkers,
): CellKind | null {
  let from = start;
  let to = end;
  while (from < to && isSpace(bytes[from]!)) from += 1;
  while (from < to && isSpace(bytes[to - 1]!)) to -= 1;
  if (markers.hasCell(bytes, from, to)) return null;
  return from === to ? "text" : reader.read(bytes, from, to);
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte > 8 && byte < 14);
}
