import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { checkRuns } from "./check-runs.ts";
import { deployments } from "./deployments.ts";
import { type Emulator, startEmulator } from "./emulator.ts";
import { type Request, type Route, readBody, send } from "./http.ts";
import { type PullRequests, pullRequests } from "./pull-requests.ts";

/** GitHub's API on this machine, for one repository: the emulated server, and before it what that one lacks. */
export interface LocalGitHub {
  readonly url: string;
  readonly repository: string;
  /** What a workflow of the repository gets. */
  readonly token: string;
  /** What the workflow of a fork's pull request gets. */
  readonly readOnlyToken: string;
  /** A person's, who owns nothing here. */
  readonly strangerToken: string;
  openPullRequest(input: { title: string; branch: string; sha: string; base: string }): Promise<number>;
  /** Tells that a pull request's branch is at another commit now. */
  pushed(number: number, sha: string): void;
  merged(number: number, sha: string): void;
  close(): Promise<void>;
}

const REPOSITORY = "flora/iris";
const TOKENS = { token: "workflow-token", readOnlyToken: "fork-token", strangerToken: "stranger-token" };
const SEED = {
  tokens: {
    [TOKENS.token]: { login: "github-actions[bot]", scopes: ["repo"] },
    [TOKENS.readOnlyToken]: { login: "github-actions[bot]", scopes: ["repo"] },
    [TOKENS.strangerToken]: { login: "stranger", scopes: ["repo"] },
  },
  github: {
    users: [{ login: "flora" }, { login: "stranger" }, { login: "github-actions[bot]" }],
    repos: [{ owner: "flora", name: "iris" }],
  },
};

export async function startLocalGitHub(): Promise<LocalGitHub> {
  const emulator = await startEmulator(SEED);
  const pulls = pullRequests();
  const routes: readonly Route[] = [checkRuns(), deployments(), pulls.route];
  const server = createServer((request, response) => {
    answer(emulator, pulls, routes, request, response).catch((error: unknown) =>
      send(response, { status: 500, body: { message: String(error) } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    repository: REPOSITORY,
    ...TOKENS,
    openPullRequest: async ({ title, branch, sha, base }) => {
      const opened = await fetch(`${emulator.url}/repos/${REPOSITORY}/pulls`, {
        method: "POST",
        headers: { authorization: `Bearer ${TOKENS.token}`, "content-type": "application/json" },
        body: JSON.stringify({ title, head: branch, base }),
      });
      if (!opened.ok) throw new Error(`the local GitHub opens no pull request: ${await opened.text()}`);
      const { number, html_url } = (await opened.json()) as { number: number; html_url: string };
      pulls.remember({ number, title, html_url, head: { sha } });
      return number;
    },
    pushed: pulls.moved,
    merged: pulls.merged,
    close: async () => {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), emulator.close()]);
    },
  };
}

async function answer(
  emulator: Emulator,
  pulls: PullRequests,
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", url = "/", headers } = request;
  const bytes = await readBody(request);
  if (method !== "GET" && headers.authorization?.endsWith(TOKENS.readOnlyToken)) {
    const message = "Resource not accessible by integration";
    return send(response, { status: 403, body: { message } });
  }
  const { pathname, searchParams } = new URL(url, emulator.url);
  const given: Request = {
    method,
    path: pathname.replace(`/repos/${REPOSITORY}`, ""),
    query: searchParams,
    body: bytes.length === 0 ? {} : JSON.parse(bytes.toString()),
  };
  for (const route of routes) {
    const own = route(given);
    if (own) return send(response, own);
  }
  const forwarded = await fetch(`${emulator.url}${url}`, {
    method,
    headers: { authorization: headers.authorization ?? "", "content-type": "application/json" },
    ...(bytes.length > 0 && { body: bytes }),
  });
  const text = await forwarded.text();
  if (text === "") return void response.writeHead(forwarded.status).end();
  const body = Array.isArray(JSON.parse(text))
    ? JSON.parse(text).map(asWorkflow)
    : asWorkflow(JSON.parse(text));
  send(response, { status: forwarded.status, body: pulls.corrected(body) });
}

/** Whoever writes with a workflow's token is a bot on GitHub; the emulated server knows people only. */
function asWorkflow(body: { readonly user?: { readonly login?: string } } | null): unknown {
  if (!body?.user?.login?.endsWith("[bot]")) return body;
  return { ...body, user: { ...body.user, type: "Bot" } };
}
