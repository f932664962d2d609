import { resolve } from "node:path";
import { nodeFiles } from "../adapters/files.ts";
import { badInput } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { showText } from "../core/show-text.ts";
import { type DriftSource, driftOf, driftView } from "../pipeline/drift.ts";
import { VALUE_TESTS, type ValueTest } from "../records/drift.ts";
import { type Command, type Invocation, SPEC_OPTION, textOf, type Values } from "./command.ts";
import { openProject } from "./open-project.ts";

export const drift: Command = {
  usage: `REFERENCE CURRENT [--test ${VALUE_TESTS.join("|")}] [--column NAME …]`,
  about:
    "Compares two tables, column by column: has the distribution moved, far enough to matter and too far for chance? Each is a file (CSV, Parquet, or a profile that `trunkline profile --out` wrote), or a version (v1.2.0) or stage (production) of the model, for the data that it was made from. Limits come from the spec's `drift` where a version or --spec is named. Exit code 1 when the table has drifted.",
  options: {
    ...SPEC_OPTION,
    sync: { type: "boolean" },
    test: { type: "string" },
    column: { type: "string", multiple: true },
    alpha: { type: "string" },
    effect: { type: "string" },
    share: { type: "string" },
    classifier: { type: "boolean" },
    missing: { type: "string", multiple: true },
  },
  help: {
    spec: "take the limits from this spec (with a version or stage: trunkline.yaml unless named)",
    sync: "bring the registry from origin first",
    test: "this test for every column (default: ks for numbers, chi2 for text)",
    column: "only this column; may be given again",
    alpha: "how small an adjusted p-value must be (default: 0.01)",
    effect: "the least effect that matters (default: 0.05; wasserstein and psi 0.1)",
    share: "the least share of drifted columns that makes a drifted table (default: 0.05)",
    classifier: "also ask a classifier to tell old rows from new: it sees what no single column shows",
    missing: 'how a missing cell is written; may be given again (default: "" and NA)',
  },
  positionals: { least: 2, most: 2 },
  async run(invocation) {
    const { values, folder, colour } = invocation;
    const [test, columns] = [testOf(values), listOf(values, "column")];
    const [alpha, effect, share] = [
      numberOf(values, "alpha", (value) => value > 0 && value < 1, "a number between 0 and 1"),
      numberOf(values, "effect", (value) => value >= 0, "a number of at least 0"),
      numberOf(values, "share", (value) => value >= 0 && value <= 1, "a share from 0 to 1"),
    ];
    const files = nodeFiles();
    const [reference, current] = await Promise.all(
      invocation.positionals.map((name) => sourceOf(files, name, resolve(folder, name))),
    );
    const versions = [reference!, current!].some((source) => "version" in source);
    const place = versions || values.spec !== undefined ? await placeOf(invocation) : null;
    const { drift: spec, data, problem } = place?.project.spec ?? {};
    const report = await driftOf(
      files,
      {
        reference: reference!,
        current: current!,
        missing: listOf(values, "missing") ?? data?.missing ?? ["", "NA"],
        ...(test && { test }),
        ...(columns && { columns }),
        ...(alpha !== undefined && { alpha }),
        ...(effect !== undefined && { effect }),
        ...(share !== undefined && { share }),
        ...(values.classifier === true && { classifier: true }),
        ...(spec && { spec }),
        ...(data?.key !== undefined && { key: data.key }),
        ...(problem && { target: problem.target }),
      },
      place,
    );
    const { text, json, drifted } = driftView(report, colour);
    return { text, json, exit: drifted ? 1 : 0 };
  },
};

/** A file that is there is that file; else a word without a point, or a version's number, is a version. */
async function sourceOf(
  files: ReturnType<typeof nodeFiles>,
  name: string,
  path: string,
): Promise<DriftSource> {
  const isFile = (await files.real(path)) !== null && (await files.names(path)) === null;
  if (isFile) return { name, path };
  return /^(?:v?\d+\.\d+\.\d+|[^.]+)$/.test(name) ? { version: name } : { name, path };
}

async function placeOf(invocation: Invocation) {
  const world = await invocation.world();
  return {
    world,
    project: await openProject(invocation, world),
    sync: invocation.values.sync === true,
  };
}

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
