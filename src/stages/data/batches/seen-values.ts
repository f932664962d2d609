/** Where a row stands: the file's number and the line. */
export interface RowPlace {
  readonly file: number;
  readonly line: number;
}

const LINES = 2 ** 40;

/**
 * Values that have been seen, by 64 bits of their hash, with the place of the first row of each: 16 bytes a value and as much
 * again free. Among a hundred million values two of one hash are there by chance once in three thousand tables.
 */
export class SeenValues {
  size = 0;
  #low = new Uint32Array(1 << 12);
  #high = new Uint32Array(1 << 12);
  /** 0 where nothing is. */
  #places = new Float64Array(1 << 12);

  /** The place of the earlier row with this value; null for a new one, which is kept. */
  add(low: number, high: number, file: number, line: number): RowPlace | null {
    if (2 * this.size >= this.#places.length) this.#grow();
    const at = this.#find(low, high);
    const place = this.#places[at]!;
    if (place !== 0) return { file: Math.floor(place / LINES), line: place % LINES };
    this.#put(at, low, high, file * LINES + line);
    this.size += 1;
    return null;
  }

  #find(low: number, high: number): number {
    const mask = this.#places.length - 1;
    let at = low & mask;
    while (this.#places[at] !== 0 && (this.#low[at] !== low || this.#high[at] !== high)) at = (at + 1) & mask;
    return at;
  }

  #put(at: number, low: number, high: number, place: number): void {
    this.#low[at] = low;
    this.#high[at] = high;
    this.#places[at] = place;
  }

  #grow(): void {
    const [lows, highs, places] = [this.#low, this.#high, this.#places];
    this.#low = new Uint32Array(2 * places.length);
    this.#high = new Uint32Array(2 * places.length);
    this.#places = new Float64Array(2 * places.length);
    places.forEach((place, index) => {
      if (place === 0) return;
      const [low, high] = [lows[index]!, highs[index]!];
      this.#put(this.#find(low, high), low, high, place);
    });
  }
}
