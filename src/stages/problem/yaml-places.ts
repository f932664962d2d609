import { type Place, type Problem, TrunklineError } from "../../core/errors.ts";

/** Larger than any spec that a person writes, small enough that nothing can be done with it. */
const MOST_BYTES = 256 * 1024;
const MOST_ALIASES = 50;
const MOST_DEPTH = 32;

export type Path = readonly (string | number)[];

export interface ParsedYaml {
  readonly value: unknown;
  /** Where a key stands; the nearest thing around it when it does not stand anywhere. */
  keyPlace(path: Path): Place;
  /** Where a value stands. */
  valuePlace(path: Path): Place;
}

/** Parses YAML 1.2 with places for every key and value. Throws one error with all that is wrong with the text itself. */
export async function parseYaml(source: Uint8Array | string, file: string): Promise<ParsedYaml> {
  const text = decode(source, file);
  const { parseDocument, LineCounter, isMap, isSeq, isAlias, visit } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    merge: false,
    strict: true,
  });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const wrong: Problem[] = document.errors.map(({ code, message, pos }) => {
    const [name, next] = YAML_PROBLEMS[code] ?? ["spec-not-yaml", "Correct the line."];
    return {
      code: name,
      found: message.split("\n")[0]!,
      where: place(pos[0]),
      expected: "one YAML document",
      next,
    };
  });
  stop(wrong);
  let aliases = 0;
  const names: Problem[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      const name = (key as { value?: unknown } | null)?.value;
      const range = (key as { range?: [number, number, number] } | null)?.range;
      if (typeof name === "string" && RESERVED.has(name)) names.push(reserved(name, place(range?.[0] ?? 0)));
    },
    Node: (_, node, ancestors) => {
      if (ancestors.length > 2 * MOST_DEPTH)
        stop([tooLarge(place(node.range?.[0] ?? 0), `more than ${MOST_DEPTH} levels`)]);
      if (isAlias(node)) aliases++;
    },
  });
  if (aliases > MOST_ALIASES) stop([tooMany(file, aliases)]);
  stop(names);
  if (document.contents === null)
    return { value: null, keyPlace: () => ({ file }), valuePlace: () => ({ file }) };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    stop([{ ...tooMany(file, aliases), found: (error as Error).message }]);
  }
  const find = (path: Path, wantKey: boolean): Place => {
    let node: unknown = document.contents;
    let best = place(document.contents?.range?.[0] ?? 0);
    for (const [index, step] of path.entries()) {
      if (isMap(node)) {
        const pair = node.items.find(
          (item) => String((item.key as { value?: unknown })?.value ?? item.key) === String(step),
        );
        if (!pair) return best;
        const keyRange = (pair.key as { range?: [number, number, number] })?.range;
        if (keyRange) best = place(keyRange[0]);
        if (wantKey && index === path.length - 1) return best;
        node = pair.value;
      } else if (isSeq(node)) node = node.items[Number(step)];
      else return best;
      const range = (node as { range?: [number, number, number] } | null)?.range;
      if (range) best = place(range[0]);
    }
    return best;
  };
  return { value, keyPlace: (path) => find(path, true), valuePlace: (path) => find(path, false) };
}

/** Names that JavaScript gives a meaning of its own; no schema can carry them safely. */
const RESERVED = new Set(["__proto__", "constructor", "prototype"]);

function reserved(name: string, where: Place): Problem {
  return {
    code: "spec-reserved-name",
    found: `the name ${name}`,
    where,
    expected: "any other name",
    next: "Rename the column in the data and here.",
  };
}

const YAML_PROBLEMS: Readonly<Record<string, readonly [string, string]>> = {
  DUPLICATE_KEY: ["spec-duplicate-key", "Keep one of the two."],
  TAB_AS_INDENT: ["spec-tab", "Indent with spaces."],
  MULTIPLE_DOCS: [
    "spec-several-documents",
    "Keep one document a file; several models go into a folder each.",
  ],
};

function decode(source: Uint8Array | string, file: string): string {
  const size = typeof source === "string" ? source.length : source.byteLength;
  if (size > MOST_BYTES) stop([tooLarge({ file }, `${size} bytes`)]);
  if (typeof source === "string") return source;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(source);
  } catch {
    return stop([
      {
        code: "spec-wrong-encoding",
        found: "bytes that are not UTF-8",
        where: { file },
        expected: "UTF-8",
        next: "Save the file as UTF-8.",
      },
    ]);
  }
}

function stop(problems: readonly Problem[]): never | string {
  const [first, ...rest] = problems;
  if (first) throw new TrunklineError(2, [first, ...rest]);
  return "";
}

function tooLarge(where: Place, found: string): Problem {
  return {
    code: "spec-too-large",
    found,
    where,
    expected: `at most ${MOST_BYTES / 1024} KB and ${MOST_DEPTH} levels`,
    next: "Shorten the spec.",
  };
}

function tooMany(file: string, aliases: number): Problem {
  return {
    code: "spec-too-many-aliases",
    found: `${aliases} aliases`,
    where: { file },
    expected: `at most ${MOST_ALIASES}`,
    next: "Write the values out.",
  };
}
