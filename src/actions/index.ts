/** Placeholder: names the action that was asked for. */
export async function runAction(name: string): Promise<void> {
  process.stdout.write(`${name}\n`);
}
