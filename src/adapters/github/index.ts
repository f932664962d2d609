import type { GitHub } from "../../ports/github.ts";
import type { Calls } from "./calls.ts";
import { checkRunCalls } from "./check-runs.ts";
import { commentCalls } from "./comments.ts";
import { deploymentCalls } from "./deployments.ts";
import { pullRequestCalls } from "./pull-requests.ts";
import { boundedRetries } from "./requests.ts";

export interface GitHubOptions {
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Such as `https://api.github.com`; nothing assumes that it is that one. */
  readonly apiUrl: string;
  readonly say?: (line: string) => void;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** GitHub's API for one repository, over Octokit. */
export async function githubApi({
  token,
  repository,
  apiUrl,
  say = () => {},
  sleep = pause,
}: GitHubOptions): Promise<GitHub> {
  const { getOctokit } = await import("@actions/github");
  const octokit = getOctokit(token, { baseUrl: apiUrl.replace(/\/+$/, ""), log: silent });
  octokit.hook.wrap("request", boundedRetries({ say, sleep }));
  const [owner = "", repo = ""] = repository.split("/");
  const calls: Calls = { octokit, owner, repo };
  return {
    repository: { owner, name: repo },
    ...commentCalls(calls),
    ...pullRequestCalls(calls),
    ...checkRunCalls(calls),
    ...deploymentCalls(calls),
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What goes wrong is told by the errors; Octokit's own log would tell it twice. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };
