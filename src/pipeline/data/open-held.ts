import type { OpenFile } from "../../ports/files.ts";

const CHUNK = 1 << 20;

/** Bytes that are held, in the form of a file that is read piece by piece. */
export function openHeld(bytes: Uint8Array): OpenFile {
  return {
    size: bytes.length,
    part: async (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    },
    close: async () => undefined,
  };
}
