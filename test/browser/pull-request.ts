import { startLocalGitHub } from "../../src/cli/demo/local-github/index.ts";
import { runAction } from "../../src/cli/demo/run-action.ts";
import { PERSON, type Workbench } from "../e2e/workbench.ts";

/** Commits what has changed, opens a pull request for it, runs its action, and gives the comment that stands there then. */
export async function commentOnPullRequest(bench: Workbench, title: string): Promise<string> {
  const github = await startLocalGitHub();
  try {
    bench.git("switch", "--quiet", "--create", "change");
    const sha = bench.commit(title);
    bench.git("push", "--quiet", "origin", "change");
    const base = bench.git("rev-parse", "main");
    const number = await github.openPullRequest({ title, branch: "change", sha, base });
    const repository = { full_name: github.repository };
    await runAction({
      action: "pipeline",
      workspace: bench.work,
      inputs: {
        spec: "trunkline.yaml",
        token: github.token,
        download: "false",
        comment: "true",
        html: "false",
      },
      event: {
        pull_request: { number, head: { sha, repo: repository }, base: { repo: repository } },
        repository,
      },
      scratch: bench.folder,
      environment: {
        ...(PERSON as Record<string, string>),
        GITHUB_API_URL: github.url,
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_REPOSITORY: github.repository,
        GITHUB_REF: `refs/pull/${number}/merge`,
        GITHUB_SHA: sha,
        GITHUB_RUN_ID: "1",
      },
    });
    const response = await fetch(`${github.url}/repos/${github.repository}/issues/${number}/comments`, {
      headers: { authorization: `Bearer ${github.token}` },
    });
    const [comment] = (await response.json()) as { body: string }[];
    return comment!.body;
  } finally {
    await github.close();
  }
}
