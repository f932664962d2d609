import { type HashTarget, hashBytes } from "./hash.ts";

const MOST = 128;
const SLOTS = 512;
/** Bytes of a value that are kept to show it. */
const KEPT = 64;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A value, how often it was counted, and where its text was cut its hash. */
export type FrequentValue = [text: string, count: number, hash?: string];

/** As in a JSON document. `error`: no value is counted more often than it came, nor more than this too seldom. */
export interface FrequentText {
  readonly error: number;
  readonly values: readonly FrequentValue[];
}

/**
 * The most frequent values of a stream with their counts, in 128 counters: Misra and Gries, "Finding repeated elements"
 * (1982), purged by the median as in Anderson et al., "A high-performance algorithm for identifying frequent items in data
 * streams" (2017). While there are no more than 128 different values all counts are exact. Else each count is too low by at
 * most `error`, which is at most a 64th of all counted, and a value that came more often than that is among them. Values
 * are told apart by 64-bit hashes. The merge of parts has the sum of their errors, and keeps that bound.
 */
export class FrequentValues {
  error = 0;
  #size = 0;
  /** For each slot of the hash table the entry in it, from 1; 0 for none. */
  readonly #slots = new Uint8Array(SLOTS);
  readonly #low = new Uint32Array(MOST + 1);
  readonly #high = new Uint32Array(MOST + 1);
  readonly #counts = new Float64Array(MOST + 1);
  /** Where the text begins in the bytes that were given last; -1 when it is in `#texts`. */
  readonly #starts = new Int32Array(MOST + 1);
  readonly #lengths = new Uint8Array(MOST + 1);
  readonly #cut = new Uint8Array(MOST + 1);
  readonly #texts = new Uint8Array((MOST + 1) * KEPT);

  get size(): number {
    return this.#size;
  }

  /** Counts the first `count` values: their hashes, and where in `bytes` their texts begin and end. */
  add(hashes: HashTarget, bytes: Uint8Array, starts: Int32Array, ends: Int32Array, count: number): void {
    const { low, high } = hashes;
    for (let index = 0; index < count; index++) {
      const slot = this.#find(low[index]!, high[index]!);
      const entry = this.#slots[slot]!;
      if (entry !== 0) this.#counts[entry - 1]! += 1;
      else this.#insert(slot, low[index]!, high[index]!, 1, starts[index]!, ends[index]!);
    }
    this.#keepTexts(bytes);
  }

  /** The same for values that are named by their places in those lists; the first `count` of `named`. */
  addNamed(
    hashes: HashTarget,
    bytes: Uint8Array,
    starts: Int32Array,
    ends: Int32Array,
    named: Int32Array,
    count: number,
  ): void {
    const { low, high } = hashes;
    for (let index = 0; index < count; index++) {
      const value = named[index]!;
      const slot = this.#find(low[value]!, high[value]!);
      const entry = this.#slots[slot]!;
      if (entry !== 0) this.#counts[entry - 1]! += 1;
      else this.#insert(slot, low[value]!, high[value]!, 1, starts[value]!, ends[value]!);
    }
    this.#keepTexts(bytes);
  }

  merge(other: FrequentValues): void {
    for (let entry = 0; entry < other.#size; entry++) {
      const [low, high, count] = [other.#low[entry]!, other.#high[entry]!, other.#counts[entry]!];
      const slot = this.#find(low, high);
      const same = this.#slots[slot]!;
      const start = entry * KEPT;
      if (same !== 0) this.#counts[same - 1]! += count;
      else this.#insert(slot, low, high, count, start, start + other.#lengths[entry]!, other.#cut[entry]);
    }
    this.#keepTexts(other.#texts);
    this.error += other.error;
  }

  /** Most frequent first, ties by text; what is cut off beyond so many characters of JSON adds to the error. */
  write(characters = Infinity): FrequentText {
    const all = Array.from({ length: this.#size }, (_, entry) => this.#valueAt(entry));
    all.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    let used = 0;
    const kept = all.findIndex((value) => {
      used += JSON.stringify(value).length + 1;
      return used > characters;
    });
    if (kept < 0) return { error: this.error, values: all };
    return { error: this.error + all[kept]![1], values: all.slice(0, kept) };
  }

  static read({ error, values }: FrequentText): FrequentValues {
    const read = new FrequentValues();
    const target = { low: new Uint32Array(1), high: new Uint32Array(1) };
    for (const [text, count, hash] of values) {
      const bytes = encoder.encode(text);
      readHash(bytes, hash, target);
      const [low, high] = [target.low[0]!, target.high[0]!];
      read.#insert(read.#find(low, high), low, high, count, 0, bytes.length, hash === undefined ? 0 : 1);
      read.#keepTexts(bytes);
    }
    read.error += error;
    return read;
  }

  #find(low: number, high: number): number {
    let slot = low & (SLOTS - 1);
    for (let entry = this.#slots[slot]!; entry !== 0; entry = this.#slots[slot]!) {
      if (this.#low[entry - 1] === low && this.#high[entry - 1] === high) break;
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  /** A new entry, whose text is read by `keepTexts`: most new entries are purged before that. */
  #insert(slot: number, low: number, high: number, count: number, start: number, end: number, cut = 0): void {
    const entry = this.#size++;
    this.#slots[slot] = entry + 1;
    this.#low[entry] = low;
    this.#high[entry] = high;
    this.#counts[entry] = count;
    this.#starts[entry] = start;
    this.#lengths[entry] = Math.min(end - start, KEPT);
    this.#cut[entry] = end - start > KEPT ? 1 : cut;
    if (this.#size > MOST) this.#purge();
  }

  /** Copies the texts of the entries that are new. */
  #keepTexts(bytes: Uint8Array): void {
    for (let entry = 0; entry < this.#size; entry++) {
      const start = this.#starts[entry]!;
      if (start < 0) continue;
      let length = this.#lengths[entry]!;
      // Not in the middle of a character.
      if (this.#cut[entry] === 1) while (length > 0 && (bytes[start + length]! & 0xc0) === 0x80) length -= 1;
      this.#texts.set(bytes.subarray(start, start + length), entry * KEPT);
      this.#lengths[entry] = length;
      this.#starts[entry] = -1;
    }
  }

  /** Takes the median count off all counts, which drops half of the entries or more. */
  #purge(): void {
    const less = this.#medianCount();
    this.error += less;
    this.#slots.fill(0);
    const before = this.#size;
    this.#size = 0;
    for (let from = 0; from < before; from++) {
      const count = this.#counts[from]! - less;
      if (count <= 0) continue;
      const to = this.#size++;
      this.#low[to] = this.#low[from]!;
      this.#high[to] = this.#high[from]!;
      this.#counts[to] = count;
      this.#lengths[to] = this.#lengths[from]!;
      this.#cut[to] = this.#cut[from]!;
      this.#starts[to] = this.#starts[from]!;
      if (this.#starts[to] < 0) this.#texts.copyWithin(to * KEPT, from * KEPT, (from + 1) * KEPT);
      this.#slots[this.#find(this.#low[to]!, this.#high[to]!)] = to + 1;
    }
  }

  #medianCount(): number {
    let ones = 0;
    for (let entry = 0; entry < this.#size; entry++) if (this.#counts[entry] === 1) ones += 1;
    // The usual case where nearly all values differ; saves the sorting.
    if (2 * ones > this.#size) return 1;
    return this.#counts.slice(0, this.#size).sort()[this.#size >> 1]!;
  }

  #valueAt(entry: number): FrequentValue {
    const from = entry * KEPT;
    const text = decoder.decode(this.#texts.subarray(from, from + this.#lengths[entry]!));
    const count = this.#counts[entry]!;
    return this.#cut[entry] === 1 ? [text, count, this.#hashAt(entry)] : [text, count];
  }

  #hashAt(entry: number): string {
    const half = (bits: number) => bits.toString(16).padStart(8, "0");
    return half(this.#high[entry]!) + half(this.#low[entry]!);
  }
}

function readHash(bytes: Uint8Array, hash: string | undefined, target: HashTarget): void {
  if (hash === undefined) {
    hashBytes(bytes, 0, bytes.length, target, 0);
    return;
  }
  target.high[0] = Number.parseInt(hash.slice(0, 8), 16);
  target.low[0] = Number.parseInt(hash.slice(8), 16);
}
