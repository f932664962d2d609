import type { TagRecord } from "../../records/registry.ts";
import type { GitRunner } from "./run-git.ts";

const FIELDS = [
  "refname",
  "objecttype",
  "objectname",
  "*objectname",
  "*objecttype",
  "taggername",
  "taggeremail",
  "taggerdate:unix",
  "contents",
];
/** Ends a record: contents may hold everything but NUL, and each field ends with one. */
const FORMAT = FIELDS.map((field) => `%(${field})%00`).join("");

/** Every annotated tag of a commit whose name matches, by one call of Git. */
export async function readTags(git: GitRunner, patterns: readonly string[]): Promise<TagRecord[]> {
  const matchers = patterns.map(toPattern);
  const prefixes = patterns.map((pattern) => `refs/tags/${pattern.split("*")[0]}`);
  // for-each-ref's own patterns do not cross a slash; it is asked for the folder, and the names are looked at here.
  const folders = prefixes.map((prefix) => `${prefix.slice(0, prefix.lastIndexOf("/") + 1)}**`);
  const text = await git.text(["for-each-ref", `--format=${FORMAT}`, ...new Set(folders)]);
  return records(text).flatMap((fields) => {
    const [ref, type, oid, commit, target, name, email, time, message] = fields as [string, ...string[]];
    const tag = ref.slice("refs/tags/".length);
    if (type !== "tag" || target !== "commit" || !matchers.some((matcher) => matcher.test(tag))) return [];
    const tagger = { name: name!, email: email!.replace(/^<|>$/g, "") };
    return [{ name: tag, oid: oid!, commit: commit!, time: Number(time), tagger, message: message! }];
  });
}

function records(text: string): string[][] {
  const fields = text.split("\0");
  const found: string[][] = [];
  for (let i = 0; i + FIELDS.length <= fields.length; i += FIELDS.length) {
    const record = fields.slice(i, i + FIELDS.length);
    // Git ends each record with a line break, which opens the next one.
    record[0] = record[0]!.replace(/^\n/, "");
    if (record[0] !== "") found.push(record);
  }
  return found;
}

/** `*` stands for any text, across slashes, too. */
export function toPattern(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*")}$`);
}
