import { doctor as examine } from "../pipeline/doctor.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { specPath } from "./open-project.ts";

export const doctor: Command = {
  usage: "[--spec FILE]",
  about:
    "Checks that this repository is ready: Git, remote, spec, data, registry, workflows. Says what to do about each gap.",
  options: SPEC_OPTION,
  help: SPEC_HELP,
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const findings = await examine(world, await specPath(invocation, world));
    const width = Math.max(...findings.map(({ name }) => name.length));
    const lines = findings.flatMap(({ name, ok, text, next }) => [
      `${ok ? "ok  " : "FAIL"}  ${name.padEnd(width)}  ${text}`,
      ...(next ? [`      ${" ".repeat(width)}  next: ${next}`] : []),
    ]);
    return { text: lines.join("\n"), json: findings, exit: findings.every(({ ok }) => ok) ? 0 : 1 };
  },
};
