import { showText } from "../../core/show-text.ts";
import { overlaps } from "./pattern-characters.ts";
import { type Item, patternTree, type Sequence } from "./pattern-tree.ts";

/** Longer than any name of an identifier; a pattern of this length is a program. */
const LONGEST_PATTERN = 500;
/** How many ways a cell may be tried in, and how many an open repetition stands for: two may be undecided, not three. */
const MOST_WAYS = 10_000;
const WAYS_OF_REPETITION = 100;

/**
 * Why a pattern is refused, or null. Besides what is no regular expression (ECMAScript, `u` flag): one that is too long,
 * and one that can take longer on a cell than anybody waits, since cells are written by strangers. JavaScript tries one way
 * after the other; so wherever a pattern may go on in two ways, the next character should decide between them. Where it
 * does not, the ways multiply: within a repetition that is refused, outside of one up to a bound.
 */
export function wrongPattern(pattern: string): string | null {
  if (pattern.length > LONGEST_PATTERN) return `a pattern of ${pattern.length} characters`;
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return `${showText(pattern)}: ${(error as Error).message.replace(/^.*\/u?: /s, "")}`;
  }
  const trouble = new Trouble(pattern);
  trouble.checkChoices(patternTree(pattern), [], false);
  return trouble.found === null ? null : `${showText(pattern)}, ${trouble.found}`;
}

/** The characters that may come first, as the parts of the pattern that match them; and whether nothing may come, too. */
interface First {
  readonly sources: readonly string[];
  readonly nullable: boolean;
}

class Trouble {
  found: string | null = null;
  private ways = 1;
  private readonly pattern: string;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  /** `after`: what may come after these; `repeated`: whether they stand within a repetition. */
  checkChoices(choices: readonly Sequence[], after: readonly string[], repeated: boolean): void {
    const starts = choices.map((choice) => startOf(choice, after));
    const undecided = starts.some((left, index) =>
      starts.slice(index + 1).some((right) => overlaps(left, right, this.pattern)),
    );
    if (undecided) this.multiply(choices.length, repeated);
    for (const choice of choices) this.checkSequence(choice, after, repeated);
  }

  private checkSequence(sequence: Sequence, after: readonly string[], repeated: boolean): void {
    for (const [index, item] of sequence.entries()) {
      if (item.kind === "back-reference") this.found ??= "which refers back to what it matched";
      if (item.kind === "look" && repeated) this.found ??= "which looks around within a repetition";
      const next = startOf(sequence.slice(index + 1), after);
      const again = item.most > 1 ? firstOf(item).sources : [];
      if (item.most > item.least && overlaps(firstOf(item).sources, next, this.pattern))
        this.multiply(Math.min(item.most - item.least + 1, WAYS_OF_REPETITION), repeated);
      if ("choices" in item)
        this.checkChoices(
          item.choices,
          item.kind === "look" ? [] : [...next, ...again],
          repeated || item.most > 1,
        );
    }
  }

  private multiply(ways: number, repeated: boolean): void {
    this.ways *= ways;
    if (repeated) this.found ??= "which repeats what can match the same text in several ways";
    else if (this.ways > MOST_WAYS) this.found ??= "which can match the same text in too many ways";
  }
}

function startOf(sequence: Sequence, after: readonly string[]): readonly string[] {
  const { sources, nullable } = firstOfSequence(sequence);
  return nullable ? [...sources, ...after] : sources;
}

function firstOfSequence(sequence: Sequence): First {
  const sources: string[] = [];
  for (const item of sequence) {
    const first = firstOf(item);
    sources.push(...first.sources);
    if (!first.nullable) return { sources, nullable: false };
  }
  return { sources, nullable: true };
}

function firstOf(item: Item): First {
  if (item.kind === "look" || item.kind === "back-reference" || item.most === 0)
    return { sources: [], nullable: true };
  if (item.kind === "character") return { sources: [item.source], nullable: item.least === 0 };
  const firsts = item.choices.map(firstOfSequence);
  return {
    sources: firsts.flatMap((first) => first.sources),
    nullable: item.least === 0 || firsts.some((first) => first.nullable),
  };
}
