/** Bytes in a JSON document. Node's own codec; the bytes are in the order of little-endian machines on every machine. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

export function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}

export function numbersToBase64(values: Float64Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  values.forEach((value, index) => {
    view.setFloat64(index * 8, value, true);
  });
  return toBase64(new Uint8Array(view.buffer));
}

export function numbersFromBase64(text: string): Float64Array {
  const bytes = fromBase64(text);
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: bytes.length >> 3 }, (_, index) => view.getFloat64(index * 8, true));
}
