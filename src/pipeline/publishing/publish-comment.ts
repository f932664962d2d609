import type { GitHub, IssueComment } from "../../ports/github.ts";
import type { World } from "../../ports/world.ts";

export interface CommentRequest {
  readonly pullRequest: number;
  /** The commit of the pull request's branch that the report speaks of. */
  readonly head: string;
  /** The first characters of the body; tells this report from every other comment. */
  readonly marker: string;
  readonly body: string;
}

export type CommentOutcome =
  | { readonly outcome: "created" | "updated" | "unchanged"; readonly url: string }
  | { readonly outcome: "read-only" | "outdated"; readonly url: null };

/**
 * One comment a model and pull request, updated in place. Two runs that race may both create one: each looks again
 * afterwards, the oldest stays and takes the text, and whoever sees a younger copy of its own removes it.
 */
export async function publishComment(
  { github }: Pick<World, "github">,
  request: CommentRequest,
): Promise<CommentOutcome> {
  if (github === null) return { outcome: "read-only", url: null };
  const head = await github.pullRequestHead(request.pullRequest);
  // A slow run must not overwrite what a newer commit's run has said.
  if (head !== null && head !== request.head) return { outcome: "outdated", url: null };
  const [existing, ...surplus] = (await ours(github, request)) ?? [];
  for (const copy of surplus) await github.deleteComment(copy.id);
  if (existing?.body === request.body) return { outcome: "unchanged", url: existing.url };
  const updated = existing && (await update(github, existing, request.body));
  if (updated) return updated;
  // None yet, or it was removed in between, or the token may not write: the next call tells.
  const created = await github.createComment(request.pullRequest, request.body);
  if (created === null) return { outcome: "read-only", url: null };
  return settle(github, request, created);
}

/** After creating: when an older one is there by now, that one is the comment, and this copy goes. */
async function settle(
  github: GitHub,
  request: CommentRequest,
  created: IssueComment,
): Promise<CommentOutcome> {
  const [oldest] = (await ours(github, request)) ?? [];
  if (!oldest || oldest.id === created.id) return { outcome: "created", url: created.url };
  await github.deleteComment(created.id);
  return (await update(github, oldest, request.body)) ?? { outcome: "read-only", url: null };
}

async function update(github: GitHub, comment: IssueComment, body: string): Promise<CommentOutcome | null> {
  const updated = await github.updateComment(comment.id, body);
  return updated && { outcome: "updated", url: updated.url };
}

/** Oldest first. Only comments that begin with the marker and come from somebody with a say in the repository. */
async function ours(github: GitHub, { pullRequest, marker }: CommentRequest): Promise<IssueComment[] | null> {
  const comments = await github.comments(pullRequest);
  const mine = comments?.filter((comment) => comment.trusted && comment.body.startsWith(marker));
  return mine?.sort((a, b) => a.id - b.id) ?? null;
}
