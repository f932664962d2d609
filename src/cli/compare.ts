import { compareVersions } from "../pipeline/compare.ts";
import { comparisonText } from "../pipeline/report.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const compare: Command = {
  usage: "CHAMPION CHALLENGER [--spec FILE]",
  about:
    "Compares two versions (v1.2.0, or the name of a stage) on the holdout of the data as they are here.",
  options: SPEC_OPTION,
  help: SPEC_HELP,
  positionals: { least: 2, most: 2 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const [champion, challenger] = invocation.positionals;
    const comparison = await compareVersions(world, project, [champion!, challenger!]);
    const passed = comparison.evaluation.verdict !== "regressed";
    return {
      text: comparisonText(comparison, invocation.colour),
      json: comparison.evaluation,
      exit: passed ? 0 : 1,
    };
  },
};
