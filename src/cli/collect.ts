import { realOrigins } from "../adapters/origins/index.ts";
import { terminalConsole } from "../adapters/terminal-console.ts";
import { collect as collectSources } from "../pipeline/collect.ts";
import { collectionView } from "../pipeline/report.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const collect: Command = {
  usage: "[NAME …] [--spec FILE]",
  about:
    "Fetches the sources of the spec's section `collect` into their snapshots and writes trunkline.lock. What the servers say is unchanged stays as it is; nothing half fetched ever takes a snapshot's place.",
  options: SPEC_OPTION,
  help: SPEC_HELP,
  positionals: { least: 0, most: 1000 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const console = terminalConsole(process.stderr, invocation.values.quiet === true);
    const origins = realOrigins({ console, environment: process.env });
    const collection = await collectSources(world, origins, project, invocation.positionals);
    return { text: collectionView(collection, invocation.colour), json: collection, exit: 0 };
  },
};
