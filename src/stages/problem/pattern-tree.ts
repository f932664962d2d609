/** A regular expression as what matters for the time that it takes: which characters may come where, and what repeats. */
export type Item = (
  | { readonly kind: "character"; readonly source: string }
  | { readonly kind: "group"; readonly choices: readonly Sequence[] }
  /** Looks at what comes or came and takes nothing of it. */
  | { readonly kind: "look"; readonly choices: readonly Sequence[] }
  | { readonly kind: "back-reference" }
) & { readonly least: number; readonly most: number };
export type Sequence = readonly Item[];

const TOKENS =
  /\\u\{[^}]*\}|\\u[dD][89abAB]..\\u....|\\u....|\\x..|\\c.|\\[pP]\{[^}]*\}|\\k<[^>]*>|\\[1-9]\d*|\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|<[^>]*>)|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

/** Reads a pattern that is a regular expression (`u` flag) already. */
export function patternTree(pattern: string): readonly Sequence[] {
  const tokens = pattern.match(TOKENS) ?? [];
  let at = 0;
  return choices();

  function choices(): Sequence[] {
    const found: Item[][] = [[]];
    while (at < tokens.length && tokens[at] !== ")") {
      const token = tokens[at++]!;
      if (token === "|") found.push([]);
      // The ends of the text and of words take no character and decide nothing.
      else if (!["^", "$", "\\b", "\\B"].includes(token)) found.at(-1)!.push(item(token));
    }
    return found;
  }

  function item(token: string): Item {
    if (!token.startsWith("(")) {
      const kind = /^\\(?:k<|[1-9])/.test(token) ? "back-reference" : "character";
      return { kind, source: token, ...times() };
    }
    const within = choices();
    at++;
    return { kind: /^\(\?<?[=!]/.test(token) ? "look" : "group", choices: within, ...times() };
  }

  /** How often what came last may come. */
  function times(): Pick<Item, "least" | "most"> {
    const token = tokens[at] ?? "";
    const counted = /^\{(\d+)(,?)(\d*)\}/.exec(token);
    if (!counted && !/^[*+?]/.test(token)) return { least: 1, most: 1 };
    at++;
    if (!counted) return { least: token[0] === "+" ? 1 : 0, most: token[0] === "?" ? 1 : Infinity };
    const [, least, comma, most] = counted;
    return {
      least: Number(least),
      most: comma === "" ? Number(least) : most === "" ? Infinity : Number(most),
    };
  }
}
