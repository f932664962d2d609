import * as v from "valibot";
import { Spec } from "../../../src/records/spec.ts";
import type { RawTable } from "../../../src/records/table.ts";
import { readCsv } from "../../../src/stages/data/read-csv.ts";

const encoder = new TextEncoder();
export const MISSING = ["", "NA"];

/** Reads CSV text as the file `data.csv`. */
export function read(text: string | Uint8Array, missing: readonly string[] = MISSING, path = "data.csv") {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  return readCsv({ path, bytes }, missing);
}

/** The table of CSV text that has no problem. */
export async function rawOf(text: string, path?: string): Promise<RawTable> {
  const { table, problems } = await read(text, MISSING, path);
  if (problems.length > 0) throw new Error(`unexpected problems: ${JSON.stringify(problems)}`);
  return table;
}

/** A parsed spec with the given parts. */
export function specOf(problem: object, data: object = {}): Spec {
  return v.parse(Spec, {
    model: "test",
    problem: { task: "classification", target: "y", ...problem },
    data: { sources: ["data.csv"], ...data },
    train: { algorithm: "baseline" },
  });
}

/** What a person is shown of problems: code, line, column. */
export function brief(problems: readonly { code: string; where?: { line?: number; column?: number } }[]) {
  return problems.map(({ code, where }) =>
    [code, where?.line, where?.column].filter((part) => part !== undefined).join(" "),
  );
}
