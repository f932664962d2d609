import { outsideFailed } from "../../core/errors.ts";

/** What every part of this adapter works on. */
export interface Repository {
  readonly fs: typeof import("node:fs");
  readonly dir: string;
  readonly gitdir: string;
  /** Parsed packs, kept between calls: without it every read parses them again. */
  readonly cache: object;
}

/** isomorphic-git's own error as one for people. */
export function isomorphicFailed(what: string, error: unknown, token?: string) {
  const { code, message, data } = error as {
    code?: string;
    message?: string;
    data?: { statusCode?: number };
  };
  const status = data?.statusCode;
  const text = token ? String(message).replaceAll(token, "***") : String(message);
  if (status === 401 || status === 403) {
    return outsideFailed({
      code: "git-unauthorized",
      found: `${what}: ${text}`,
      next: "Pass a token that may do this.",
    });
  }
  if (status === 404)
    return outsideFailed({
      code: "git-no-remote",
      found: `${what}: ${text}`,
      next: "Correct it with `git remote set-url origin URL`.",
    });
  const network = /fetch failed|ECONN|ENOTFOUND|socket|network/i.test(`${code} ${text}`);
  return outsideFailed({
    code: network ? "git-unreachable" : "git-failed",
    found: `${what}: ${text}`,
    next: network
      ? "Look at the network and the remote's address, then run again."
      : "Install the `git` command, or look at what is said.",
  });
}
