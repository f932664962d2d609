import { workflowConsole } from "../adapters/workflow-console.ts";
import { badInput, TrunklineError } from "../core/errors.ts";
import { runContext } from "./context.ts";
import type { Shell } from "./shell.ts";

type Action = (shell: Shell) => Promise<void>;

const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  validate: async () => (await import("./validate.ts")).validate,
  train: async () => (await import("./train.ts")).train,
  evaluate: async () => (await import("./evaluate.ts")).evaluate,
  report: async () => (await import("./report.ts")).report,
  pipeline: async () => (await import("./report.ts")).report,
  register: async () => (await import("./register.ts")).register,
  collect: async () => (await import("./collect.ts")).collect,
  deploy: async () => (await import("./deploy.ts")).deploy,
};

/** Runs one action: inputs to a shell, the use case, outputs. What goes wrong becomes annotations and a red step, never a stack trace. */
export async function runAction(name: string): Promise<void> {
  const core = await import("../adapters/actions-core.ts");
  const console = workflowConsole(core);
  try {
    const load = ACTIONS[name];
    if (!load)
      throw badInput({
        code: "actions-unknown",
        found: `no action ${name}`,
        expected: Object.keys(ACTIONS).join(", "),
      });
    const action = await load();
    await action(await openShell(core, console));
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof TrunklineError)
      for (const problem of error.problems) console.annotate("error", problem);
    else core.error(`Trunkline failed in a way that it does not know: ${String(error)}. Please report it.`);
    core.debug(String((error as Error)?.stack));
  }
  console.flush();
}

async function openShell(
  core: typeof import("../adapters/actions-core.ts"),
  console: ReturnType<typeof workflowConsole>,
): Promise<Shell> {
  const { env } = process;
  const token = core.getInput("token");
  if (token) core.setSecret(token);
  return {
    run: await runContext(env),
    console,
    input: (name) => core.getInput(name),
    flag: (name) => readFlag(name, core.getInput(name)),
    output: (name, value) => core.setOutput(name, value ?? ""),
    summary: async (markdown) => {
      if (env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write();
      else console.say(markdown);
    },
    fail: () => {
      process.exitCode = 1;
    },
    mayUpload: Boolean(env.ACTIONS_RUNTIME_TOKEN),
    artifacts: async () => {
      const { workflowArtifacts } = await import("../adapters/artifacts.ts");
      return workflowArtifacts();
    },
    world: async ({ mayRunCommands }) => {
      const { openWorld } = await import("../adapters/world.ts");
      return openWorld({
        folder: env.GITHUB_WORKSPACE || process.cwd(),
        console,
        token,
        repository: env.GITHUB_REPOSITORY,
        apiUrl: env.GITHUB_API_URL || "https://api.github.com",
        serverUrl: env.GITHUB_SERVER_URL || "https://github.com",
        mayRunCommands,
      });
    },
  };
}

function readFlag(name: string, given: string): boolean {
  const value = given.toLowerCase();
  if (value !== "" && value !== "true" && value !== "false")
    throw badInput({
      code: "actions-flag",
      found: `the input ${name} is ${JSON.stringify(given)}`,
      expected: "true or false",
      next: "Correct it in the workflow.",
    });
  return value === "true";
}
