import type { Route } from "./http.ts";

interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly html_url: string;
  readonly head: { readonly sha: string };
}

export interface PullRequests {
  /** Remembers the commits of a pull request: the emulated server has a Git of its own, which knows nothing of ours. */
  remember(pullRequest: PullRequest): void;
  /** The branch moved on. */
  moved(number: number, sha: string): void;
  merged(number: number, sha: string): void;
  readonly route: Route;
  /** What the emulated server says of a pull request, with our commits. */
  corrected(body: unknown): unknown;
}

export function pullRequests(): PullRequests {
  const all = new Map<number, PullRequest & { readonly mergeCommit?: string }>();
  return {
    remember: (pullRequest) => void all.set(pullRequest.number, pullRequest),
    moved: (number, sha) => void all.set(number, { ...all.get(number)!, head: { sha } }),
    merged: (number, sha) => void all.set(number, { ...all.get(number)!, mergeCommit: sha }),
    route: ({ method, path }) => {
      const [, sha] = /^\/commits\/([0-9a-f]{40})\/pulls$/.exec(path) ?? [];
      if (method !== "GET" || sha === undefined) return null;
      const found = [...all.values()].filter((each) => each.head.sha === sha || each.mergeCommit === sha);
      const body = found.map(({ mergeCommit, ...each }) => ({
        ...each,
        state: mergeCommit ? "closed" : "open",
        merged_at: mergeCommit ? "2026-01-01T00:00:00Z" : null,
        merge_commit_sha: mergeCommit ?? null,
      }));
      return { status: 200, body };
    },
    corrected: (body) => {
      const given = body as { number?: number; head?: object } | null;
      const own = given?.number === undefined ? undefined : all.get(given.number);
      return own && given?.head ? { ...given, head: { ...given.head, sha: own.head.sha } } : body;
    },
  };
}
