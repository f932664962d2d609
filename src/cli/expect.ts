import { visibleText } from "../core/show-text.ts";
import { expectationsDiff, expectationsText, inferExpectations } from "../pipeline/expect.ts";
import { type Command, SPEC_HELP, SPEC_OPTION } from "./command.ts";
import { openProject } from "./open-project.ts";

export const expect: Command = {
  usage: "[--infer | --diff] [--spec FILE]",
  about:
    "Prints the expectations that today's data suggest, to be put under `data:`; or where they differ from the spec's. Changes nothing.",
  options: { ...SPEC_OPTION, infer: { type: "boolean" }, diff: { type: "boolean" } },
  help: {
    ...SPEC_HELP,
    infer: "what the data suggest (the default)",
    diff: "the rules that the spec and the data say differently",
  },
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const world = await invocation.world();
    const project = await openProject(invocation, world);
    const suggested = await inferExpectations(world, project);
    if (!invocation.values.diff) return { text: expectationsText(suggested), json: suggested, exit: 0 };
    const differences = expectationsDiff(project, suggested);
    const lines = differences.map(({ column, rule, spec, data }) =>
      visibleText(
        `${column}.${rule}: ${spec ?? "(nothing)"} in the spec, ${data ?? "(nothing)"} by the data`,
      ),
    );
    const none = "The spec expects what the data suggest.";
    return { text: lines.join("\n") || none, json: { differences }, exit: 0 };
  },
};
