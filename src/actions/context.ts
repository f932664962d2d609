import { readFile } from "node:fs/promises";
import { badInput } from "../core/errors.ts";

/** The run's own facts, out of the environment and the event's payload. */
export interface RunContext {
  /** What started the run: `push`, `pull_request`, `merge_group`, `workflow_dispatch`. */
  readonly event: string;
  /** The branch that was pushed to, when this run is about one. */
  readonly branch: string | null;
  readonly commit: string;
  readonly runUrl: string | null;
  readonly pullRequest: { readonly number: number; readonly head: string; readonly fork: boolean } | null;
}

interface Payload {
  readonly pull_request?: {
    readonly number: number;
    readonly head: { readonly sha: string; readonly repo: { readonly full_name: string } | null };
  };
}

export async function runContext(environment: NodeJS.ProcessEnv): Promise<RunContext> {
  const payload = await readPayload(environment.GITHUB_EVENT_PATH);
  const repository = environment.GITHUB_REPOSITORY ?? "";
  const { pull_request: request } = payload;
  const run = environment.GITHUB_RUN_ID;
  const ref = environment.GITHUB_REF ?? "";
  return {
    event: environment.GITHUB_EVENT_NAME ?? "",
    branch: ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : null,
    commit: request?.head.sha ?? environment.GITHUB_SHA ?? "",
    runUrl: run ? `${environment.GITHUB_SERVER_URL}/${repository}/actions/runs/${run}` : null,
    pullRequest: request
      ? { number: request.number, head: request.head.sha, fork: request.head.repo?.full_name !== repository }
      : null,
  };
}

async function readPayload(path: string | undefined): Promise<Payload> {
  if (!path) return {};
  try {
    return JSON.parse(await readFile(path, "utf8")) as Payload;
  } catch (error) {
    throw badInput(
      {
        code: "actions-event-unreadable",
        found: `the event at GITHUB_EVENT_PATH (${(error as Error).message})`,
        expected: "JSON, as the runner writes it",
        next: "Run this in a workflow, or use the `trunkline` command.",
      },
      error,
    );
  }
}
