import { fromBase64, toBase64 } from "./base64.ts";

const INDEX_BITS = 12;
const REGISTERS = 1 << INDEX_BITS;
/** Bits of a hash that the rank is read from, after the index: 20 of the first half and the second half. */
const RANK_BITS = 64 - INDEX_BITS;
const MOST_EXACT = 384;
const SLOTS = 1024;

/** The standard error of an estimate, relative: 1.04 / √4096 = 1.6 %. */
export const DISTINCT_ERROR = 1.04 / Math.sqrt(REGISTERS);

/**
 * How many distinct values there were, from their 64-bit hashes: exact up to 384 of them, then HyperLogLog (Flajolet,
 * Fusy, Gandouet and Meunier, 2007) with 4,096 registers and the estimator of Ertl, "New cardinality estimation algorithms
 * for HyperLogLog sketches" (2017), which needs no correction of a bias. The merge of parts is the same as the whole.
 */
export class DistinctCounter {
  /** Hashes as pairs in an open table; 0, 0 is an empty slot. Null once there were too many. */
  #exact: Uint32Array | null = new Uint32Array(2 * SLOTS);
  #size = 0;
  readonly #registers = new Uint8Array(REGISTERS);

  /** Takes the first `count` hashes, given by halves. */
  add(low: Uint32Array, high: Uint32Array, count = low.length): void {
    let index = 0;
    for (; index < count && this.#exact !== null; index++) this.#addExact(low[index]!, high[index]!);
    const registers = this.#registers;
    for (; index < count; index++) {
      const rank = rankOf(low[index]!, high[index]!);
      const register = low[index]! >>> (32 - INDEX_BITS);
      if (rank > registers[register]!) registers[register] = rank;
    }
  }

  /** Whether `count` is the number itself and no estimate. */
  get exact(): boolean {
    return this.#exact !== null;
  }

  get count(): number {
    return this.#exact !== null ? this.#size : Math.round(estimate(this.#registers));
  }

  merge(other: DistinctCounter): void {
    if (other.#exact !== null) {
      const [low, high] = other.#hashes();
      this.add(low, high);
      return;
    }
    this.#estimate();
    other.#registers.forEach((rank, index) => {
      if (rank > this.#registers[index]!) this.#registers[index] = rank;
    });
  }

  /** The hashes while they are few, sorted; else the registers, six bits each. */
  write(): string {
    if (this.#exact === null) return `r${toBase64(packSixBits(this.#registers))}`;
    const [low, high] = this.#hashes();
    const bytes = new Uint8Array(low.length * 8);
    const view = new DataView(bytes.buffer);
    low.forEach((half, index) => {
      view.setUint32(index * 8, half, true);
      view.setUint32(index * 8 + 4, high[index]!, true);
    });
    return `h${toBase64(bytes)}`;
  }

  static read(text: string): DistinctCounter {
    const counter = new DistinctCounter();
    const bytes = fromBase64(text.slice(1));
    if (text.startsWith("r")) {
      counter.#estimate();
      counter.#registers.set(unpackSixBits(bytes));
      return counter;
    }
    const view = new DataView(bytes.buffer);
    const halves = (from: number) =>
      Uint32Array.from({ length: bytes.length >> 3 }, (_, index) => view.getUint32(8 * index + from, true));
    counter.add(halves(0), halves(4));
    return counter;
  }

  #addExact(low: number, high: number): void {
    const table = this.#exact!;
    const used = low === 0 && high === 0 ? 1 : low;
    let slot = used & (SLOTS - 1);
    for (; table[2 * slot] !== 0 || table[2 * slot + 1] !== 0; slot = (slot + 1) & (SLOTS - 1))
      if (table[2 * slot] === used && table[2 * slot + 1] === high) return;
    table[2 * slot] = used;
    table[2 * slot + 1] = high;
    this.#size += 1;
    if (this.#size > MOST_EXACT) this.#estimate();
  }

  /** From exact to registers. */
  #estimate(): void {
    if (this.#exact === null) return;
    const [low, high] = this.#hashes();
    this.#exact = null;
    this.add(low, high);
  }

  #hashes(): [Uint32Array, Uint32Array] {
    const table = this.#exact!;
    const pairs: [number, number][] = [];
    for (let slot = 0; slot < SLOTS; slot++) {
      const pair: [number, number] = [table[2 * slot]!, table[2 * slot + 1]!];
      if (pair[0] !== 0 || pair[1] !== 0) pairs.push(pair);
    }
    pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return [Uint32Array.from(pairs, (pair) => pair[0]), Uint32Array.from(pairs, (pair) => pair[1])];
  }
}

/** The place of the first 1 among the bits after the index, from 1. */
function rankOf(low: number, high: number): number {
  const rest = low << INDEX_BITS;
  return rest !== 0 ? Math.clz32(rest) + 1 : 32 - INDEX_BITS + Math.clz32(high) + 1;
}

function estimate(registers: Uint8Array): number {
  const counts = new Float64Array(RANK_BITS + 2);
  for (const rank of registers) counts[rank]! += 1;
  let z = REGISTERS * tau(1 - counts[RANK_BITS + 1]! / REGISTERS);
  for (let rank = RANK_BITS; rank >= 1; rank--) z = 0.5 * (z + counts[rank]!);
  z += REGISTERS * sigma(counts[0]! / REGISTERS);
  return REGISTERS ** 2 / (2 * Math.LN2 * z);
}

function sigma(share: number): number {
  if (share === 1) return Infinity;
  let [x, y, z] = [share, 1, share];
  for (let before = Number.NaN; before !== z; ) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z] = [share, 1, 1 - share];
  for (let before = Number.NaN; before !== z; ) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

function packSixBits(values: Uint8Array): Uint8Array {
  const packed = new Uint8Array((values.length * 3) / 4);
  for (let from = 0, to = 0; from < values.length; from += 4, to += 3) {
    const bits =
      values[from]! | (values[from + 1]! << 6) | (values[from + 2]! << 12) | (values[from + 3]! << 18);
    packed[to] = bits;
    packed[to + 1] = bits >> 8;
    packed[to + 2] = bits >> 16;
  }
  return packed;
}

function unpackSixBits(packed: Uint8Array): Uint8Array {
  const values = new Uint8Array(REGISTERS);
  for (let from = 0, to = 0; from + 2 < packed.length; from += 3, to += 4) {
    const bits = packed[from]! | (packed[from + 1]! << 8) | (packed[from + 2]! << 16);
    for (let part = 0; part < 4; part++) values[to + part] = (bits >> (6 * part)) & 63;
  }
  return values;
}
