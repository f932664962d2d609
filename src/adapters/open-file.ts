import { open } from "node:fs/promises";
import type { OpenFile } from "../ports/files.ts";

const CHUNK = 1 << 20;

export async function openFile(path: string): Promise<OpenFile> {
  const file = await open(path);
  try {
    const facts = await file.stat();
    // Opening a folder succeeds; reading it would not.
    if (facts.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: "EISDIR" });
    return {
      size: facts.size,
      async part(start, end) {
        const bytes = new Uint8Array(end - start);
        for (let at = 0; at < bytes.length; ) {
          const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
          if (bytesRead === 0) break;
          at += bytesRead;
        }
        return bytes.buffer;
      },
      async *chunks() {
        // One buffer for all: what is read is soon copied.
        const bytes = new Uint8Array(CHUNK);
        for (;;) {
          const { bytesRead } = await file.read(bytes, 0, CHUNK, null);
          if (bytesRead === 0) return;
          yield bytes.subarray(0, bytesRead);
        }
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
