import type { GitHub, IssueComment } from "../../ports/github.ts";
import type { Calls } from "./calls.ts";
import { everyPage, orNull } from "./requests.ts";

interface Comment {
  readonly id: number;
  readonly body?: string | undefined;
  readonly html_url: string;
  readonly user?: { readonly type?: string } | null;
  readonly author_association?: string;
}

const MEMBERS = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

export function commentCalls({
  octokit,
  owner,
  repo,
}: Calls): Pick<GitHub, "comments" | "createComment" | "updateComment" | "deleteComment"> {
  const { issues } = octokit.rest;
  return {
    comments: (pullRequest) =>
      orNull("listing the comments", async () => {
        const issue = { owner, repo, issue_number: pullRequest };
        const all = await everyPage((page) => issues.listComments({ ...issue, ...page }));
        return all.map(toComment);
      }),
    createComment: (pullRequest, body) =>
      orNull("writing the comment", async () =>
        toComment((await issues.createComment({ owner, repo, issue_number: pullRequest, body })).data),
      ),
    updateComment: (id, body) =>
      orNull("updating the comment", async () =>
        toComment((await issues.updateComment({ owner, repo, comment_id: id, body })).data),
      ),
    deleteComment: async (id) =>
      (await orNull("deleting a comment", () => issues.deleteComment({ owner, repo, comment_id: id }))) !==
      null,
  };
}

function toComment({ id, body, html_url, user, author_association }: Comment): IssueComment {
  const trusted = user?.type === "Bot" || MEMBERS.has(author_association ?? "");
  return { id, body: body ?? "", url: html_url, trusted };
}
