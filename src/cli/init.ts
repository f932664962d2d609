import { basename } from "node:path";
import { createInterface } from "node:readline/promises";
import { packageTemplates } from "../adapters/templates.ts";
import { badInput } from "../core/errors.ts";
import { showText } from "../core/show-text.ts";
import { init as initialise } from "../pipeline/init.ts";
import { columnsOf, showNames } from "../pipeline/init-source.ts";
import type { World } from "../ports/world.ts";
import { TASKS, type Task } from "../records/spec.ts";
import { type Command, REPOSITORY, textOf, type Values } from "./command.ts";

/** Where other people's packages bring files of their own. */
const INSTALLED = /(?:^|\/)(?:node_modules|site-packages|\.[^/]+)\//;

export const init: Command = {
  usage:
    "[--data FILE] [--target COLUMN] [--task TASK] [--model NAME] [--key COLUMN] [--branch NAME] [--force]",
  about:
    "Looks at the data, writes trunkline.yaml and the workflows. Asks for what is not given, at a terminal only.",
  options: {
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
    data: "a CSV file of the repository (default: the only one there is)",
    target: "the column to predict",
    task: "classification or regression (default: told by the target)",
    model: "the model's name (default: that of the folder)",
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
    const source = textOf(values, "data") ?? (await onlyCsv(world));
    const asking = process.stdin.isTTY === true && !invocation.json;
    const target = textOf(values, "target") ?? (asking ? await askTarget(world, source) : undefined);
    if (target === undefined) throw noTarget(await columnsOf(world, source));
    const task = taskOf(values);
    const [key, pin] = [textOf(values, "key"), textOf(values, "pin")];
    const done = await initialise(world, packageTemplates(), {
      model: textOf(values, "model") ?? nameOf(world.git.root),
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
      "Next: read trunkline.yaml, then `trunkline run`; commit, push, and open a pull request.",
    ];
    return { text: [...lines, ...done.notes, ...kept, ...next].join("\n"), json: done, exit: 0 };
  },
};

async function onlyCsv(world: World): Promise<string> {
  const files = await world.git.listFiles(["**/*.csv"]);
  const found = files.filter((path) => !INSTALLED.test(path));
  if (found.length === 1) return found[0]!;
  throw badInput({
    code: "init-which-data",
    found:
      found.length === 0
        ? "no CSV file in this repository"
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
