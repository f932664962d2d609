import type { Problem } from "../core/errors.ts";

export type AnnotationLevel = "error" | "warning" | "notice";

/** What the person at the other end sees while things happen. Results are not said here: they are returned. */
export interface Console {
  /** One line on what is being done. */
  say(line: string): void;
  /** Progress of long work; shown only where somebody watches. */
  progress(done: number, total: number, what: string): void;
  /** A problem, at its place where the surroundings can show that (a file annotation in a workflow run). */
  annotate(level: AnnotationLevel, problem: Problem): void;
}
