/** Characters of a text that its pattern shows. */
const SHOWN = 32;

/** For each byte what stands for it: A, a, 9, x for the first byte of other letters, 0 for their further bytes. */
const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 48 && byte <= 57) return 57;
  if (byte >= 65 && byte <= 90) return 65;
  if (byte >= 97 && byte <= 122) return 97;
  if (byte >= 0xc0) return 120;
  return byte >= 0x80 ? 0 : byte;
});

/** Bytes that `patternOf` may write. */
export const PATTERN_BYTES = SHOWN + 3;

/** Writes the pattern of a text, such as `AA-999`, to place `at` of `target` and returns its end; a long one ends with `…`. */
export function patternOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  at: number,
): number {
  let to = at;
  for (let index = start; index < end; index++) {
    const shown = CLASSES[bytes[index]!]!;
    if (shown === 0) continue;
    if (to === at + SHOWN) {
      target.set([0xe2, 0x80, 0xa6], to);
      return to + 3;
    }
    target[to++] = shown;
  }
  return to;
}

/** Characters (code points) of UTF-8. */
export function charactersOf(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let index = start; index < end; index++) if ((bytes[index]! & 0xc0) !== 0x80) count += 1;
  return count;
}
