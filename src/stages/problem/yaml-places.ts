import type { Document, LineCounter, Pair, YAMLMap } from "yaml";
import { badInput, type Place, type Problem, type SpecKey, TrunklineError } from "../../core/errors.ts";
import { showText } from "../../core/show-text.ts";
import { keyProblems } from "./yaml-keys.ts";
import {
  MOST_ALIASES,
  MOST_BYTES,
  MOST_DEPTH,
  overLimit,
  tooDeep,
  tooLarge,
  tooManyAliases,
} from "./yaml-limits.ts";
import { syntaxProblem } from "./yaml-syntax.ts";

export type Path = SpecKey;

export interface ParsedYaml {
  readonly value: unknown;
  /** Where a key stands; the nearest thing around it when it does not stand anywhere. */
  keyPlace(path: Path): Place;
  /** Where a value stands. */
  valuePlace(path: Path): Place;
}

/**
 * Parses YAML 1.2 (core schema) with places for every key and value. Throws one error with all that is wrong with the text
 * itself: its size, its encoding, its syntax, what a spec does not need of YAML (merge keys, tags, several documents).
 */
export async function parseYaml(source: Uint8Array | string, file: string): Promise<ParsedYaml> {
  const text = decode(source, file);
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  const place = placeIn(file, lines);
  const over = overLimit(new yaml.Lexer().lex(text), placeIn(file, linesOf(text, new yaml.LineCounter())));
  if (over) throw badInput(over);
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: "core",
    merge: false,
    // Its own check takes the square of the number of keys, and takes `1` and "1" for two.
    uniqueKeys: false,
    strict: true,
  });
  const syntax = [...document.errors, ...document.warnings].map((error) => syntaxProblem(error, place));
  const version = document.directives?.yaml;
  if (version?.explicit && version.version !== "1.2") syntax.push(otherVersion(version.version, file));
  stop(syntax);
  const problems: Problem[] = [];
  yaml.visit(document, {
    Node: (_, node, ancestors) => {
      if (ancestors.filter(yaml.isCollection).length <= MOST_DEPTH) return;
      problems.push(tooDeep(place(node.range?.[0] ?? 0)));
      return yaml.visit.BREAK;
    },
  });
  stop(problems);
  yaml.visit(document, {
    Map: (_, map) => void problems.push(...keyProblems(map, yaml, place)),
    Alias: (_, alias) => {
      if (!alias.resolve(document)) problems.push(unknownAlias(alias.source, place(alias.range?.[0] ?? 0)));
    },
  });
  stop(problems);
  if (document.contents === null)
    return { value: null, keyPlace: () => ({ file }), valuePlace: () => ({ file }) };
  const places = finder(document, yaml, place);
  return {
    value: toValue(document, file),
    keyPlace: (path) => places(path, true),
    valuePlace: (path) => places(path, false),
  };
}

type Yaml = Pick<typeof import("yaml"), "isMap" | "isSeq" | "isScalar" | "isNode">;
type PlaceOf = (offset: number) => Place;

function finder(document: Document.Parsed, { isMap, isSeq, isScalar, isNode }: Yaml, place: PlaceOf) {
  // By name: looking through all keys for each of many problems would take the square of their number.
  const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  const pairOf = (map: YAMLMap, name: string) => {
    const index = indexes.get(map) ?? new Map(map.items.map((pair) => [keyText(pair), pair]));
    indexes.set(map, index);
    return index.get(name);
  };
  const keyText = ({ key }: Pair) => (isScalar(key) ? String(key.value) : "");
  return (path: Path, wantKey: boolean): Place => {
    let node: unknown = document.contents;
    let best = place(document.contents?.range[0] ?? 0);
    // Of a key that is not there: the key above it, for what stands below that is another one.
    let around = best;
    for (const [index, step] of path.entries()) {
      if (isMap(node)) {
        const pair = pairOf(node, String(step));
        if (!pair) return around;
        if (isNode(pair.key) && pair.key.range) best = around = place(pair.key.range[0]);
        if (wantKey && index === path.length - 1) return best;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        if (isNode(node) && node.range) around = place(node.range[0]);
      } else return best;
      // What is left empty stands nowhere: its key is nearer than the next line, where a parser puts it.
      const empty = isScalar(node) && node.value === null && node.source === "";
      if (isNode(node) && node.range && !empty) best = place(node.range[0]);
    }
    return best;
  };
}

function toValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    // The parser's only complaint that is left: values that multiply by being named again and again.
    if (!(error instanceof ReferenceError)) throw error;
    throw badInput(tooManyAliases({ file }, "aliases of aliases, which multiply"));
  }
}

function unknownAlias(name: string, where: Place): Problem {
  return {
    code: "spec-unknown-alias",
    found: `${showText(`*${name}`)}, a name that nothing above has`,
    where,
    expected: `a value marked ${showText(`&${name}`)} above it, or text in quotation marks`,
    next: "Write the value out.",
  };
}

function placeIn(file: string, lines: LineCounter): PlaceOf {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}

function linesOf(text: string, lines: LineCounter): LineCounter {
  lines.addNewLine(0);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
  return lines;
}

function decode(source: Uint8Array | string, file: string): string {
  const size = typeof source === "string" ? source.length : source.byteLength;
  if (size > MOST_BYTES) throw badInput(tooLarge({ file }, `${Math.ceil(size / 1024)} KB`));
  // As the decoder does with bytes: a byte order mark is no part of the text.
  if (typeof source === "string") return source.replace(/^\uFEFF/, "");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(source);
  } catch (cause) {
    const found = "bytes that are not UTF-8";
    const next = "Save the file as UTF-8.";
    throw badInput({ code: "spec-wrong-encoding", found, where: { file }, expected: "UTF-8", next }, cause);
  }
}

function otherVersion(version: string, file: string): Problem {
  return {
    code: "spec-yaml-version",
    found: `a document of YAML ${version}`,
    where: { file, line: 1, column: 1 },
    expected: "YAML 1.2, where `no` and `on` are text",
    next: "Remove the line `%YAML`.",
  };
}

function stop(problems: readonly Problem[]): void {
  const [first, ...rest] = problems;
  if (first) throw new TrunklineError(2, [first, ...rest]);
}
