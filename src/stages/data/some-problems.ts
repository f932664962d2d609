import type { Problem } from "../../core/errors.ts";

const MOST = 50;

/** The first problems of a file that may have millions, and how many more there were. */
export class SomeProblems {
  readonly first: Problem[] = [];
  #more = 0;

  /** Describes a problem only when it is one of the first. */
  add(describe: () => Problem): void {
    if (this.first.length < MOST) this.first.push(describe());
    else this.#more += 1;
  }

  /** So many more, of which nothing is told. */
  addMore(count: number): void {
    this.#more += count;
  }

  get any(): boolean {
    return this.first.length > 0;
  }

  /** The problems as they are shown: the rest as one more. */
  shown(file: string): Problem[] {
    if (this.#more === 0) return [...this.first];
    const more = {
      code: "data-more-problems",
      found: `${this.#more} more problems`,
      where: { file },
      next: "Correct the first ones, then run again.",
    };
    return [...this.first, more];
  }
}
