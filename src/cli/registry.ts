import { badInput } from "../core/errors.ts";
import { syncedRegistry } from "../pipeline/registry/registry-state.ts";
import { viewRegistry } from "../pipeline/registry.ts";
import { type Command, textOf } from "./command.ts";

export const registry: Command = {
  usage: "show|history [--model NAME] [--sync]",
  about:
    "Shows versions and what is on each stage, or all that ever happened and who approved it. Reads Git tags, also those that GTO wrote.",
  options: { model: { type: "string" }, sync: { type: "boolean" } },
  help: { model: "one model only", sync: "with --model: bring its registry from origin first" },
  positionals: { least: 1, most: 1 },
  async run(invocation) {
    const [view] = invocation.positionals;
    if (view !== "show" && view !== "history") throw unknownView(view!);
    const world = await invocation.world();
    const model = textOf(invocation.values, "model");
    if (model !== undefined && invocation.values.sync === true) await syncedRegistry(world, model);
    return { ...(await viewRegistry(world, view, model)), exit: 0 };
  },
};

function unknownView(view: string) {
  return badInput({
    code: "usage-words",
    found: JSON.stringify(view),
    expected: "show or history",
    next: "See `trunkline registry --help`.",
  });
}
