/** Placeholder: names the command that was asked for. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  process.stdout.write(`trunkline ${argv.join(" ")}\n`);
}
