import { resolve } from "node:path";
import { nodeFiles } from "../adapters/files.ts";
import { badInput } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { showText } from "../core/show-text.ts";
import { driftOfFiles, driftView } from "../pipeline/drift.ts";
import { VALUE_TESTS, type ValueTest } from "../records/drift.ts";
import { type Command, textOf, type Values } from "./command.ts";

export const drift: Command = {
  usage: `REFERENCE CURRENT [--test ${VALUE_TESTS.join("|")}] [--column NAME …]`,
  about:
    "Compares two files (CSV, Parquet, or profiles that `trunkline profile --out` wrote), column by column: has the distribution moved, far enough to matter and too far for chance?",
  options: {
    test: { type: "string" },
    column: { type: "string", multiple: true },
    alpha: { type: "string" },
    effect: { type: "string" },
    share: { type: "string" },
    missing: { type: "string", multiple: true },
  },
  help: {
    test: "this test for every column (default: ks for numbers, chi2 for text)",
    column: "only this column; may be given again",
    alpha: "how small an adjusted p-value must be (default: 0.01)",
    effect: "the least effect that matters (default: 0.05; wasserstein and psi 0.1)",
    share: "the least share of drifted columns that makes a drifted table (default: 0.05)",
    missing: 'how a missing cell is written; may be given again (default: "" and NA)',
  },
  positionals: { least: 2, most: 2 },
  async run({ values, positionals, folder, colour }) {
    const [reference, current] = positionals.map((name) => ({ name, path: resolve(folder, name) }));
    const [test, columns] = [testOf(values), listOf(values, "column")];
    const [alpha, effect, share] = [
      numberOf(values, "alpha", (value) => value > 0 && value < 1, "a number between 0 and 1"),
      numberOf(values, "effect", (value) => value >= 0, "a number of at least 0"),
      numberOf(values, "share", (value) => value >= 0 && value <= 1, "a share from 0 to 1"),
    ];
    const report = await driftOfFiles(nodeFiles(), {
      reference: reference!,
      current: current!,
      missing: listOf(values, "missing") ?? ["", "NA"],
      ...(test && { test }),
      ...(columns && { columns }),
      ...(alpha !== undefined && { alpha }),
      ...(effect !== undefined && { effect }),
      ...(share !== undefined && { share }),
    });
    const { text, json, drifted } = driftView(report, colour);
    return { text, json, exit: drifted ? 1 : 0 };
  },
};

function testOf(values: Values): ValueTest | undefined {
  const given = textOf(values, "test");
  const known = VALUE_TESTS.find((test) => test === given);
  if (given === undefined || known !== undefined) return known;
  const near = nearestName(given, VALUE_TESTS);
  throw badInput({
    code: "usage-test",
    found: `--test ${showText(given)}${near ? ` (did you mean ${near}?)` : ""}`,
    expected: VALUE_TESTS.join(", "),
    next: "See `trunkline drift --help`.",
  });
}

/** Undefined when the option was not given. */
function listOf(values: Values, name: string): string[] | undefined {
  const given = values[name];
  return Array.isArray(given) ? [...new Set(given.map(String))] : undefined;
}

function numberOf(
  values: Values,
  name: string,
  allowed: (value: number) => boolean,
  expected: string,
): number | undefined {
  const given = textOf(values, name);
  if (given === undefined) return undefined;
  const value = given.trim() === "" ? Number.NaN : Number(given);
  if (Number.isFinite(value) && allowed(value)) return value;
  throw badInput({
    code: "usage-number",
    found: `--${name} ${showText(given)}`,
    expected,
    next: "See `trunkline drift --help`.",
  });
}
