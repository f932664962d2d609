import { JsonScanner } from "../formats/json-scanner.ts";

export interface Answer {
  /** Each row as a JSON object, its numbers as they came. */
  readonly rows: readonly string[];
  /** What the answer says of the next page; null when it says that there is none. */
  readonly next: string | null;
}

/**
 * One answer of an API. `rows` and `next` say where it has them, by names with dots; without `rows` the answer is the list
 * itself. Throws JsonFault when it is no JSON, or has no list there.
 */
export function readAnswer(
  text: string,
  paths: { readonly rows?: string | undefined; readonly next?: string | undefined },
): Answer {
  const list = paths.rows === undefined ? text : found(text, paths.rows);
  const scanner = new JsonScanner(list ?? "");
  if (list === undefined) throw scanner.fault(`a list under \`${paths.rows}\``, "an answer without one");
  const rows = scanner.items();
  scanner.end();
  const next = paths.next === undefined ? undefined : found(text, paths.next);
  return { rows, next: next === undefined ? null : cursorOf(next) };
}

function found(text: string, path: string): string | undefined {
  let json = text;
  for (const name of path.split(".")) {
    const scanner = new JsonScanner(json);
    if (scanner.peek() !== "{") return undefined;
    const member = scanner.members().get(name);
    scanner.end();
    if (member === undefined) return undefined;
    json = member;
  }
  return json;
}

/** Text as it is, numbers as they were written; nothing, `null`, `false` and empty text are the end. */
function cursorOf(json: string): string | null {
  if (json.startsWith('"')) return (JSON.parse(json) as string) || null;
  if (/^-?\d/.test(json)) return json;
  return null;
}
