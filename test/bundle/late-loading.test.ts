import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle, writeBundle } from "../../scripts/bundle.js";

// The build takes undici, the client under GitHub's client, out of what is loaded at once. It must go on working.
let folder: string;
let server: Server;
let asked: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trunkline-late-"));
  writeBundle(folder, await bundle("test/bundle/entries/github-client.ts"));
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.host}`);
    const found = request.url?.endsWith("/repos/o/r");
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(found ? { name: "r" } : { message: "Not Found" }));
  });
  // A tunnel to anywhere ends at this server: enough to see that the proxy was used.
  server.on("connect", (request, socket, head) => {
    asked.push(`CONNECT ${request.url}`);
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    server.emit("connection", socket);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(env: NodeJS.ProcessEnv): Promise<unknown> {
  asked = [];
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "index.js")], { env });
  return JSON.parse(stdout);
}

const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

describe("undici in a file of its own", () => {
  it("is not in the other files", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
    expect(files.filter((name) => readFileSync(join(folder, name), "utf8").includes("UND_ERR_"))).toEqual([]);
    expect(readFileSync(join(folder, "undici.cjs"), "utf8")).toContain("UND_ERR_");
    expect(readFileSync(join(folder, "licenses.txt"), "utf8")).toContain("undici");
  });

  it("sends requests", async () => {
    expect(await ask({ GITHUB_API_URL: origin() })).toEqual({ status: 200, name: "r" });
    expect(asked).toEqual([`GET /repos/o/r ${origin().slice(7)}`]);
  });

  it("reports a status that says no", async () => {
    // What follows the # is not sent: the server is asked for a path that it does not know.
    expect(await ask({ GITHUB_API_URL: `${origin()}/#` })).toEqual({ failed: 404 });
  });

  it("goes through a proxy", async () => {
    const env = { GITHUB_API_URL: "http://api.github.invalid", http_proxy: origin() };
    expect(await ask(env)).toEqual({ status: 200, name: "r" });
    expect(asked).toEqual(["CONNECT api.github.invalid:80", "GET /repos/o/r api.github.invalid"]);
  });

  it("is loaded by the first request, not before", async () => {
    renameSync(join(folder, "undici.cjs"), join(folder, "away.cjs"));
    try {
      // The client starts without the file; the request is what fails.
      expect(await ask({ GITHUB_API_URL: origin() })).toHaveProperty("failed");
    } finally {
      renameSync(join(folder, "away.cjs"), join(folder, "undici.cjs"));
    }
  });
});
