/** Where `hashBytes` leaves its 64 bits: a call a cell, so nothing is allocated for it. */
export interface HashTarget {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/**
 * Writes 64 bits that are as good as random, though not against somebody who wants a collision, to place `at` of the target.
 * Two 32-bit multiplicative hashes (Fowler-Noll-Vo 1a with two primes) run side by side and are mixed together at the end
 * by MurmurHash3's finaliser. Returns all bytes or-ed together: 128 and more when one of them is not ASCII.
 */
export function hashBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  target: HashTarget,
  at: number,
): number {
  let one = 0x811c9dc5;
  let two = 0x9747b28c;
  let any = 0;
  for (let index = start; index < end; index++) {
    const byte = bytes[index]!;
    any |= byte;
    one = Math.imul(one ^ byte, 0x01000193);
    two = Math.imul(two ^ byte, 0x5bd1e995);
  }
  one = mix(one ^ (end - start));
  two = mix(two ^ one);
  target.low[at] = mix(one + two);
  target.high[at] = two;
  return any;
}

function mix(bits: number): number {
  let hash = bits;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
