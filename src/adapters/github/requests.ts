import { TrunklineError } from "../../core/errors.ts";
import { type Failure, failureOf, githubError, isReadOnly } from "./errors.ts";

const TRIES = 3;
const LONGEST_WAIT_SECONDS = 60;

export interface RequestSurroundings {
  readonly say: (line: string) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

interface RequestOptions {
  readonly method: string;
  readonly url: string;
}

/** Wraps Octokit's requests: waits when GitHub says so, tries again what can be tried again, and no longer than that. */
export function boundedRetries({ say, sleep }: RequestSurroundings) {
  return async <O extends RequestOptions, R>(
    request: (options: O) => R | Promise<R>,
    options: O,
  ): Promise<R> => {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await request(options);
        if (isCutShort(answer)) throw new Error("the answer ended before it was whole");
        return answer;
      } catch (error) {
        const failure = failureOf(error);
        const wait = attempt < TRIES ? secondsToWait(failure, options.method, attempt) : null;
        if (wait === null) throw error;
        say(
          `GitHub answers ${failure.status ?? "nothing"} to ${options.method} ${options.url}; trying again in ${wait} s …`,
        );
        await sleep(wait * 1000);
      }
    }
  };
}

/** Octokit hands on as text what of an answer it could not read; taken for a list, that would be an empty one. */
function isCutShort(answer: unknown): boolean {
  const { headers, data } = answer as { headers?: Record<string, string | undefined>; data?: unknown };
  return /\bjson\b/.test(headers?.["content-type"] ?? "") && (typeof data !== "object" || data === null);
}

/** Null when trying again is of no use, or might do a thing twice. */
function secondsToWait(failure: Failure, method: string, attempt: number): number | null {
  const { status, headers } = failure;
  if (isRateLimit(failure)) {
    const asked = Number(headers["retry-after"]);
    const reset = Number(headers["x-ratelimit-reset"]) - Date.now() / 1000;
    const wait =
      Number.isFinite(asked) && headers["retry-after"] !== undefined
        ? asked
        : Number.isFinite(reset)
          ? Math.ceil(reset)
          : 2 ** attempt;
    // The limit refused the request, so even a POST was not carried out.
    return wait <= LONGEST_WAIT_SECONDS ? Math.max(wait, 1) : null;
  }
  const refused = status === undefined && failure.code === "ECONNREFUSED";
  const fault = status === undefined || status >= 500;
  if (!fault || (method === "POST" && !refused)) return null;
  return 2 ** (attempt - 1);
}

function isRateLimit({ status, headers, message }: Failure): boolean {
  if (status === 429) return true;
  return (
    status === 403 &&
    (headers["retry-after"] !== undefined ||
      String(headers["x-ratelimit-remaining"]) === "0" ||
      /rate limit/i.test(message))
  );
}

const PAGE = 100;

/** A whole list. Octokit's own way of turning pages takes a conflict (409) for an empty list. */
export async function everyPage<T>(
  list: (page: { readonly page: number; readonly per_page: number }) => Promise<{ readonly data: T[] }>,
): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page++) {
    const { data } = await list({ page, per_page: PAGE });
    all.push(...data);
    if (data.length < PAGE) return all;
  }
}

/** The answer of a call; null where the server has no such thing, or the token may not write. */
export async function orNull<T>(what: string, call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof TrunklineError) throw error;
    const failure = failureOf(error);
    if (failure.status === 404 || isReadOnly(failure)) return null;
    throw githubError(what, failure);
  }
}
