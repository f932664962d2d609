import { CATALOGUE } from "./catalogue.ts";
import type { Command } from "./command.ts";

/** `trunkline --help`. */
export function overview(): string {
  const width = Math.max(...Object.keys(CATALOGUE).map((name) => name.length));
  const lines = Object.entries(CATALOGUE).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return [
    "trunkline: a Git repository as a machine-learning pipeline",
    "",
    "  trunkline COMMAND [--json] [--help]",
    "",
    ...lines,
    "",
    "Commands read trunkline.yaml in the present folder, or the one that --spec names; files of predictions need none.",
    "Exit codes: 0 fine, 1 the gate or a check said no, 2 misuse or bad input, 3 the outside failed.",
    "",
  ].join("\n");
}

/** `trunkline COMMAND --help`. */
export function commandHelp(name: string, command: Command): string {
  const own = Object.entries(command.options).map(([option, { type, short }]) => {
    const value = type === "string" ? " VALUE" : "";
    return [`${short ? `-${short}, ` : ""}--${option}${value}`, command.help[option] ?? ""] as const;
  });
  const rows = [
    ...own,
    ["--json", "print the result as JSON"] as const,
    ["-q, --quiet", "say nothing of what is being done"] as const,
    ["-h, --help", "print this"] as const,
  ];
  const width = Math.max(...rows.map(([left]) => left.length));
  const options = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
  return [`trunkline ${name} ${command.usage}`.trimEnd(), "", command.about, "", ...options, ""].join("\n");
}
