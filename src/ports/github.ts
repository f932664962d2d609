export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  /** Logins whose latest review approves. */
  readonly approvedBy: readonly string[];
}

export interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  /** Whether the workflow, or somebody with a say in the repository, wrote it: a stranger's copy of the marker does not count. */
  readonly trusted: boolean;
}

export type DeploymentState = "in_progress" | "success" | "failure" | "inactive";

export interface GitHubDeployment {
  readonly id: number;
  readonly environment: string;
  readonly sha: string;
  /** The JSON that was given when it was made. */
  readonly payload: unknown;
  /** The newest status; null before the first. */
  readonly state: string | null;
}

export interface CheckRunAnnotation {
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
  readonly level: "failure" | "warning";
  readonly title: string;
  /** Plain text: GitHub reads no Markdown in it. */
  readonly message: string;
}

/** A finished check of a commit. */
export interface CheckRun {
  readonly name: string;
  readonly sha: string;
  readonly conclusion: "success" | "failure" | "neutral";
  readonly title: string;
  /** Markdown, as `text`: at most 65,535 characters each. */
  readonly summary: string;
  readonly text: string;
  readonly url: string | null;
  /** Any number: they are sent in as many requests as they need. */
  readonly annotations: readonly CheckRunAnnotation[];
}

/**
 * GitHub's API for one repository. `null` where the server has no such thing (404 on Gitea, Forgejo) or the token may not
 * (403 on a fork's pull request): the caller says so and goes on. Everything else is a TrunklineError with exit code 3 and a `github-…` code.
 */
export interface GitHub {
  readonly repository: { readonly owner: string; readonly name: string };
  comments(pullRequest: number): Promise<IssueComment[] | null>;
  createComment(pullRequest: number, body: string): Promise<IssueComment | null>;
  updateComment(id: number, body: string): Promise<IssueComment | null>;
  deleteComment(id: number): Promise<boolean>;
  /** The commit that a pull request's branch is at now. */
  pullRequestHead(pullRequest: number): Promise<string | null>;
  /** The merged or open pull request that brought a commit, with its approvals; null when there is none. */
  pullRequestOf(commit: string): Promise<PullRequest | null>;
  createPullRequest(input: {
    title: string;
    body: string;
    head: string;
    base: string;
  }): Promise<PullRequest | null>;
  createCheckRun(run: CheckRun): Promise<{ readonly url: string | null } | null>;
  /** The open pull request of a branch of this repository; null when there is none. */
  pullRequestFrom(branch: string): Promise<PullRequest | null>;
  updatePullRequest(number: number, input: { title: string; body: string }): Promise<PullRequest | null>;
  deployments(environment: string): Promise<GitHubDeployment[] | null>;
  createDeployment(input: {
    sha: string;
    environment: string;
    description: string;
    production: boolean;
    payload: unknown;
  }): Promise<GitHubDeployment | null>;
  setDeploymentState(id: number, state: DeploymentState, description: string): Promise<boolean>;
}
