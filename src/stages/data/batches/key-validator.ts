import type { Checked } from "../expectations/rule.ts";
import { missingKey } from "../missing-key.ts";
import type { BatchRows } from "./batch-rows.ts";
import { Gathered } from "./gathered.ts";
import { RepeatCheck } from "./repeat-check.ts";

/** Each row has a key, and one of its own. */
export class KeyValidator {
  readonly #key: string;
  readonly #column: number;
  readonly #repeats: RepeatCheck;
  readonly #missing = new Gathered();

  constructor(key: string, column: number, ordered: boolean) {
    this.#key = key;
    this.#column = column;
    this.#repeats = new RepeatCheck(key, column, "data-key-duplicate", ordered);
  }

  get misjudged(): boolean {
    return this.#repeats.misjudged;
  }

  add(batch: BatchRows): void {
    this.#repeats.add(batch);
    for (let row = 0; row < batch.rows; row++)
      if (batch.isAbsent(row, this.#column))
        this.#missing.addOne(() => missingKey(batch.table([], [row]), this.#key, 0));
  }

  get checked(): Checked {
    const problems = [...this.#missing.finding.failures, ...this.#repeats.finding.failures];
    return { checks: 2, problems, warnings: [] };
  }
}
