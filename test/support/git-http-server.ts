import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ISOLATED } from "./git.ts";

export const PASSWORD = "s3cret-token";

export interface GitServer {
  /** The address of a repository below the served folder. */
  url(name: string): string;
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * A real smart-HTTP remote: `git http-backend` behind a few lines of CGI, with basic authentication. Who comes with the
 * password may read and write, who comes with the reader's may read.
 */
export async function gitHttpServer(
  folder: string,
  password = PASSWORD,
  readerPassword?: string,
): Promise<GitServer> {
  const isGiven = (given: string | undefined, expected: string) =>
    given?.toLowerCase() ===
    `Basic ${Buffer.from(`x-access-token:${expected}`).toString("base64")}`.toLowerCase();
  const server = createServer((request, response) => {
    const given = request.headersDistinct.authorization ?? [];
    const reader = readerPassword !== undefined && isGiven(given[0], readerPassword);
    if (given.length > 1) response.writeHead(400).end("Duplicate header: Authorization");
    else if (!reader && !isGiven(given[0], password)) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end("no");
    } else if (reader && request.url!.includes("git-receive-pack")) response.writeHead(403).end("read only");
    else serve(folder, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: (name) => `${origin}/${name}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function serve(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url!, "http://localhost");
  const backend = spawn("git", ["http-backend"], {
    env: {
      ...process.env,
      ...ISOLATED,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      // Requests from a person who may push: what Git itself asks for before it takes one.
      REMOTE_USER: "flora",
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method!,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      ...(request.headers["content-encoding"] && {
        HTTP_CONTENT_ENCODING: String(request.headers["content-encoding"]),
      }),
      ...(request.headers["git-protocol"] && { GIT_PROTOCOL: String(request.headers["git-protocol"]) }),
    },
  });
  request.pipe(backend.stdin);
  const out: Buffer[] = [];
  backend.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  backend.on("close", () => {
    const all = Buffer.concat(out);
    const end = all.indexOf("\r\n\r\n");
    const headers = all
      .subarray(0, end)
      .toString()
      .split("\r\n")
      .map((line) => line.split(/:\s*/, 2) as [string, string]);
    const status = headers.find(([name]) => name.toLowerCase() === "status")?.[1];
    response.writeHead(
      status ? Number.parseInt(status, 10) : 200,
      Object.fromEntries(headers.filter(([name]) => name.toLowerCase() !== "status")),
    );
    response.end(all.subarray(end + 4));
  });
}
