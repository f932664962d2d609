/**
 * Unpacks an LZ4 frame (github.com/lz4/lz4, doc/lz4_Frame_format.md) whose content has a known length, as Arrow writes its
 * buffers. Checksums are not verified. Throws when the frame is none, ends early or does not fill the length.
 */
export function unpackLz4Frame(input: Uint8Array, length: number): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  if (view.getUint32(0, true) !== 0x184d2204) throw new Error("no LZ4 frame");
  const flags = view.getUint8(4);
  const blockChecksum = (flags & 0x10) !== 0;
  // Magic, flags and block size; the content's size, the dictionary's number and the header's checksum follow.
  let at = 6 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0) + 1;
  const output = new Uint8Array(length);
  let filled = 0;
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) break;
    const block = input.subarray(at, at + (size & 0x7fffffff));
    if (block.length !== (size & 0x7fffffff)) throw new Error("an LZ4 block that ends early");
    at += block.length + (blockChecksum ? 4 : 0);
    if (size >>> 31 === 0) filled = unpackBlock(block, output, filled);
    else {
      output.set(block, filled);
      filled += block.length;
    }
  }
  if (filled !== length) throw new Error(`${filled} bytes in an LZ4 frame of ${length}`);
  return output;
}

/** A block may repeat what earlier blocks wrote, so all write into one output. Returns where it ended. */
function unpackBlock(block: Uint8Array, output: Uint8Array, from: number): number {
  let to = from;
  let at = 0;
  const more = (count: number): number => {
    if (count < 15) return count;
    let sum = count;
    for (;;) {
      const byte = block[at++];
      if (byte === undefined) throw new Error("an LZ4 block that ends early");
      sum += byte;
      if (byte < 255) return sum;
    }
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = more(token >> 4);
    if (at + literals > block.length || to + literals > output.length)
      throw new Error("an LZ4 block too long");
    output.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at >= block.length) return to;
    const back = block[at]! | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const count = more(token & 15) + 4;
    if (back === 0 || back > to || to + count > output.length)
      throw new Error("an LZ4 block that repeats nothing");
    for (let index = 0; index < count; index++) output[to + index] = output[to + index - back]!;
    to += count;
  }
  return to;
}
