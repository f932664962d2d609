import { outsideFailed, type TrunklineError } from "../../core/errors.ts";

/** What an HTTP client's error says, whatever its kind. */
export interface Failure {
  readonly status: number | undefined;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly documentation: string | undefined;
  readonly code: string | undefined;
}

export function failureOf(error: unknown): Failure {
  const { status, message, response, cause } = error as {
    status?: number;
    message?: string;
    response?: { headers?: Record<string, string>; data?: unknown };
    cause?: { code?: string; cause?: { code?: string } };
  };
  const data = response?.data as
    | { message?: string; documentation_url?: string; errors?: unknown }
    | string
    | undefined;
  const body = typeof data === "object" && data !== null ? data : undefined;
  const details = body?.errors ? ` ${JSON.stringify(body.errors)}` : "";
  // A proxy's page in HTML is of no use to anybody: its status is.
  const words =
    body?.message ??
    (typeof data === "string" && /^\s*</.test(data) ? "an answer in HTML, not of GitHub's API" : message);
  return {
    status: response ? status : undefined,
    message: `${words ?? "no word"}${details}`.slice(0, 500),
    headers: response?.headers ?? {},
    documentation: body?.documentation_url,
    code: cause?.code ?? cause?.cause?.code,
  };
}

/** The token may read here, but not write: the run of a fork's pull request, or a job without the permission. */
export function isReadOnly({ status, message }: Failure): boolean {
  return status === 403 && /resource not accessible by (integration|personal access token)/i.test(message);
}

const ADVICE: Readonly<Record<number, readonly [string, string]>> = {
  401: ["github-unauthorized", "Give the `token` input a token that is valid for this repository."],
  403: [
    "github-forbidden",
    "Give the job the permission that is missing (see the action's documentation), or another token.",
  ],
  404: ["github-not-found", "Look at GITHUB_REPOSITORY, and whether the token may see the repository."],
  409: ["github-conflict", "Somebody else changed it at the same time: run again."],
  422: ["github-invalid", "Look at what GitHub says; if it makes no sense, please report it."],
  429: ["github-rate-limit", "Wait, then run again; nothing was half done."],
};

export function githubError(what: string, failure: Failure): TrunklineError {
  const { status, message, documentation } = failure;
  const advice =
    status === undefined
      ? (["github-unreachable", "Look at the network and GITHUB_API_URL, then run again."] as const)
      : ADVICE[status];
  const [code, next] = advice ?? ["github-failed", "GitHub had a fault: run again."];
  const see = documentation ? ` See ${documentation}` : "";
  return outsideFailed({
    code,
    found: `${what}: ${status ?? "no answer"}, ${message}`,
    next: `${next}${see}`,
  });
}
