import { badInput } from "../../core/errors.ts";

/** One of so many equal parts of some work; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** A part of a file, in bytes; a row belongs to the part in which it begins. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const WHOLE: Shard = { index: 1, of: 1 };

/** `2/16`. */
export function parseShard(text: string): Shard {
  const [, index = "", of = ""] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  throw badInput({
    code: "usage-shard",
    found: `--shard ${text}`,
    expected: "the part and how many there are, such as 1/16 for the first of sixteen",
    next: "Give each job of the matrix its own part.",
  });
}

/** Which part of each file the shard has, when the files are laid end to end and cut into equal parts. */
export function spansOf(sizes: readonly number[], { index, of }: Shard): Span[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const cut = (part: number) => (part === of ? Infinity : Math.floor((total * part) / of));
  let start = 0;
  return sizes.map((size) => {
    const span = { from: cut(index - 1) - start, to: cut(index) - start };
    start += size;
    return span;
  });
}
