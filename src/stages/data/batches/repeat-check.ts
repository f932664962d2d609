import { hashBytes } from "../../../core/sketches/hash.ts";
import { repeat } from "../expectations/check-presence.ts";
import type { Finding } from "../expectations/rule.ts";
import { numberOf } from "../profile/number-cell.ts";
import type { BatchRows } from "./batch-rows.ts";
import { Gathered } from "./gathered.ts";
import { SeenValues } from "./seen-values.ts";

/**
 * Finds values that come again. As long as a column's numbers rise from row to row none can, and nothing is kept; where
 * they do not, every value is. What begins in order and ends without must be read again.
 */
export class RepeatCheck {
  misjudged = false;
  readonly #name: string;
  readonly #column: number;
  readonly #code: "data-unique" | "data-key-duplicate";
  readonly #hash = { low: new Uint32Array(1), high: new Uint32Array(1) };
  readonly #gathered = new Gathered();
  #seen: SeenValues | null;
  #begun = false;
  #last = -Infinity;

  constructor(name: string, column: number, code: "data-unique" | "data-key-duplicate", ordered: boolean) {
    this.#name = name;
    this.#column = column;
    this.#code = code;
    this.#seen = ordered ? null : new SeenValues();
  }

  get distinct(): number {
    return this.#seen?.size ?? 0;
  }

  get finding(): Finding {
    return this.#gathered.finding;
  }

  add(batch: BatchRows): void {
    if (this.misjudged) return;
    if (this.#seen === null && !this.#rises(batch)) {
      if (this.#begun) {
        this.misjudged = true;
        return;
      }
      this.#seen = new SeenValues();
    }
    this.#begun = true;
    if (this.#seen !== null) this.#look(batch, this.#seen);
  }

  #rises({ rows, columns, bytes, absent, from, to }: BatchRows): boolean {
    for (let row = 0, at = this.#column; row < rows; row++, at += columns.length) {
      if (absent[at] === 1) continue;
      const value = numberOf(bytes, from[at]!, to[at]!);
      if (!(value > this.#last)) return false;
      this.#last = value;
    }
    return true;
  }

  #look(batch: BatchRows, seen: SeenValues): void {
    const { low, high } = this.#hash;
    for (let row = 0; row < batch.rows; row++) {
      if (batch.isAbsent(row, this.#column)) continue;
      hashBytes(batch.bytes, batch.start(row, this.#column), batch.end(row, this.#column), this.#hash, 0);
      const earlier = seen.add(low[0]!, high[0]!, batch.file, batch.line(row));
      if (earlier === null) continue;
      this.#gathered.addOne(() => {
        const where = { file: batch.files[batch.file]!, line: batch.line(row), column: this.#column + 1 };
        const first = { file: batch.files[earlier.file]!, line: earlier.line };
        return repeat(this.#code, batch.text(row, this.#column)!, this.#name, first, where);
      });
    }
  }
}
