import type { Problem } from "../../../core/errors.ts";
import type { Finding } from "../expectations/rule.ts";

/** Of one rule so many failures are told; the rest are counted. */
export const MOST_TOLD = 1000;

/** The failures of one rule over all batches. */
export class Gathered {
  readonly #told: Problem[] = [];
  #failed = 0;
  #of = 0;

  add(failures: readonly Problem[], of = 0): void {
    for (const failure of failures) if (this.#told.length < MOST_TOLD) this.#told.push(failure);
    this.#failed += failures.length;
    this.#of += of;
  }

  /** A failure that is described only when it is told. */
  addOne(describe: () => Problem): void {
    this.#failed += 1;
    if (this.#told.length < MOST_TOLD) this.#told.push(describe());
  }

  /** So many cells or rows that keep the rule. */
  passed(of: number): void {
    this.#of += of;
  }

  get finding(): Finding {
    const more = this.#failed - this.#told.length;
    return {
      failures: more > 0 ? [...this.#told, moreLike(this.#told[0]!, more)] : this.#told,
      of: this.#of,
      failed: this.#failed,
    };
  }
}

/** The findings of several rules that are held together, each time in the same order. */
export class GatheredRules {
  #rules: Gathered[] | null = null;
  /** Rules that cannot be held at all, which every batch says again. */
  readonly #whole = new Set<number>();

  /** Whether the rules are known. */
  get begun(): boolean {
    return this.#rules !== null;
  }

  add(findings: readonly Finding[]): void {
    this.#rules ??= findings.map(() => new Gathered());
    findings.forEach(({ failures, of }, index) => {
      if (this.#whole.has(index)) return;
      if (of === 0 && failures.length > 0) this.#whole.add(index);
      this.#rules![index]!.add(failures, of);
    });
  }

  passed(of: number): void {
    this.#rules?.forEach((rule, index) => {
      if (!this.#whole.has(index)) rule.passed(of);
    });
  }

  get findings(): Finding[] {
    return this.#rules?.map((rule) => rule.finding) ?? [];
  }
}

function moreLike({ code, where }: Problem, count: number): Problem {
  return {
    code,
    found: `${count} more of these`,
    ...(where && { where: { file: where.file } }),
    next: "Correct the first ones, then run again.",
  };
}
