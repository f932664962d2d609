import type { GitHub, PullRequest } from "../../ports/github.ts";
import type { Calls } from "./calls.ts";
import { everyPage, orNull } from "./requests.ts";

export function pullRequestCalls({
  octokit,
  owner,
  repo,
}: Calls): Pick<
  GitHub,
  "pullRequestHead" | "pullRequestOf" | "createPullRequest" | "pullRequestFrom" | "updatePullRequest"
> {
  const { pulls, repos } = octokit.rest;

  const approvals = async (pull_number: number): Promise<string[]> => {
    const reviews = await orNull("listing the reviews", () =>
      everyPage((page) => pulls.listReviews({ owner, repo, pull_number, ...page })),
    );
    const latest = new Map<string, string>();
    for (const { user, state } of reviews ?? []) {
      // A comment takes no approval back; a request for changes or a dismissal does.
      if (user && state !== "COMMENTED" && state !== "PENDING") latest.set(user.login, state);
    }
    return [...latest].flatMap(([login, state]) => (state === "APPROVED" ? [login] : [])).sort();
  };

  const toPullRequest = async (found: {
    number: number;
    title: string;
    html_url: string;
  }): Promise<PullRequest> => ({
    number: found.number,
    title: found.title,
    url: found.html_url,
    approvedBy: await approvals(found.number),
  });

  return {
    pullRequestHead: (number) =>
      orNull(
        "reading the pull request",
        async () => (await pulls.get({ owner, repo, pull_number: number })).data.head.sha,
      ),
    pullRequestOf: (commit) =>
      orNull("looking for the pull request of the commit", async () => {
        const { data } = await repos.listPullRequestsAssociatedWithCommit({
          owner,
          repo,
          commit_sha: commit,
        });
        const found = data.find(({ merged_at }) => merged_at) ?? data[0];
        return found ? toPullRequest(found) : null;
      }),
    pullRequestFrom: (branch) =>
      orNull("looking for the branch's pull request", async () => {
        const head = `${owner}:${branch}`;
        const { data } = await pulls.list({ owner, repo, state: "open", head });
        // A server that does not know the filter lists all.
        const found = data.find(
          (each) => each.head.ref === branch && each.head.repo?.full_name === `${owner}/${repo}`,
        );
        return found
          ? { number: found.number, title: found.title, url: found.html_url, approvedBy: [] }
          : null;
      }),
    updatePullRequest: (number, input) =>
      orNull("updating the pull request", async () => {
        const { data } = await pulls.update({ owner, repo, pull_number: number, ...input });
        return { number: data.number, title: data.title, url: data.html_url, approvedBy: [] };
      }),
    createPullRequest: (input) =>
      orNull("opening the pull request", async () => {
        const { data } = await pulls.create({ owner, repo, ...input });
        return { number: data.number, title: data.title, url: data.html_url, approvedBy: [] };
      }),
  };
}
