import type { Problem } from "../../core/errors.ts";

export type Decoded = { readonly text: string } | { readonly problem: Problem };

/**
 * Reads bytes as UTF-8 and nothing else; a byte order mark is removed. Other encodings are named, not guessed:
 * a wrong guess would train on wrong letters without anybody noticing.
 */
export function decodeText(path: string, bytes: Uint8Array): Decoded {
  if (startsLikeUtf16(bytes)) return { problem: wrongEncoding(path, 1, "text in UTF-16") };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const { line, byte } = firstBadLine(bytes);
    const shown = byte === undefined ? "a cut character" : `the byte 0x${byte.toString(16).toUpperCase()}`;
    return { problem: wrongEncoding(path, line, `${shown}; the file may be in Latin-1 or Windows-1252`) };
  }
  // UTF-16 without a mark is valid UTF-8 as long as it is English: every second byte is 0.
  const zero = text.indexOf("\0");
  if (zero < 0) return { text };
  const line = text.slice(0, zero).split("\n").length;
  return { problem: wrongEncoding(path, line, "the byte 0x00; the file may be in UTF-16, or be no text") };
}

function startsLikeUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** A line feed is never part of a longer UTF-8 character, so lines can be decoded one by one. */
function firstBadLine(bytes: Uint8Array): { line: number; byte?: number } {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    const part = bytes.subarray(start, end);
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(part);
    } catch {
      const byte = firstBadByte(part);
      return byte === undefined ? { line } : { line, byte };
    }
    start = end;
  }
  return { line };
}

function firstBadByte(part: Uint8Array): number | undefined {
  const lenient = new TextDecoder("utf-8", { ignoreBOM: true }).decode(part);
  const good = new TextEncoder().encode(lenient);
  return part.find((byte, index) => byte !== good[index]);
}

function wrongEncoding(path: string, line: number, found: string): Problem {
  return {
    code: "data-wrong-encoding",
    found,
    where: { file: path, line },
    expected: "text in UTF-8",
    next: `Save the file as UTF-8, for example: iconv -f ${found.includes("UTF-16") ? "UTF-16" : "WINDOWS-1252"} -t UTF-8`,
  };
}
