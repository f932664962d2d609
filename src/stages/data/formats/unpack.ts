import { gunzipSync } from "node:zlib";
import type { Problem } from "../../../core/errors.ts";
import { showText } from "../../../core/show-text.ts";
import type { Packing } from "./file-format.ts";

/** Above this many bytes a text does not fit into a string, and a small file may unpack to anything. */
const MOST_BYTES = 512 * 1024 * 1024;

export type Unpacked = { readonly bytes: Uint8Array } | { readonly problem: Problem };

/** The content of a packed file; several members or frames one after the other are one content. */
export async function unpack(
  path: string,
  bytes: Uint8Array,
  packing: Packing,
  most = MOST_BYTES,
): Promise<Unpacked> {
  try {
    return {
      bytes: packing === "gzip" ? gunzipSync(bytes, { maxOutputLength: most }) : await unzstd(bytes, most),
    };
  } catch (error) {
    const tooLarge =
      error instanceof TooLarge || (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
    return { problem: tooLarge ? larger(path, most) : damaged(path, packing, error as Error) };
  }
}

class TooLarge extends Error {}

async function unzstd(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  const { Decompress } = await import("fzstd");
  const parts: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const stream = new Decompress((part, final) => {
    parts.push(part.slice());
    length += part.length;
    ended ||= final === true;
    if (length > most) throw new TooLarge();
  });
  stream.push(bytes, true);
  if (!ended || bytes.length === 0) throw new Error("it ends too early");
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function larger(file: string, most: number): Problem {
  return {
    code: "data-too-large",
    found: `more than ${most >> 20} MB when it is unpacked`,
    where: { file },
    expected: "files that fit into memory, one by one",
    next: "Split the file, for example into one a month, and name them by a pattern.",
  };
}

export function damaged(file: string, packing: Packing, error: Error): Problem {
  return {
    code: "data-cannot-unpack",
    found: `no ${packing} that can be unpacked (${showText(error.message, 100)})`,
    where: { file },
    expected: `a whole file in ${packing}, as its name says`,
    next: "Write or fetch the file again, or correct its name.",
  };
}
