/** Whether some character is matched by a part of the left and by one of the right; told by trying characters. */
export function overlaps(left: readonly string[], right: readonly string[], pattern: string): boolean {
  if (left.length === 0 || right.length === 0) return false;
  const same = new Set(left);
  if (right.some((source) => same.has(source))) return true;
  const [one, other] = [anyOf(left), anyOf(right)];
  return charactersFor(pattern).some((character) => one.test(character) && other.test(character));
}

function anyOf(sources: readonly string[]): RegExp {
  return new RegExp(`^(?:${[...new Set(sources)].join("|")})$`, "u");
}

/** Two ranges that overlap share an end of one of them, so what the pattern names is tried; and, for classes, some of everything. */
function charactersFor(pattern: string): readonly string[] {
  const named = [...pattern.matchAll(/\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2}))/gi)].map((match) =>
    Number.parseInt(match[1] ?? match[2] ?? match[3]!, 16),
  );
  return [...pattern, ...[...named, ...SAMPLE].map((code) => String.fromCodePoint(code))];
}

/** Latin letters and all signs of ASCII, then every 64th character of the first plane, then some beyond. */
const SAMPLE: readonly number[] = [
  ...Array.from({ length: 0x180 }, (_, code) => code),
  ...Array.from({ length: 0x400 - 6 }, (_, index) => (index + 6) * 64),
  ...[0x3000, 0x1f600, 0x20000],
];
