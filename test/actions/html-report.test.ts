import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { leaveReport } from "../../src/actions/html-report.ts";
import type { Shell } from "../../src/actions/shell.ts";
import { workflowArtifacts } from "../../src/adapters/artifacts.ts";
import { terminalConsole } from "../../src/adapters/terminal-console.ts";
import { openWorld } from "../../src/adapters/world.ts";
import type { Problem } from "../../src/core/errors.ts";
import { check } from "../../src/pipeline/check.ts";
import { loadProject } from "../../src/pipeline/project.ts";

const example = fileURLToPath(new URL("../../examples/iris", import.meta.url));
const RUN = { commit: "c".repeat(40), url: "https://github.com/o/r/actions/runs/1", candidateStored: true };
const claims = Buffer.from(JSON.stringify({ scp: "Actions.Results:run:job" })).toString("base64url");
const KEPT = ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL", "GITHUB_SERVER_URL"] as const;
const before = KEPT.map((name) => [name, process.env[name]] as const);

let folder: string;
let server: Server;
let refuses: boolean;
let created: { name: string } | null;
let received: Buffer[];
let warnings: Problem[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trunkline-leave-"));
  cpSync(example, folder, { recursive: true });
  const git = (...words: string[]) => execFileSync("git", words, { cwd: folder });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=Flora", "-c", "user.email=f@example.com", "commit", "--quiet", "--message", "first");
  // The artifact service as the client calls it: a name is asked for, bytes are put, and a number comes back.
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks);
    const answer = (value: unknown) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (refuses) return response.writeHead(403, { "content-type": "application/json" }).end("{}");
    if (request.url!.endsWith("/CreateArtifact")) {
      created = JSON.parse(sent.toString());
      return answer({ ok: true, signed_upload_url: `${origin()}/account/container/blob?sig=x` });
    }
    if (request.url!.endsWith("/FinalizeArtifact")) return answer({ ok: true, artifact_id: "77" });
    received.push(sent);
    return response.writeHead(201, { etag: '"x"', "last-modified": new Date(0).toUTCString() }).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  process.env.ACTIONS_RUNTIME_TOKEN = `e30.${claims}.x`;
  process.env.ACTIONS_RESULTS_URL = origin();
  process.env.GITHUB_SERVER_URL = "https://github.com";
});

afterAll(() => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  [refuses, created, received, warnings] = [false, null, [], []];
});

const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function leave(html: boolean, mayUpload: boolean) {
  const console = terminalConsole(process.stderr, true);
  const world = await openWorld({
    folder,
    console,
    apiUrl: origin(),
    serverUrl: "https://github.com",
    mayRunCommands: false,
  });
  const checked = await check(world, await loadProject(world, "trunkline.yaml"), { sync: false });
  const shell = {
    flag: () => html,
    mayUpload,
    artifacts: async () => workflowArtifacts(),
    console: { ...console, annotate: (_: string, problem: Problem) => void warnings.push(problem) },
  } as unknown as Shell;
  return leaveReport(shell, world, checked, RUN);
}

test("the page is left under the model's name, and its address is told", async () => {
  const left = await leave(true, true);
  expect(warnings).toEqual([]);
  expect(left).toBe(`${RUN.url}/artifacts/77`);
  expect(created).toMatchObject({ name: "trunkline-report-iris" });
  expect(Buffer.concat(received).includes("trunkline-report-iris.html")).toBe(true);
});

test("a server that refuses is told, and fails nothing", async () => {
  refuses = true;
  expect(await leave(true, true)).toBeNull();
  expect(warnings.map(({ code }) => code)).toEqual(["artifact-cannot-upload"]);
});

test("nothing is sent where nobody wants it, or where no run is", async () => {
  expect(await leave(false, true)).toBeNull();
  expect(await leave(true, false)).toBeNull();
  expect(created).toBeNull();
});
