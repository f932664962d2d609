import { parseArgs } from "node:util";
import { badInput, describeProblem, TrunklineError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { CATALOGUE } from "./catalogue.ts";
import type { Command, Invocation, Options, Result } from "./command.ts";
import { commandHelp, overview } from "./help.ts";

const COMMON: Options = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  quiet: { type: "boolean", short: "q" },
};

/** Runs `trunkline ARGV`: prints the result on standard output and sets the exit code; never throws. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const json = argv.includes("--json");
  // Whoever reads may have read enough: `trunkline … | head`.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  try {
    const result = await dispatch(argv);
    if (result) print(result, json);
  } catch (error) {
    process.exitCode = report(error, json);
  }
}

async function dispatch(argv: readonly string[]): Promise<Result | null> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(overview());
    return null;
  }
  if (name === "--version") {
    const { version } = await import("./version.ts");
    process.stdout.write(`${version()}\n`);
    return null;
  }
  if (!Object.hasOwn(CATALOGUE, name)) throw unknownCommand(name);
  const command = await CATALOGUE[name]!.load();
  const { values, positionals } = parse(name, command, rest);
  if (values.help) {
    process.stdout.write(commandHelp(name, command));
    return null;
  }
  const { least, most } = command.positionals;
  if (positionals.length < least || positionals.length > most) throw wordCount(name, command, positionals);
  const { invocation } = await import("./invocation.ts");
  return command.run(invocation(values, positionals));
}

function parse(name: string, command: Command, rest: readonly string[]) {
  try {
    const options = { ...command.options, ...COMMON };
    return parseArgs({ args: [...rest], options, allowPositionals: true, strict: true }) as Pick<
      Invocation,
      "values" | "positionals"
    >;
  } catch (error) {
    const known = Object.keys({ ...command.options, ...COMMON });
    const given = /--?([\w-]+)/.exec((error as Error).message)?.[1] ?? "";
    const near = nearestName(given, known);
    throw badInput({
      code: "usage-option",
      found: `${(error as Error).message.split(". ")[0]}${near && near !== given ? ` (did you mean --${near}?)` : ""}`,
      expected: `options of ${name}: ${known.map((each) => `--${each}`).join(", ")}`,
      next: `See \`trunkline ${name} --help\`.`,
    });
  }
}

function print(result: Result, json: boolean): void {
  const text = json ? JSON.stringify(result.json, null, 2) : result.text;
  if (text) process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  process.exitCode = result.exit;
}

/** Errors are for people: what Trunkline knows is told without a stack trace, what it does not know asks to be reported. */
function report(error: unknown, json: boolean): number {
  const known = error instanceof TrunklineError;
  const problems = known
    ? error.problems
    : [
        {
          code: "internal-error",
          found: String(error),
          expected: "this not to happen",
          next: "Please report it with the command and TRUNKLINE_DEBUG=1's output.",
        },
      ];
  if (json) process.stdout.write(`${JSON.stringify({ error: { problems } }, null, 2)}\n`);
  else process.stderr.write(`${problems.map(describeProblem).join("\n\n")}\n`);
  if (!known && process.env.TRUNKLINE_DEBUG) process.stderr.write(`${(error as Error)?.stack ?? ""}\n`);
  return known ? error.exit : 3;
}

function unknownCommand(name: string) {
  const near = nearestName(name, Object.keys(CATALOGUE));
  return badInput({
    code: "usage-command",
    found: `no command ${JSON.stringify(name)}${near ? ` (did you mean ${near}?)` : ""}`,
    expected: `one of: ${Object.keys(CATALOGUE).join(", ")}`,
    next: "See `trunkline --help`.",
  });
}

function wordCount(name: string, command: Command, positionals: readonly string[]) {
  return badInput({
    code: "usage-words",
    found:
      positionals.length === 0
        ? "no word after the command"
        : `${positionals.length} words: ${positionals.join(" ")}`,
    expected: `trunkline ${name} ${command.usage}`,
    next: `See \`trunkline ${name} --help\`.`,
  });
}
