/** How a file depends on another: `type` leaves nothing at run time, `static` loads at once, `dynamic` when it is called. */
export type ImportKind = "type" | "static" | "dynamic";

export interface Import {
  readonly kind: ImportKind;
  /** What stands between the quotes; null when it is not a plain string, so nobody can tell. */
  readonly specifier: string | null;
}

export interface Source {
  readonly imports: readonly Import[];
  /** The code without comments, its strings and regular expressions emptied. */
  readonly code: string;
}

const between = String.raw`[\w$\s{},*]*?`;
const fromClause = new RegExp(
  String.raw`\b(?:import|export)\b(\s+type\b(?!\s+from\b|\s*,))?${between}\bfrom\s*"(\d+)"`,
  "g",
);
const bareImport = /\bimport\s*"(\d+)"/g;
const call = /(?<![.\w$])(?:import|require)\s*\(\s*(?:"(\d+)"\s*[,)]|(?=[^\s"]|"\d+"\s*[^\s,)]))/g;

/** Reads every import of a TypeScript file. It knows comments, strings, templates and regular expressions, and that statements end with a semicolon. */
export function readImports(text: string): Source {
  const { code, strings } = blank(text);
  const imports: Import[] = [];
  for (const [, type, index] of code.matchAll(fromClause))
    imports.push({ kind: type ? "type" : "static", specifier: strings[Number(index)]! });
  for (const [, index] of code.matchAll(bareImport))
    imports.push({ kind: "static", specifier: strings[Number(index)]! });
  for (const [, index] of code.matchAll(call))
    imports.push({ kind: "dynamic", specifier: index === undefined ? null : strings[Number(index)]! });
  return { imports, code };
}

/** Puts a number in place of each string's content, and drops comments and what regular expressions hold. */
function blank(text: string): { code: string; strings: string[] } {
  const strings: string[] = [];
  let code = "";
  let at = 0;
  // One entry for each open template: how many braces are open inside its `${`.
  const templates: number[] = [];

  const keep = (content: string): void => {
    code += `"${strings.length}"`;
    strings.push(content);
  };
  const readTemplate = (): void => {
    const start = at;
    while (at < text.length && text[at] !== "`" && !text.startsWith("${", at))
      at += text[at] === "\\" ? 2 : 1;
    const whole = text[at] === "`" && text[start - 1] === "`";
    if (whole) keep(text.slice(start, at));
    else code += " ";
    if (text[at] === "`") at += 1;
    else {
      templates.push(0);
      code += "(";
      at += 2;
    }
  };

  while (at < text.length) {
    const character = text[at]!;
    if (text.startsWith("//", at)) at = endOf(text, "\n", at);
    else if (text.startsWith("/*", at)) {
      at = endOf(text, "*/", at) + 2;
      code += " ";
    } else if (character === '"' || character === "'") {
      const start = ++at;
      while (at < text.length && text[at] !== character) at += text[at] === "\\" ? 2 : 1;
      keep(text.slice(start, at));
      at += 1;
    } else if (character === "`") {
      at += 1;
      readTemplate();
    } else if (character === "}" && templates.at(-1) === 0) {
      templates.pop();
      code += ")";
      at += 1;
      readTemplate();
    } else if (character === "/" && startsExpression(code)) {
      at = endOfRegularExpression(text, at);
      code += "/ /";
    } else {
      if (templates.length > 0 && character === "{") templates[templates.length - 1]! += 1;
      if (templates.length > 0 && character === "}") templates[templates.length - 1]! -= 1;
      code += character;
      at += 1;
    }
  }
  return { code, strings };
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

/** A slash begins a regular expression where a value is expected, and divides after one. */
function startsExpression(before: string): boolean {
  const code = before.trimEnd();
  return (
    code === "" ||
    /[-+*%&|^!~=<>?:;,([{}]$/.test(code) ||
    /\b(?:return|typeof|case|in|of|await|yield)$/.test(code)
  );
}

function endOfRegularExpression(text: string, from: number): number {
  let at = from + 1;
  let inClass = false;
  while (at < text.length && (inClass || text[at] !== "/")) {
    if (text[at] === "[") inClass = true;
    if (text[at] === "]") inClass = false;
    at += text[at] === "\\" ? 2 : 1;
  }
  return at + 1;
}
