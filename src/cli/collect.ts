import { realOrigins } from "../adapters/origins/index.ts";
import { packageTemplates } from "../adapters/templates.ts";
import { terminalConsole } from "../adapters/terminal-console.ts";
import { collect as collectSources } from "../pipeline/collect.ts";
import { writeCollectWorkflow } from "../pipeline/collection/collect-workflow.ts";
import { collectionView } from "../pipeline/report.ts";
import { type Command, REPOSITORY, SPEC_HELP, SPEC_OPTION, textOf } from "./command.ts";
import { openProject } from "./open-project.ts";

export const collect: Command = {
  usage: "[NAME …] [--spec FILE] | --workflow [--force]",
  about:
    "Fetches the sources of the spec's section `collect` into their snapshots and writes trunkline.lock. What the servers say is unchanged stays as it is; nothing half fetched ever takes a snapshot's place.",
  options: {
    ...SPEC_OPTION,
    workflow: { type: "boolean" },
    force: { type: "boolean" },
    actions: { type: "string" },
    pin: { type: "string" },
  },
  help: {
    ...SPEC_HELP,
    workflow: "write .github/workflows/collect.yml, which collects every day into one pull request",
    force: "with --workflow: write the file anew when it is there and differs",
    actions: `the repository of the actions (default: ${REPOSITORY})`,
    pin: "the commit to pin the action at (default: that of this release)",
  },
  positionals: { least: 0, most: 1000 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const { values } = invocation;
    if (values.workflow === true) {
      const pin = textOf(values, "pin");
      const repository = textOf(values, "actions") ?? REPOSITORY;
      const options = { repository, force: values.force === true, ...(pin && { pin }) };
      const file = await writeCollectWorkflow(world, packageTemplates(), project, options);
      const kept = file.state === "kept" ? "\nKept what differs; --force writes it anew." : "";
      return { text: `${file.state.padEnd(9)}  ${file.path}${kept}`, json: file, exit: 0 };
    }
    const console = terminalConsole(process.stderr, values.quiet === true);
    const origins = realOrigins({ console, environment: process.env });
    const collection = await collectSources(world, origins, project, invocation.positionals);
    for (const problem of collection.failed.flatMap(({ problems }) => problems))
      console.annotate("error", problem);
    const exit = collection.failed.length > 0 ? 3 : 0;
    return { text: collectionView(collection, invocation.colour), json: collection, exit };
  },
};
