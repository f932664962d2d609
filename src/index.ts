/**
 * The bundle's only way in. Nothing happens on import: each function loads what it needs when it is called, so that
 * an action never pays for the command line, nor a command for the actions.
 */

/** Runs one of the public actions with the inputs in the environment; sets the process's exit code. */
export async function runAction(name: string): Promise<void> {
  const actions = await import("./actions/index.ts");
  await actions.runAction(name);
}

/** Runs the `trunkline` command; `argv` is what follows its name. Sets the process's exit code. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const cli = await import("./cli/index.ts");
  await cli.runCommand(argv);
}
