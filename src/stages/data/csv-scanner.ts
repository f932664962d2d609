const [COMMA, QUOTE, LINE_FEED, RETURN] = [44, 34, 10, 13];
/** Where the reading of the present cell stands: before its first byte, inside, or behind its closing quotation mark. */
const [BEFORE, PLAIN, QUOTED, AFTER] = [0, 1, 2, 3];

/** What stops the reading: the byte 0, or a quotation mark where none may be. */
export type Stop = "zero" | "CSV_INVALID_CLOSING_QUOTE" | "CSV_QUOTE_NOT_CLOSED";

/**
 * Finds the cells in CSV bytes that come in chunks, cut anywhere. Holds the bytes of the rows that nobody has released yet;
 * cells are places in `bytes`. All digits and letters are greater than the comma, and the bytes of other characters than
 * ASCII are negative as signed numbers, so that one comparison passes over most bytes.
 */
export class CsvScanner {
  bytes: Uint8Array = new Uint8Array(1 << 16);
  starts = new Int32Array(1 << 12);
  ends = new Int32Array(1 << 12);
  /** How many cells are known, those of the present row among them, and which of them is the row's first. */
  cells = 0;
  rowStart = 0;
  /** The line on which the present row starts. */
  line = 1;
  /** Inside `onRow`: the line on which the next row starts. */
  nextLine = 1;
  position = 0;
  length = 0;
  /** Where the rows begin that are not released, and where `bytes` begins in the file. */
  held = 0;
  offset = 0;
  /** Whether a byte that is not ASCII was seen since the last release. */
  foreign = false;
  stop: Stop | null = null;

  readonly #onRow: () => void;
  readonly #delimiter: number;
  #signed = new Int8Array(this.bytes.buffer);
  #state = BEFORE;
  #start = 0;
  #end = 0;
  #breaks = 0;
  #doubled = false;
  /** Cells in which quotation marks are written twice. */
  #escaped: number[] = [];

  /** `onRow` is called at the end of each row and must keep or drop it. The delimiter is the comma or a byte below it. */
  constructor(onRow: () => void, delimiter = COMMA) {
    this.#onRow = onRow;
    this.#delimiter = delimiter;
  }

  append(chunk: Uint8Array): void {
    if (this.held > 0) {
      this.bytes.copyWithin(0, this.held, this.length);
      this.#moveBack(this.held);
    }
    if (this.length + chunk.length > this.bytes.length) {
      const larger = new Uint8Array(2 * (this.length + chunk.length));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
      this.#signed = new Int8Array(larger.buffer);
    }
    this.bytes.set(chunk, this.length);
    this.length += chunk.length;
  }

  keepRow(): void {
    this.rowStart = this.cells;
  }

  dropRow(): void {
    this.cells = this.rowStart;
    while (this.#escaped.length > 0 && this.#escaped.at(-1)! >= this.cells) this.#escaped.pop();
  }

  /** Takes one quotation mark of each pair out of the cells, in their place. The bytes are no longer those of the file. */
  unescape(): void {
    for (const cell of this.#escaped) {
      let to = this.starts[cell]!;
      for (let from = to; from < this.ends[cell]!; from++) {
        this.bytes[to++] = this.bytes[from]!;
        if (this.bytes[from] === QUOTE) from += 1;
      }
      this.ends[cell] = to;
    }
  }

  /** Forgets all rows so far. */
  release(): void {
    this.held = this.position;
    this.cells = 0;
    this.rowStart = 0;
    this.#escaped = [];
    this.foreign = false;
  }

  /** Finds all cells that are whole; with `last`, nothing follows. */
  scan(last: boolean): void {
    while (this.stop === null && this.#cell(last));
  }

  /** One cell; false when more bytes are needed, or there are none. */
  #cell(last: boolean): boolean {
    if (this.#state === BEFORE) {
      if (this.position >= this.length) {
        if (!last || this.cells === this.rowStart) return false;
        this.#start = this.position;
        this.#state = PLAIN;
      } else if (this.bytes[this.position] === QUOTE) {
        this.#state = QUOTED;
        this.#start = ++this.position;
      } else {
        this.#state = PLAIN;
        this.#start = this.position;
      }
    }
    if (this.#state === PLAIN) this.#plain(last);
    else if (this.#state === QUOTED) this.#quoted(last);
    if (this.stop !== null) return false;
    // After a comma, for #plain goes from cell to cell by itself.
    if (this.#state === BEFORE) return true;
    return this.#state === AFTER && this.#close(last);
  }

  /** Row after row of cells without quotation marks, which most files have alone; ends at anything else. */
  #plain(last: boolean): void {
    const { length } = this;
    const signed = this.#signed;
    const delimiter = this.#delimiter;
    let position = this.position;
    let byte = 0;
    for (; position < length; position++) {
      byte = signed[position]!;
      if (byte > COMMA) continue;
      if (byte === delimiter) {
        this.#add(this.#start, position);
        this.#start = position + 1;
        if (signed[position + 1] !== QUOTE && position + 1 < length) continue;
        // At a quotation mark, or at the end of what there is.
        this.position = position + 1;
        this.#state = BEFORE;
        return;
      }
      if (byte === LINE_FEED || byte === RETURN) break;
      if (byte === QUOTE) this.stop = "CSV_INVALID_CLOSING_QUOTE";
      else if (byte === 0) this.stop = "zero";
      else if (byte < 0) this.foreign = true;
      if (this.stop !== null) break;
    }
    this.position = position;
    this.#end = position;
    this.#state = position < length || last ? AFTER : PLAIN;
  }

  #quoted(last: boolean): void {
    const { length } = this;
    const signed = this.#signed;
    let position = this.position;
    for (; position < length; position++) {
      const byte = signed[position]!;
      if (byte > COMMA || byte === COMMA) continue;
      // What a quotation mark or a carriage return is, the byte after it tells.
      if ((byte === QUOTE || byte === RETURN) && position + 1 === length && !last) break;
      const next = position + 1 < length ? signed[position + 1] : 0;
      if (byte === QUOTE) {
        if (next !== QUOTE) {
          this.#end = position;
          this.position = position + 1;
          this.#state = AFTER;
          return;
        }
        this.#doubled = true;
        position += 1;
      } else if (byte === LINE_FEED || byte === RETURN) {
        this.#breaks += 1;
        if (byte === RETURN && next === LINE_FEED) position += 1;
      } else if (byte < 0) this.foreign = true;
      else if (byte === 0) {
        this.stop = "zero";
        break;
      }
    }
    this.position = position;
    if (last && this.stop === null) this.stop = "CSV_QUOTE_NOT_CLOSED";
  }

  /** Behind the last byte of a cell: the comma or the line's end. */
  #close(last: boolean): boolean {
    const { bytes, position, length } = this;
    const byte = position < length ? bytes[position] : LINE_FEED;
    if (position >= length && !last) return false;
    if (byte === RETURN && position + 1 === length && !last) return false;
    if (byte !== this.#delimiter && byte !== LINE_FEED && byte !== RETURN) {
      this.stop = "CSV_INVALID_CLOSING_QUOTE";
      return false;
    }
    this.#add(this.#start, this.#end);
    const both = byte === RETURN && position + 1 < length && bytes[position + 1] === LINE_FEED;
    this.position = Math.min(position + (both ? 2 : 1), length);
    this.#state = BEFORE;
    if (byte !== this.#delimiter) {
      this.nextLine = this.line + this.#breaks + 1;
      this.#breaks = 0;
      this.#onRow();
      this.line = this.nextLine;
    }
    return true;
  }

  #add(start: number, end: number): void {
    if (this.cells === this.starts.length) this.#grow();
    this.starts[this.cells] = start;
    this.ends[this.cells] = end;
    if (this.#doubled) {
      this.#escaped.push(this.cells);
      this.#doubled = false;
    }
    this.cells += 1;
  }

  #grow(): void {
    const [starts, ends] = [this.starts, this.ends];
    this.starts = new Int32Array(2 * starts.length);
    this.ends = new Int32Array(2 * starts.length);
    this.starts.set(starts);
    this.ends.set(ends);
  }

  #moveBack(by: number): void {
    for (let cell = 0; cell < this.cells; cell++) {
      this.starts[cell]! -= by;
      this.ends[cell]! -= by;
    }
    this.length -= by;
    this.position -= by;
    this.offset += by;
    this.#start -= by;
    this.#end -= by;
    this.held = 0;
  }
}
