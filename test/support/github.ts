import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { githubApi } from "../../src/adapters/github/index.ts";
import { type LocalGitHub, startLocalGitHub } from "../../src/cli/demo/local-github/index.ts";
import type { GitHub } from "../../src/ports/github.ts";
import { type SentRequest, wrongWith } from "./openapi.ts";

/** Answers a request in GitHub's stead; null lets it through. */
export type Fault = (request: SentRequest, response: ServerResponse) => true | null;

export interface RecordedGitHub {
  readonly local: LocalGitHub;
  /** Where clients go: what they send is written down, then handed on. */
  readonly url: string;
  readonly sent: SentRequest[];
  /** What GitHub's own description of its API says against what was sent. */
  wrong(): string[];
  /** The next requests meet these, one each, before they meet GitHub. */
  readonly faults: Fault[];
  /** The adapter with a workflow's token; waits take no time and are written down in seconds. */
  api(options?: { token?: string; waits?: number[]; said?: string[] }): Promise<GitHub>;
  close(): Promise<void>;
}

/** The local GitHub behind a recorder. */
export async function recordedGitHub(): Promise<RecordedGitHub> {
  const local = await startLocalGitHub();
  const sent: SentRequest[] = [];
  const faults: Fault[] = [];
  const server = createServer((request, response) => {
    pass(local, sent, faults, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    local,
    url,
    sent,
    faults,
    wrong: () => sent.flatMap(wrongWith),
    api: ({ token = local.token, waits = [], said = [] } = {}) =>
      githubApi({
        token,
        repository: local.repository,
        apiUrl: url,
        say: (line) => said.push(line),
        sleep: async (milliseconds) => void waits.push(milliseconds / 1000),
      }),
    close: async () => {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), local.close()]);
    },
  };
}

async function pass(
  local: LocalGitHub,
  sent: SentRequest[],
  faults: Fault[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const recorded = {
    method: request.method!,
    url: request.url!,
    body: text === "" ? undefined : (JSON.parse(text) as unknown),
  };
  sent.push(recorded);
  if (faults.shift()?.(recorded, response)) return;
  const answer = await fetch(`${local.url}${request.url}`, {
    method: request.method!,
    headers: {
      authorization: request.headers.authorization ?? "",
      "content-type": "application/json",
    },
    ...(text !== "" && { body: text }),
  });
  const type = answer.headers.get("content-type");
  response.writeHead(answer.status, type ? { "content-type": type } : {});
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** An answer of this status with GitHub's words. */
export function answers(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Fault {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify({ message, documentation_url: "https://docs.github.com/rest" }));
    return true;
  };
}

/** The connection breaks before there is an answer. */
export const cutOff: Fault = (_request, response) => {
  response.destroy();
  return true;
};

/** The connection breaks within the answer. */
export const cutShort: Fault = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('[{"id":');
  setTimeout(() => response.destroy(), 10);
  return true;
};
