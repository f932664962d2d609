import { basename, dirname, join, posix } from "node:path";
import { createInterface } from "node:readline/promises";
import { packageTemplates } from "../adapters/templates.ts";
import { badInput } from "../core/errors.ts";
import { showText } from "../core/show-text.ts";
import { columnsOf, showNames } from "../pipeline/data/init-source.ts";
import { init as initialise } from "../pipeline/init.ts";
import type { World } from "../ports/world.ts";
import { TASKS, type Task } from "../records/spec.ts";
import { type Command, REPOSITORY, SPEC_OPTION, textOf, type Values } from "./command.ts";
import { specPath } from "./open-project.ts";

const DEFAULT_SPEC = "trunkline.yaml";
/** Where other people's packages bring files of their own. */
const INSTALLED = /(?:^|\/)(?:node_modules|site-packages|\.[^/]+)\//;

export const init: Command = {
  usage:
    "[--spec FILE] [--data FILE] [--target COLUMN] [--task TASK] [--model NAME] [--key COLUMN] [--branch NAME] [--force]",
  about:
    "Looks at the data, writes trunkline.yaml and the workflows. Asks for what is not given, at a terminal only.",
  options: {
    ...SPEC_OPTION,
    data: { type: "string" },
    target: { type: "string" },
    task: { type: "string" },
    model: { type: "string" },
    key: { type: "string" },
    branch: { type: "string" },
    actions: { type: "string" },
    pin: { type: "string" },
    force: { type: "boolean" },
  },
  help: {
    spec: "where the spec is to stand, from the present folder (default: trunkline.yaml at the repository's root)",
    data: "a CSV file of the repository, from its root (default: the only one there is, beside the spec or below)",
    target: "the column to predict",
    task: "classification or regression (default: told by the target)",
    model: "the model's name (default: that of the spec's folder)",
    key: "the column that tells rows apart (default: found in the data, if there is one)",
    branch: "the branch that is released (default: the present one)",
    actions: `the repository of the actions (default: ${REPOSITORY})`,
    pin: "the commit to pin the actions at (default: that of this release)",
    force: "write files anew that are there and differ",
  },
  positionals: { least: 0, most: 0 },
  async run(invocation) {
    const { values } = invocation;
    const world = await invocation.world();
    const spec = textOf(values, "spec") === undefined ? DEFAULT_SPEC : await specPath(invocation, world);
    const folder = dirname(join(world.git.root, spec));
    const source = textOf(values, "data") ?? (await onlyCsv(world, posix.dirname(spec)));
    const asking = process.stdin.isTTY === true && !invocation.json;
    const target = textOf(values, "target") ?? (asking ? await askTarget(world, source) : undefined);
    if (target === undefined) throw noTarget(await columnsOf(world, source));
    const task = taskOf(values);
    const [key, pin] = [textOf(values, "key"), textOf(values, "pin")];
    const done = await initialise(world, packageTemplates(), {
      model: textOf(values, "model") ?? nameOf(folder),
      spec,
      source,
      target,
      branch: textOf(values, "branch") ?? (await world.git.head())?.branch ?? "main",
      repository: textOf(values, "actions") ?? REPOSITORY,
      force: values.force === true,
      ...(task && { task }),
      ...(key && { key }),
      ...(pin && { pin }),
    });
    const lines = done.files.map(({ path, state }) => `${state.padEnd(9)}  ${path}`);
    const kept = done.files.some(({ state }) => state === "kept")
      ? ["", "Kept what differs; --force writes it anew."]
      : [];
    const next = [
      "",
      `Next: read ${spec}, then \`trunkline run\`${spec === DEFAULT_SPEC ? "" : " in its folder"}; commit, push, and open a pull request.`,
    ];
    return { text: [...lines, ...done.notes, ...kept, ...next].join("\n"), json: done, exit: 0 };
  },
};

/** The one below the spec's folder. */
async function onlyCsv(world: World, folder: string): Promise<string> {
  const files = await world.git.listFiles([folder === "." ? "**/*.csv" : `${folder}/**/*.csv`]);
  const found = files.filter((path) => !INSTALLED.test(path));
  if (found.length === 1) return found[0]!;
  throw badInput({
    code: "init-which-data",
    found:
      found.length === 0
        ? `no CSV file in ${folder === "." ? "this repository" : showText(folder)}`
        : `${found.length} CSV files: ${showNames(found, 10)}`,
    expected: "one data file",
    next: "Name it with --data.",
  });
}

async function askTarget(world: World, source: string): Promise<string> {
  const columns = await columnsOf(world, source);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const last = columns.at(-1) ?? "";
    const answer = await terminal.question(
      `Columns of ${showText(source)}: ${showNames(columns)}\nWhich one is to be predicted? [${showText(last)}] `,
    );
    return answer.trim() || last;
  } finally {
    terminal.close();
  }
}

function taskOf(values: Values): Task | undefined {
  const task = textOf(values, "task");
  if (task === undefined || (TASKS as readonly string[]).includes(task)) return task as Task | undefined;
  throw badInput({
    code: "usage-task",
    found: `--task ${showText(task)}`,
    expected: TASKS.join(" or "),
    next: "See `trunkline init --help`.",
  });
}

function nameOf(root: string): string {
  const name = basename(root)
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^[-_]+|[-_]+$/g, "");
  return name || "model";
}

function noTarget(columns: readonly string[]) {
  return badInput({
    code: "init-which-target",
    found: "no --target, and no terminal to ask at",
    expected: `one of the columns: ${showNames(columns)}`,
    next: "Name it with --target.",
  });
}
