import { createGunzip } from "node:zlib";
import type { Problem } from "../../../core/errors.ts";
import type { Packing } from "./file-format.ts";
import { damaged } from "./unpack.ts";

/**
 * The content of a packed file, in chunks, in memory that does not grow with it; ends with a problem where it cannot be
 * unpacked. A chunk is valid until the next one is asked for.
 */
export async function* unpackChunks(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  packing: Packing,
): AsyncIterable<Uint8Array | Problem> {
  try {
    yield* packing === "gzip" ? gunzipChunks(chunks) : unzstdChunks(chunks);
  } catch (error) {
    yield damaged(path, packing, error as Error);
  }
}

async function* gunzipChunks(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  const feed = async (): Promise<void> => {
    for await (const chunk of chunks) {
      if (gunzip.destroyed) return;
      // A copy: the stream takes it later than it is valid.
      if (gunzip.write(Buffer.from(chunk))) continue;
      await new Promise((resolve) => gunzip.once("drain", resolve).once("close", resolve));
    }
    gunzip.end();
  };
  // Faults of either side come out of the iteration.
  void feed().catch((error: Error) => gunzip.destroy(error));
  yield* gunzip;
}

async function* unzstdChunks(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const { Decompress } = await import("fzstd");
  let parts: Uint8Array[] = [];
  let ended = false;
  const stream = new Decompress((part, final) => {
    parts.push(part.slice());
    ended = final === true;
  });
  const taken = (): Uint8Array[] => {
    const ready = parts;
    parts = [];
    return ready;
  };
  for await (const chunk of chunks) {
    stream.push(chunk.slice());
    yield* taken();
  }
  stream.push(new Uint8Array(), true);
  yield* taken();
  if (!ended) throw new Error("it ends too early");
}
