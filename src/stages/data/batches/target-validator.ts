import type { Spec } from "../../../records/spec.ts";
import type { Column, RawTable } from "../../../records/table.ts";
import { checkTarget, missingTarget } from "../check-target.ts";
import type { Checked } from "../expectations/rule.ts";
import { typeColumn } from "../type-columns.ts";
import type { BatchRows } from "./batch-rows.ts";
import { Gathered } from "./gathered.ts";

/** The target is known in every row; whether it is what its task asks for, two values of it tell. */
export class TargetValidator {
  readonly #problem: Pick<Spec["problem"], "target" | "task">;
  readonly #column: number;
  readonly #type: Column["type"];
  readonly #missing = new Gathered();
  readonly #values: string[] = [];

  constructor(problem: Pick<Spec["problem"], "target" | "task">, column: number, type: Column["type"]) {
    this.#problem = problem;
    this.#column = column;
    this.#type = type;
  }

  add(batch: BatchRows): void {
    for (let row = 0; row < batch.rows; row++) {
      if (batch.isAbsent(row, this.#column)) {
        this.#missing.addOne(() => missingTarget(batch.table([], [row]), this.#problem.target, 0));
      } else if (this.#values.length < 2) this.#note(batch.text(row, this.#column)!);
    }
  }

  /** `whole` tells the files and columns. */
  checked(whole: RawTable): Checked {
    const { target } = this.#problem;
    const raw = { ...whole, cells: new Map([[target, this.#values]]), rows: this.#values.length };
    const { column } = typeColumn(raw, target, this.#type);
    const table = { columns: new Map([[target, column]]), rows: raw.rows };
    const problems = [...this.#missing.finding.failures, ...checkTarget(raw, table, this.#problem)];
    return { checks: 2, problems, warnings: [] };
  }

  #note(text: string): void {
    const value = (cell: string) => (this.#type === "number" ? Number(cell) : cell);
    const [first] = this.#values;
    if (first === undefined || value(text) !== value(first)) this.#values.push(text);
  }
}
