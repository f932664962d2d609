import { hashBytes } from "../../../core/sketches/hash.ts";

/** Tables with more rows are held against the checks of integrity by so many of them at most. */
export const MOST_ROWS = 100_000;
/** Drawn together, large groups of rows that are alike would be in the sample or missing from it: then rows are drawn by their number. */
const FEWEST_DIFFERENT = 1000;
const MOST_OFF = 1.5;
const MOST_NUMBERED = 20_000;

/**
 * Draws rows by a digest of their features: rows that are alike are drawn together or not at all, so that repeated rows,
 * conflicting labels and rows on both sides of the split have the share that they have in the whole. What is drawn depends
 * on the rows alone, not on their order or on how they come.
 */
export class RowSample<Row> {
  readonly #alike: Drawn<Row>;
  readonly #numbered: Drawn<Row>;
  #next = 0;

  constructor(most = MOST_ROWS, mostNumbered = MOST_NUMBERED) {
    this.#alike = new Drawn(most);
    this.#numbered = new Drawn(mostNumbered);
  }

  /** `row` is asked for only when it is drawn. */
  add(digest: number, row: () => Row): void {
    const number = scramble(this.#next++);
    const [alike, numbered] = [this.#alike.takes(digest), this.#numbered.takes(number)];
    if (!alike && !numbered) return;
    const drawn = row();
    if (alike) this.#alike.add(digest, drawn);
    if (numbered) this.#numbered.add(number, drawn);
  }

  /** In the order in which they were added. */
  rows(): readonly Row[] {
    const { rows, share, different } = this.#alike;
    if (rows.length === this.#next) return rows;
    const expected = share * this.#next;
    const fair = rows.length < MOST_OFF * expected && rows.length > expected / MOST_OFF;
    return fair && different >= FEWEST_DIFFERENT ? rows : this.#numbered.rows;
  }
}

/** Those of all digests that are below a limit, which is halved whenever they are too many. */
class Drawn<Row> {
  rows: Row[] = [];
  #digests: number[] = [];
  #limit = 2 ** 32;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** How many of all digests are taken. */
  get share(): number {
    return this.#limit / 2 ** 32;
  }

  get different(): number {
    return new Set(this.#digests).size;
  }

  takes(digest: number): boolean {
    return digest < this.#limit;
  }

  add(digest: number, row: Row): void {
    this.rows.push(row);
    this.#digests.push(digest);
    while (this.rows.length > this.#most) {
      this.#limit /= 2;
      this.rows = this.rows.filter((_, index) => this.takes(this.#digests[index]!));
      this.#digests = this.#digests.filter((each) => this.takes(each));
    }
  }
}

/** The digest of a row, cell by cell, as 32 bits. */
export class RowDigest {
  readonly #hash = { low: new Uint32Array(1), high: new Uint32Array(1) };
  #state = 0;

  begin(): void {
    this.#state = 0x9747b28c;
  }

  missing(): void {
    this.#mix(0x5bd1e995);
  }

  cell(bytes: Uint8Array, start: number, end: number): void {
    hashBytes(bytes, start, end, this.#hash, 0);
    this.#mix(this.#hash.low[0]!);
  }

  end(): number {
    return scramble(this.#state);
  }

  #mix(bits: number): void {
    this.#state = (Math.imul(this.#state ^ bits, 0x9e3779b1) + 0x7f4a7c15) | 0;
    this.#state ^= this.#state >>> 15;
  }
}

function scramble(bits: number): number {
  let hash = bits;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
