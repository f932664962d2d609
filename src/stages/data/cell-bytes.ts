/** Characters from which on the encoder is the faster. */
const SHORT = 64;
const encoder = new TextEncoder();

/** Bytes to which one cell after the other is written. */
export class CellBytes {
  bytes = new Uint8Array(1 << 16);
  length = 0;

  write(value: unknown): void {
    // Not a number is how data frames write a missing number.
    if (value === null || value === undefined || Number.isNaN(value)) return;
    const text = typeof value === "string" ? value : textOfValue(value);
    // A UTF-16 unit is at most three bytes.
    if (this.length + 3 * text.length > this.bytes.length) this.#grow(3 * text.length);
    if (text.length > SHORT || !this.#writeAscii(text))
      this.length += encoder.encodeInto(text, this.bytes.subarray(this.length)).written;
  }

  /** Numbers, dates, codes and words, several times faster than by the encoder; false where a character is not ASCII. */
  #writeAscii(text: string): boolean {
    const { bytes, length: start } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 127) return false;
      bytes[start + index] = code;
    }
    this.length = start + text.length;
    return true;
  }

  /** Copies a text in UTF-8; false, and nothing done, where a character is not ASCII. */
  copyAscii(text: Uint8Array): boolean {
    if (this.length + text.length > this.bytes.length) this.#grow(text.length);
    const { bytes, length: start } = this;
    for (let index = 0; index < text.length; index++) {
      const byte = text[index]!;
      if (byte > 127) return false;
      bytes[start + index] = byte;
    }
    this.length = start + text.length;
    return true;
  }

  /** Copies a cell that was written to other bytes. */
  copy(bytes: Uint8Array, start: number, end: number): void {
    if (this.length + end - start > this.bytes.length) this.#grow(end - start);
    for (let from = start, to = this.length; from < end; from++, to++) this.bytes[to] = bytes[from]!;
    this.length += end - start;
  }

  #grow(more: number): void {
    const larger = new Uint8Array(2 * (this.bytes.length + more));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Lists and structures as JSON. */
export function textOfValue(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner));
}
