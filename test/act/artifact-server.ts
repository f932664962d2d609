import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createSocket } from "node:net";

/**
 * The address that actions upload artifacts to: act's own artifact server, and before it what today's client needs and
 * act 0.2.89 lacks (nektos/act#6114): it refuses the field `mime_type`, and signatures without their padding.
 */
export interface ArtifactServer {
  readonly url: string;
  /** Where act is to open its own. */
  readonly actPort: number;
  close(): Promise<void>;
}

export async function artifactServer(): Promise<ArtifactServer> {
  const actPort = await freePort();
  const server = createServer((request, response) => {
    forward(actPort, request, response).catch((error: unknown) => {
      response.writeHead(502).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    actPort,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function forward(actPort: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const sent = Buffer.concat(chunks);
  const url = new URL(request.url!, `http://127.0.0.1:${actPort}`);
  const signature = url.searchParams.get("sig");
  if (signature) url.searchParams.set("sig", signature.padEnd(Math.ceil(signature.length / 4) * 4, "="));
  const answer = await fetch(url, {
    method: request.method!,
    headers: {
      "content-type": request.headers["content-type"] ?? "application/octet-stream",
      authorization: request.headers.authorization ?? "",
    },
    ...(sent.length > 0 && { body: withoutMimeType(request, sent) }),
  });
  const type = answer.headers.get("content-type");
  const received = Buffer.from(await answer.arrayBuffer());
  // The addresses that it signs name its own port; the client must come by here again.
  const body =
    type?.includes("json") === true
      ? received.toString().replaceAll(`127.0.0.1:${actPort}`, request.headers.host!)
      : received;
  response.writeHead(answer.status, type ? { "content-type": type } : {}).end(body);
}

function withoutMimeType(request: IncomingMessage, sent: Buffer): Buffer {
  if (!request.url!.endsWith("/CreateArtifact")) return sent;
  const { mime_type: _, ...rest } = JSON.parse(sent.toString());
  return Buffer.from(JSON.stringify(rest));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket();
    socket.on("error", reject);
    socket.listen(0, "127.0.0.1", () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => resolve(port));
    });
  });
}
