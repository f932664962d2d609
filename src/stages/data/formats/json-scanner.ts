import { showText } from "../../../core/show-text.ts";

/** Where a JSON text is no JSON, or not the JSON that was asked for. Lines and columns count from 1. */
export class JsonFault extends Error {
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;

  constructor(line: number, column: number, found: string, expected: string) {
    super(found);
    this.line = line;
    this.column = column;
    this.found = found;
    this.expected = expected;
  }
}

/** A value as it may stand in a cell: text as it is, numbers as they were written, lists and objects as JSON. */
export interface JsonCell {
  readonly name: string;
  readonly text: string | null;
  readonly line: number;
  readonly column: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const MOST_DEPTH = 100;

/**
 * Reads JSON (RFC 8259) from left to right and knows where it is. Unlike JSON.parse it keeps numbers as they were written,
 * so that none loses a digit, and takes no object that has a name twice.
 */
export class JsonScanner {
  #at = 0;
  #lineStart = 0;
  readonly #text: string;
  #line: number;

  constructor(text: string, line = 1) {
    this.#text = text;
    this.#line = line;
  }

  get line(): number {
    return this.#line;
  }

  /** The next character that is no white space; empty at the end. */
  peek(): string {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 10) {
        this.#line += 1;
        this.#lineStart = this.#at + 1;
      } else if (code !== 32 && code !== 9 && code !== 13) return this.#text.charAt(this.#at);
      this.#at += 1;
    }
  }

  expect(character: string, what = JSON.stringify(character)): void {
    if (this.peek() !== character) throw this.fault(what);
    this.#at += 1;
  }

  /** Goes past the character if it is the next one. */
  take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  fault(expected: string, found = this.#next()): JsonFault {
    return new JsonFault(this.#line, this.#at - this.#lineStart + 1, found, expected);
  }

  /** An object as the cells of a row. */
  row(): JsonCell[] {
    this.expect("{", "an object: {…}");
    const cells: JsonCell[] = [];
    const seen = new Set<string>();
    if (this.take("}")) return cells;
    do {
      const name = this.#name(seen);
      this.peek();
      const [line, column] = [this.#line, this.#at - this.#lineStart + 1];
      cells.push({ name, text: this.#cell(), line, column });
    } while (this.take(","));
    this.expect("}", '"," or "}"');
    return cells;
  }

  /** An object's values as JSON without white space, by name. */
  members(): Map<string, string> {
    this.expect("{", "an object: {…}");
    const members = new Map<string, string>();
    if (this.take("}")) return members;
    const seen = new Set<string>();
    do members.set(this.#name(seen), this.#value(1));
    while (this.take(","));
    this.expect("}", '"," or "}"');
    return members;
  }

  /** A list's values as JSON without white space. */
  items(): string[] {
    this.expect("[", "a list: […]");
    const items: string[] = [];
    if (this.take("]")) return items;
    do items.push(this.#value(1));
    while (this.take(","));
    this.expect("]", '"," or "]"');
    return items;
  }

  /** Nothing may follow. */
  end(): void {
    if (this.peek() !== "") throw this.fault("nothing after it");
  }

  #name(seen: Set<string>): string {
    if (this.peek() !== '"') throw this.fault('a name in quotation marks, such as "price"');
    const before = this.#at;
    const name = this.#string();
    if (seen.has(name)) {
      this.#at = before;
      throw this.fault("each name once in an object", `the name ${this.#shown(name)} a second time`);
    }
    seen.add(name);
    this.expect(":");
    return name;
  }

  #cell(): string | null {
    const next = this.peek();
    if (next === '"') return this.#string();
    const text = this.#value(1);
    return text === "null" ? null : text;
  }

  /** Any value as JSON without white space. */
  #value(depth: number): string {
    const next = this.peek();
    if (next === '"') return JSON.stringify(this.#string());
    if (next === "{" || next === "[") {
      if (depth > MOST_DEPTH)
        throw this.fault(`at most ${MOST_DEPTH} levels`, "more levels of lists and objects");
      return next === "{" ? this.#object(depth) : this.#list(depth);
    }
    for (const word of ["true", "false", "null"]) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return word;
    }
    NUMBER.lastIndex = this.#at;
    const number = NUMBER.exec(this.#text)?.[0];
    const after = number === undefined ? "" : this.#text.charAt(this.#at + number.length);
    if (number === undefined || /[\w.+-]/.test(after)) throw this.fault("a value");
    this.#at += number.length;
    return number;
  }

  #object(depth: number): string {
    this.expect("{");
    const members: string[] = [];
    const seen = new Set<string>();
    if (this.take("}")) return "{}";
    do members.push(`${JSON.stringify(this.#name(seen))}:${this.#value(depth + 1)}`);
    while (this.take(","));
    this.expect("}", '"," or "}"');
    return `{${members.join(",")}}`;
  }

  #list(depth: number): string {
    this.expect("[");
    const items: string[] = [];
    if (this.take("]")) return "[]";
    do items.push(this.#value(depth + 1));
    while (this.take(","));
    this.expect("]", '"," or "]"');
    return `[${items.join(",")}]`;
  }

  #string(): string {
    let end = this.#at + 1;
    for (;;) {
      const code = this.#text.charCodeAt(end);
      if (code === 34) break;
      // A control character, or the end of the text, where there is no code.
      if (!(code >= 32))
        throw this.fault('a closing quotation mark "', "a text that is never closed on its line");
      end += code === 92 ? 2 : 1;
    }
    try {
      const text = JSON.parse(this.#text.slice(this.#at, end + 1)) as string;
      this.#at = end + 1;
      return text;
    } catch {
      throw this.fault(
        'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX',
        "a text with an escape that JSON does not know",
      );
    }
  }

  #next(): string {
    if (this.#at >= this.#text.length) return "the end of the text";
    return this.#shown(/^\S{1,20}/.exec(this.#text.slice(this.#at, this.#at + 20))?.[0] ?? "");
  }

  #shown(text: string): string {
    return showText(text, 30);
  }
}
