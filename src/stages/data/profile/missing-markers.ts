import { textOf } from "../cell-batch.ts";

const encoder = new TextEncoder();

/** The cells that mean "not known", as bytes without white space around them. */
export class MissingMarkers {
  readonly #markers: readonly Uint8Array[];
  readonly #longest: number;

  constructor(markers: readonly string[]) {
    this.#markers = [...new Set(markers.map((marker) => marker.trim()))].map((text) => encoder.encode(text));
    this.#longest = Math.max(-1, ...this.#markers.map((marker) => marker.length));
  }

  /** The same for a cell that may have white space beyond ASCII around it. */
  hasCell(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.has(bytes, from, to)) return true;
    if (from === to || (bytes[from]! < 128 && bytes[to - 1]! < 128)) return false;
    const trimmed = encoder.encode(textOf(bytes, from, to).trim());
    return this.has(trimmed, 0, trimmed.length);
  }

  /** Whether the bytes from `start` to `end`, which have no white space around them, are one of the markers. */
  has(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    if (length > this.#longest) return false;
    for (const marker of this.#markers) {
      let index = marker.length === length ? 0 : -1;
      while (index >= 0 && index < length && marker[index] === bytes[start + index]) index += 1;
      if (index === length) return true;
    }
    return false;
  }
}
