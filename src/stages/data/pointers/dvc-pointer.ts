import { createHash } from "node:crypto";
import { badInput } from "../../../core/errors.ts";

/** What DVC keeps in Git in the place of a file: the content of `orders.csv.dvc`. */
export interface DvcPointer {
  readonly md5: string;
  /** The file's path from the folder of the pointer. */
  readonly path: string;
  readonly size: number | null;
  /** Before version 3, DVC took the digest of text with its line ends made `\n`. */
  readonly olderDigest: boolean;
}

/** Reads a `.dvc` file that stands for one file. Throws for anything else, a folder too. */
export async function parseDvcPointer(file: string, bytes: Uint8Array): Promise<DvcPointer> {
  const { parse } = await import("yaml");
  let value: unknown;
  try {
    value = parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), { maxAliasCount: 0 });
  } catch {
    throw unreadable(file, "no YAML");
  }
  const { outs, wdir = "." } = (value ?? {}) as { outs?: unknown; wdir?: unknown };
  const [out, ...others] = Array.isArray(outs) ? (outs as unknown[]) : [];
  const { md5, path, size, hash } = (out ?? {}) as Readonly<Record<string, unknown>>;
  if (others.length > 0) throw unreadable(file, `${others.length + 1} files`);
  if (typeof md5 === "string" && md5.endsWith(".dir")) throw unreadable(file, "a folder");
  if (typeof md5 !== "string" || !/^[0-9a-f]{32}$/.test(md5))
    throw unreadable(file, "no MD5 digest of a file");
  if (
    typeof path !== "string" ||
    typeof wdir !== "string" ||
    [wdir, path].some((part) => /^\/|\\/.test(part))
  )
    throw unreadable(file, "no path below it");
  return {
    md5,
    path: wdir === "." ? path : `${wdir}/${path}`,
    size: typeof size === "number" ? size : null,
    olderDigest: hash !== "md5",
  };
}

/** Whether these are the bytes that the pointer stands for. */
export function isPayload(pointer: DvcPointer, bytes: Uint8Array): boolean {
  const md5 = (content: Uint8Array | string) => createHash("md5").update(content).digest("hex");
  if (md5(bytes) === pointer.md5) return true;
  if (!pointer.olderDigest) return false;
  return md5(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n")) === pointer.md5;
}

function unreadable(file: string, found: string) {
  return badInput({
    code: "data-dvc-unreadable",
    found: `${found} in a file of DVC`,
    where: { file },
    expected: "one file with its MD5 digest, as `dvc add FILE` writes it",
    next: "Track each file by itself with `dvc add FILE`, or name the files that DVC has fetched.",
  });
}
