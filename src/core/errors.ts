import { showPath, visibleText } from "./show-text.ts";

/** A place in a file that a person can open. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** The names and numbers that lead to a part of the spec. */
export type SpecKey = readonly (string | number)[];

/**
 * One thing that is wrong, in the words of a person who must mend it.
 * Problems are data: a stage may return many of them; the first is thrown only when nothing else can go on.
 */
export interface Problem {
  /** Stable, kebab-case, area first: `spec-unknown-key`, `data-ragged-row`. */
  readonly code: string;
  readonly found: string;
  readonly where?: Place;
  /** What of the spec is at fault, where only the data tell: `["features", "age"]`. Whoever has the spec's text finds its place. */
  readonly key?: SpecKey;
  readonly expected?: string;
  /** What to do next, as an instruction. */
  readonly next?: string;
}

/** 1: a gate or a check said no. 2: misuse or bad input. 3: the outside (Git, GitHub, disk) failed. */
export type ExitCode = 1 | 2 | 3;

/** The only error that Trunkline throws on purpose. It carries all problems that were found, the first one as its message. */
export class TrunklineError extends Error {
  override readonly name = "TrunklineError";
  readonly problems: readonly [Problem, ...Problem[]];
  readonly exit: ExitCode;

  constructor(exit: ExitCode, problems: Problem | readonly [Problem, ...Problem[]], options?: ErrorOptions) {
    const all = isList(problems) ? problems : ([problems] as const);
    super(all.map(describeProblem).join("\n"), options);
    this.problems = all;
    this.exit = exit;
  }
}

function isList(
  value: Problem | readonly [Problem, ...Problem[]],
): value is readonly [Problem, ...Problem[]] {
  return Array.isArray(value);
}

/** Bad input or misuse: exit code 2. */
export function badInput(problem: Problem, cause?: unknown): TrunklineError {
  return new TrunklineError(2, problem, { cause });
}

/** The same problems, of a key of the spec. */
export function ofKey(key: SpecKey, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, key }));
}

/** A gate or a check said no: exit code 1. */
export function refused(problem: Problem): TrunklineError {
  return new TrunklineError(1, problem);
}

/** Git, GitHub, the disk or the network failed: exit code 3. */
export function outsideFailed(problem: Problem, cause?: unknown): TrunklineError {
  return new TrunklineError(3, problem, { cause });
}

export function describePlace(place: Place): string {
  return [showPath(place.file), place.line, place.column].filter((part) => part !== undefined).join(":");
}

/** The problem as text for a terminal: what, where, expected, next. */
export function describeProblem(problem: Problem): string {
  const where = problem.where ? ` at ${describePlace(problem.where)}` : "";
  const lines = [`${problem.code}${where}`, `  found     ${problem.found}`];
  if (problem.expected) lines.push(`  expected  ${problem.expected}`);
  if (problem.next) lines.push(`  next      ${problem.next}`);
  return visibleText(lines.join("\n"));
}
