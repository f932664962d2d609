import { seededRandom } from "../../src/core/random.ts";

export const TEXT_TOKENS = [
  '"',
  '""',
  ",",
  ";",
  "\t",
  "\n",
  "\r",
  "\r\n",
  "\0",
  "\uFEFF",
  "\u2028",
  "\u202E",
  "é",
  "😀",
  "NaN",
  "1e999",
  "-0",
  "0x1F",
  "=cmd()",
  "__proto__",
  "constructor",
  "{",
  "}",
  "[",
  "]",
  ":",
  "- ",
  "#",
  "&a",
  "*a",
  "!!js/function",
  "<<: *a",
  "| ",
  "> ",
  "'",
  "\\",
  "%",
  "null",
  "true",
  "  ",
  "x".repeat(2000),
];

const bytes = (...values: number[]) => Uint8Array.from(values);

/** What readers of binary formats dislike: magic numbers in the wrong place, lengths that are too great, varints that never end. */
export const BINARY_TOKENS = [
  "PAR1",
  bytes(0),
  bytes(0, 0, 0, 0),
  bytes(0xff),
  bytes(0xff, 0xff, 0xff, 0x7f),
  bytes(0xff, 0xff, 0xff, 0xff),
  bytes(0x80),
  bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01),
  bytes(0xfe, 0xff, 0xff, 0xff, 0x0f),
  bytes(0x15, 0x80, 0x80, 0x80, 0x80, 0x20),
  bytes(0x19, 0xfc, 0xff, 0xff, 0xff, 0x0f),
  bytes(...Array.from({ length: 64 }, () => 0x1c)),
];

/** Seeded mutations of bytes, at most so many in one file: cut, doubled, moved, flipped, and spiced with what parsers dislike. */
export function mutations(
  samples: readonly (string | Uint8Array)[],
  seed: number,
  tokens: readonly (string | Uint8Array)[] = TEXT_TOKENS,
  most = 6,
): () => Uint8Array {
  const random = seededRandom(seed);
  const sources = samples.map((sample) => Buffer.from(sample as string));
  return () => {
    let bytes = sources[random.below(sources.length)]!;
    for (let times = 1 + random.below(most); times > 0; times--) {
      const [from, to] = [random.below(bytes.length + 1), random.below(bytes.length + 1)].sort(
        (a, b) => a - b,
      ) as [number, number];
      const [head, middle, tail] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
      const token = Buffer.from(tokens[random.below(tokens.length)]! as string);
      switch (random.below(7)) {
        case 0:
          bytes = Buffer.concat([head, tail]);
          break;
        case 1:
          bytes = Buffer.concat([head, middle, middle, tail]).subarray(0, 200_000);
          break;
        case 2:
          bytes = Buffer.concat([head, token, middle, tail]);
          break;
        case 3:
          bytes = Buffer.concat([tail, head]);
          break;
        case 4: {
          bytes = Buffer.from(bytes);
          if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
          break;
        }
        case 5:
          // Lengths and counts of a binary format are hit where they stand; as text it would be gone as a whole.
          if (tokens === BINARY_TOKENS)
            bytes = Buffer.concat([head, token, bytes.subarray(from + token.length)]);
          else
            bytes = Buffer.from(bytes.toString("utf8").replaceAll(",", token.toString()).slice(0, 200_000));
          break;
        default:
          bytes = head;
      }
    }
    return bytes;
  };
}
