import type { ParseArgsConfig } from "node:util";
import type { ExitCode } from "../core/errors.ts";
import type { World } from "../ports/world.ts";

export type Options = NonNullable<ParseArgsConfig["options"]>;
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export interface Invocation {
  readonly values: Values;
  readonly positionals: readonly string[];
  /** Where the person stands; absolute. */
  readonly folder: string;
  readonly json: boolean;
  readonly colour: boolean;
  /** Opens the repository around `folder`, once. */
  world(options?: { readonly mayRunCommands?: boolean }): Promise<World>;
}

/** What a command found: text for a person, a value for a program, and whether it was a yes. */
export interface Result {
  readonly text: string;
  readonly json: unknown;
  readonly exit: 0 | ExitCode;
}

/** A command of the command line: a thin shell over one use case. */
export interface Command {
  /** What may follow the name, as shown by --help. */
  readonly usage: string;
  readonly about: string;
  readonly options: Options;
  /** A line for each option of its own. */
  readonly help: Readonly<Record<string, string>>;
  /** How many words may follow. */
  readonly positionals: { readonly least: number; readonly most: number };
  run(invocation: Invocation): Promise<Result>;
}

/** Where the actions live, unless a fork of Trunkline is named. */
export const REPOSITORY = "trunkline/trunkline";

/** The words that every command of a spec takes. */
export const SPEC_OPTION: Options = { spec: { type: "string", short: "s" } };
export const SPEC_HELP = { spec: "the spec, from the present folder (default: trunkline.yaml)" };

export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}
