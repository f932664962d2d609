/** Digits of a whole number that a double holds for sure. */
const MOST_DIGITS = 15;

/** Which ids there were. Most are whole numbers, which are kept as such: several times faster than texts. */
export class SeenIds {
  readonly #texts = new Set<string>();
  /** An open table at most half full; -1 is an empty slot. */
  readonly #numbers: Float64Array;
  readonly #mask: number;

  /** For at most so many ids. */
  constructor(most: number) {
    const slots = 2 ** Math.ceil(Math.log2(2 * Math.max(1, most)));
    this.#numbers = new Float64Array(slots).fill(-1);
    this.#mask = slots - 1;
  }

  /** Whether this id was seen, which it is from now on. */
  sawBefore(id: string): boolean {
    const number = wholeNumber(id);
    if (number >= 0) return this.#sawNumber(number);
    const before = this.#texts.size;
    return this.#texts.add(id).size === before;
  }

  #sawNumber(number: number): boolean {
    const numbers = this.#numbers;
    const low = number >>> 0;
    const high = (number / 2 ** 32) >>> 0;
    const hash = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    for (; numbers[slot]! >= 0; slot = (slot + 1) & this.#mask) if (numbers[slot] === number) return true;
    numbers[slot] = number;
    return false;
  }
}

/** The number that a text writes as no other text does (`7`, not `07`), or -1. */
function wholeNumber(text: string): number {
  if (text.length === 0 || text.length > MOST_DIGITS) return -1;
  if (text.length > 1 && text.charCodeAt(0) === 48) return -1;
  let number = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = 10 * number + digit;
  }
  return number;
}
