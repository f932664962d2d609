import { seededRandom } from "../../src/core/random.ts";

const TOKENS = [
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

/** Seeded mutations of bytes: cut, doubled, moved, flipped, and spiced with what parsers dislike. */
export function mutations(samples: readonly (string | Uint8Array)[], seed: number): () => Uint8Array {
  const random = seededRandom(seed);
  const sources = samples.map((sample) => Buffer.from(sample as string));
  return () => {
    let bytes = sources[random.below(sources.length)]!;
    for (let times = 1 + random.below(6); times > 0; times--) {
      const [from, to] = [random.below(bytes.length + 1), random.below(bytes.length + 1)].sort(
        (a, b) => a - b,
      ) as [number, number];
      const [head, middle, tail] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
      const token = Buffer.from(TOKENS[random.below(TOKENS.length)]!);
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
          bytes = Buffer.from(bytes.toString("utf8").replaceAll(",", token.toString()).slice(0, 200_000));
          break;
        default:
          bytes = head;
      }
    }
    return bytes;
  };
}
