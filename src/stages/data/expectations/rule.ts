import type { Place, Problem } from "../../../core/errors.ts";
import { showCell } from "../../../core/show-cell.ts";
import { showText } from "../../../core/show-text.ts";

/** How much of the data must keep a rule, and what it means when they do not. */
export interface Lenient {
  readonly mostly?: number | undefined;
  readonly severity?: "error" | "warning" | undefined;
}

/** What checking came to: how many rules were held, and what broke them. */
export interface Checked {
  readonly checks: number;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** What one rule found: its failures, among so many cells or rows that it looked at. */
export interface Finding {
  readonly failures: readonly Problem[];
  readonly of: number;
  /** How many failed, where not all failures are held. */
  readonly failed?: number;
}

/** A rule's finding in the light of its leniency. Failures that `mostly` allows are no problem; else all are told. */
export function judge(
  { failures, of, failed = failures.length }: Finding,
  { mostly = 1, severity = "error" }: Lenient,
): Checked {
  // Counted, not divided: 0.95 of 20 are 19, though 1 - 0.95 is a little more than 0.05.
  const allowed = Math.floor(of - mostly * of + 1e-9);
  const told = failed > allowed ? failures : [];
  return {
    checks: 1,
    problems: severity === "error" ? told : [],
    warnings: severity === "error" ? [] : told,
  };
}

export function together(parts: readonly Checked[]): Checked {
  return {
    checks: parts.reduce((sum, { checks }) => sum + checks, 0),
    problems: parts.flatMap(({ problems }) => problems),
    warnings: parts.flatMap(({ warnings }) => warnings),
  };
}

export function wrongCell(code: string, text: string, name: string, where: Place, expected: string): Problem {
  return {
    code,
    found: `${showCell(text)} in the column ${showText(name)}`,
    where,
    expected,
    next: "Correct the cell, or the expectation under data.expect.",
  };
}

/** A range in words: `2 or more`, `at most 9`, `2 to 9`. */
export function rangeText({
  min,
  max,
}: {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}): string {
  if (min !== undefined && max !== undefined) return min === max ? `${min}` : `${min} to ${max}`;
  return min !== undefined ? `${min} or more` : `at most ${max}`;
}

export function isWithin(
  value: number,
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}
