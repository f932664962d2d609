import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../adapters/package-root.ts";

export interface ActionRun {
  readonly action: string;
  /** The checkout that the action works in. */
  readonly workspace: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly event: unknown;
  /** A folder for the files that the runner hands to a step. */
  readonly scratch: string;
  /** The Node that runs it. Default: this one. */
  readonly node?: string;
}

export interface ActionResult {
  readonly exit: number;
  /** The step's log: workflow commands as the runner would read them. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: ReadonlyMap<string, string>;
}

/** Runs a committed action as a workflow's runner does: its own process, inputs and files through the environment. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const folder = await mkdtemp(join(run.scratch, "step-"));
  try {
    const files = {
      GITHUB_OUTPUT: "output",
      GITHUB_STEP_SUMMARY: "summary",
      GITHUB_EVENT_PATH: "event.json",
    };
    const paths = Object.entries(files).map(([name, file]) => [name, join(folder, file)] as const);
    for (const [, path] of paths)
      await writeFile(path, path.endsWith(".json") ? JSON.stringify(run.event) : "");
    const { exit, log } = await start(run, Object.fromEntries(paths));
    const [output, summary] = await Promise.all([
      readFile(paths[0]![1], "utf8"),
      readFile(paths[1]![1], "utf8"),
    ]);
    return { exit, log, summary, outputs: readOutputs(output) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function start(
  run: ActionRun,
  files: Readonly<Record<string, string>>,
): Promise<{ exit: number; log: string }> {
  const inputs = Object.entries(run.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const child = spawn(
    run.node ?? process.execPath,
    [join(packageRoot(), "actions", run.action, "index.js")],
    {
      cwd: run.workspace,
      env: {
        ...process.env,
        ...run.environment,
        ...files,
        ...Object.fromEntries(inputs),
        GITHUB_ACTIONS: "true",
        GITHUB_WORKSPACE: run.workspace,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let log = "";
  child.stdout.on("data", (text) => {
    log += text;
  });
  child.stderr.on("data", (text) => {
    log += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit: exit ?? 1, log }));
  });
}

/** `name<<delimiter`, the value's lines, `delimiter`: the format that the runner defines for outputs. */
function readOutputs(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(lines[i]!) ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, i + 1);
    outputs.set(name, lines.slice(i + 1, end).join("\n"));
    i = end;
  }
  return outputs;
}
