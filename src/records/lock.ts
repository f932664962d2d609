import * as v from "valibot";
import { badInput } from "../core/errors.ts";
import { showText } from "../core/show-text.ts";
import { DigestText } from "./recipe.ts";

/** What one source was when it was last collected. */
export const Locked = v.strictObject({
  name: v.string(),
  /** The snapshot's path from the root of the repository. */
  to: v.string(),
  /** SHA-256 of the snapshot's bytes. */
  digest: DigestText,
  bytes: v.number(),
  rows: v.number(),
  columns: v.array(v.string()),
  /** When these bytes first came: a moment in UTC. Collecting the same again changes nothing. */
  collected: v.string(),
  /** Where from, without credentials. */
  origin: v.string(),
  /** The digest of what the spec says of the origin. */
  request: DigestText,
  etag: v.optional(v.string()),
  /** When the server says that the file was last changed, where it gives no ETag. */
  modified: v.optional(v.string()),
});
export type Locked = v.InferOutput<typeof Locked>;

export const Lock = v.strictObject({ format: v.literal(1), sources: v.array(Locked) });
export type Lock = v.InferOutput<typeof Lock>;

export const LOCK_NAME = "trunkline.lock";

export function parseLock(file: string, bytes: Uint8Array): Lock {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw unreadable(file, "no JSON", cause);
  }
  const parsed = v.safeParse(Lock, value);
  if (parsed.success) {
    const twice = [
      ...repeated(parsed.output.sources.flatMap(({ name, to }) => [`name ${name}`, `to ${to}`])),
    ];
    if (twice.length === 0) return parsed.output;
    throw unreadable(file, `a source twice: ${twice.map((each) => showText(each, 80)).join(", ")}`);
  }
  const issue = parsed.issues[0];
  throw unreadable(file, `${v.getDotPath(issue) ?? "the whole"}: ${issue.message}`);
}

function repeated(values: readonly string[]): Set<string> {
  return new Set(values.filter((value, index) => values.indexOf(value) < index));
}

/** Sorted by name, a line for each fact, so that Git shows what changed. */
export function lockText({ format, sources }: Lock): string {
  const sorted = [...sources].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${JSON.stringify({ format, sources: sorted }, null, 2)}\n`;
}

function unreadable(file: string, found: string, cause?: unknown) {
  return badInput(
    {
      code: "lock-unreadable",
      found,
      where: { file },
      expected: "the lock as `trunkline collect` writes it",
      next: "After a merge with conflicts take either side, then run `trunkline collect`.",
    },
    cause,
  );
}
