import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { realOrigins } from "../../src/adapters/origins/index.ts";
import { openWorld } from "../../src/adapters/world.ts";
import { digestBytes } from "../../src/core/digest.ts";
import { TrunklineError } from "../../src/core/errors.ts";
import { collect } from "../../src/pipeline/collect.ts";
import { readInputs } from "../../src/pipeline/data/inputs.ts";
import { loadProject } from "../../src/pipeline/project.ts";
import type { World } from "../../src/ports/world.ts";
import { type TemporaryRepository, temporaryRepository } from "../support/git.ts";

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void;

let repository: TemporaryRepository;
let world: World;
let server: Server;
let origin: string;
let handler: Handler;
let asked: string[];
let said: string[];
let waits: number[];

beforeEach(async () => {
  repository = temporaryRepository();
  [asked, said, waits] = [[], [], []];
  world = await openWorld({
    folder: repository.path,
    console: { say: (line) => void said.push(line), progress: () => {}, annotate: () => {} },
    apiUrl: "http://127.0.0.1:1",
    serverUrl: "http://127.0.0.1:1",
    mayRunCommands: false,
  });
  server = createServer((request, response) => {
    asked.push(`${request.url}`);
    handler(request, response, new URL(request.url!, "http://localhost"));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  repository.remove();
});

const at = (path: string) => join(repository.path, path);
const text = (path: string) => readFileSync(at(path), "utf8");
function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
}

interface From {
  readonly [key: string]: unknown;
}

const run = (from: From, to = "data/orders.csv", environment: Record<string, string> = {}) =>
  runAll([{ name: "orders", from, to }], environment);

async function runAll(
  sources: readonly { readonly name: string; readonly from: From; readonly to: string }[],
  environment: Record<string, string> = {},
  names: readonly string[] = [],
) {
  const spec = {
    model: "m",
    problem: { task: "classification", target: "y" },
    collect: sources,
    data: { sources: [sources[0]!.to], key: "id" },
    train: { algorithm: "baseline" },
  };
  put("trunkline.yaml", JSON.stringify(spec));
  const project = await loadProject(world, "trunkline.yaml");
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  const origins = realOrigins({ console: world.console, environment, sleep });
  return collect(world, origins, project, names);
}

async function refused(running: Promise<unknown>) {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TrunklineError);
  return error as TrunklineError;
}

const locked = () => JSON.parse(text("trunkline.lock")).sources[0];
const inputs = async () => readInputs(world, await loadProject(world, "trunkline.yaml"));
const OLD = "id,x,y\n1,5,a\n2,6,b\n";

/** Serves a text with an ETag of its content, as any server does. */
const serve =
  (content: () => string, type = "text/csv"): Handler =>
  (request, response) => {
    const etag = `"${digestBytes(content()).slice(0, 8)}"`;
    const same = request.headers["if-none-match"] === etag;
    response.writeHead(same ? 304 : 200, { etag, "content-type": type }).end(same ? "" : content());
  };

describe("a file on a server", () => {
  test("becomes the snapshot, byte by byte, and the lock says what it is", async () => {
    handler = serve(() => OLD);
    const { lock, sources } = await run({ url: `${origin}/orders.csv?day=1&api_key=S3CRET#x` });
    expect(text("data/orders.csv")).toBe(OLD);
    expect(lock).toBe("trunkline.lock");
    expect(sources).toEqual([
      {
        name: "orders",
        to: "data/orders.csv",
        outcome: "new",
        rows: 2,
        columns: ["id", "x", "y"],
        change: null,
        drift: null,
      },
    ]);
    expect(locked()).toEqual({
      name: "orders",
      to: "data/orders.csv",
      digest: digestBytes(OLD),
      bytes: OLD.length,
      rows: 2,
      columns: ["id", "x", "y"],
      collected: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      origin: `${origin}/orders.csv?day=1&api_key=***`,
      request: expect.stringMatching(/^[0-9a-f]{64}$/),
      etag: `"${digestBytes(OLD).slice(0, 8)}"`,
    });
    expect((await inputs()).paths).toEqual(["trunkline.yaml", "trunkline.lock", "data/orders.csv"]);
  });

  test("that has not changed is not sent again, and nothing is rewritten", async () => {
    let answers: number[] = [];
    const answer = serve(() => OLD);
    handler = (request, response, url) => {
      answer(request, response, url);
      answers.push(response.statusCode);
    };
    await run({ url: `${origin}/orders.csv` });
    const before = text("trunkline.lock");
    const { sources } = await run({ url: `${origin}/orders.csv` });
    expect(answers).toEqual([200, 304]);
    expect(sources).toMatchObject([{ outcome: "unchanged", rows: 2 }]);
    expect(text("trunkline.lock")).toBe(before);
    // A snapshot that somebody changed is fetched anew, whatever the server remembers.
    put("data/orders.csv", "id,x,y\n");
    answers = [];
    await run({ url: `${origin}/orders.csv` });
    expect(answers).toEqual([200]);
    expect(text("data/orders.csv")).toBe(OLD);
  });

  test("without an ETag the same bytes change nothing either", async () => {
    handler = (_, response) => response.end(OLD);
    await run({ url: `${origin}/orders.csv` });
    const before = text("trunkline.lock");
    expect((await run({ url: `${origin}/orders.csv` })).sources).toMatchObject([{ outcome: "unchanged" }]);
    expect(text("trunkline.lock")).toBe(before);
    expect(locked()).not.toHaveProperty("etag");
  });

  test("what changed is told by rows, columns and drift", async () => {
    const rows = (count: number, shift: number) =>
      `id,x,y\n${Array.from({ length: count }, (_, row) => `${row},${(row % 17) + shift},${row % 2 ? "a" : "b"}`).join("\n")}\n`;
    let content = rows(300, 0);
    handler = serve(() => content);
    await run({ url: `${origin}/orders.csv` });
    content = rows(310, 9)
      .replace("id,x,y", "id,x,y,z")
      .replace(/(?<=[ab])$/gm, ",1");
    const { sources } = await run({ url: `${origin}/orders.csv` });
    expect(sources[0]).toMatchObject({
      outcome: "changed",
      change: {
        rows: { before: 300, after: 310, added: 10, removed: 0, changed: 300 },
        columns: { added: ["z"], removed: [] },
      },
    });
    const drifted = sources[0]!.drift!.columns.filter((column) => column.drifted).map(({ name }) => name);
    expect(drifted).toEqual(["x"]);
  });

  test("another source in the spec is fetched anew", async () => {
    handler = serve(() => OLD);
    await run({ url: `${origin}/a.csv` });
    await run({ url: `${origin}/b.csv` });
    expect(locked().origin).toBe(`${origin}/b.csv`);
  });

  test.each([
    ["a page in HTML", "text/html; charset=utf-8", "<html>", "collect-no-data"],
    ["nothing", "text/csv", "", "collect-no-data"],
    ["a header alone", "text/csv", "id,x\n", "data-header-only"],
    ["ragged rows", "text/csv", "id,x\n1\n", "data-ragged-row"],
  ])("%s is no data: the old snapshot and its lock stand", async (_, type, content, code) => {
    handler = serve(() => OLD);
    await run({ url: `${origin}/orders.csv` });
    const before = text("trunkline.lock");
    handler = serve(() => content, type);
    const error = await refused(run({ url: `${origin}/orders.csv` }));
    expect(error.problems[0].code).toBe(code);
    expect(error.exit).toBe(3);
    expect([text("data/orders.csv"), text("trunkline.lock")]).toEqual([OLD, before]);
  });

  test("faults that pass are waited for, as long as the server asks", async () => {
    handler = (_, response) => {
      if (asked.length === 1) response.writeHead(503, { "retry-after": "7" }).end();
      else if (asked.length === 2)
        response.writeHead(200, { "content-length": "1000" }).write("id,x", () => response.destroy());
      else response.end(OLD);
    };
    await run({ url: `${origin}/orders.csv` });
    expect(waits).toEqual([7000, 2000]);
    expect(text("data/orders.csv")).toBe(OLD);
  });

  test.each([
    [503, 4, "collect-status"],
    [404, 1, "collect-status"],
    [401, 1, "collect-status"],
  ])("the answer %i is told after %i tries", async (status, tries, code) => {
    handler = (_, response) => response.writeHead(status).end();
    const error = await refused(run({ url: `${origin}/orders.csv` }));
    expect(error.problems[0]).toMatchObject({ code, found: `${origin}/orders.csv: the answer ${status}` });
    expect(asked).toHaveLength(tries);
    expect(existsSync(at("data/orders.csv"))).toBe(false);
    expect(existsSync(at("trunkline.lock"))).toBe(false);
  });

  test("a server that asks for patience until a moment gets it", async () => {
    handler = (_, response) => {
      const until = new Date(Date.now() + 20_000).toUTCString();
      if (asked.length === 1) response.writeHead(429, { "retry-after": until }).end();
      else response.end(OLD);
    };
    await run({ url: `${origin}/orders.csv` });
    expect(waits).toHaveLength(1);
    expect(Math.abs(waits[0]! - 19_500)).toBeLessThanOrEqual(1500);
  });

  test("without an ETag the server is asked by the date that it gave", async () => {
    const modified = "Wed, 01 Jan 2025 00:00:00 GMT";
    let since: string | undefined;
    handler = (request, response) => {
      since = request.headers["if-modified-since"];
      response.writeHead(since ? 304 : 200, { "last-modified": modified }).end(since ? "" : OLD);
    };
    await run({ url: `${origin}/orders.csv` });
    expect(locked()).toMatchObject({ modified });
    const { sources } = await run({ url: `${origin}/orders.csv` });
    expect([since, sources[0]?.outcome]).toEqual([modified, "unchanged"]);
  });

  test.each([
    ["a page in HTML by another type", "\n<!DOCTYPE html>\n<p>\nLog in\n", "orders.csv", "a page in HTML"],
    ["a file that is not packed", OLD, "orders.csv.gz", "a file that is not packed"],
  ])("%s is told", async (_, content, to, found) => {
    handler = (__, response) => response.writeHead(200, { "content-type": "text/plain" }).end(content);
    const error = await refused(run({ url: `${origin}/orders` }, to));
    expect(error.problems[0]).toMatchObject({ code: "collect-no-data" });
    expect(error.problems[0].found).toContain(found);
    expect(existsSync(at(to))).toBe(false);
  });

  test.each([
    ["http://[bad", "cannot be read"],
    ["file:///etc/passwd", "not of the web"],
  ])("a way to %s is not gone, and not tried again", async (location, how) => {
    handler = (_, response) => response.writeHead(302, { location }).end();
    const error = await refused(run({ url: `${origin}/orders.csv` }));
    expect(error.problems[0]).toMatchObject({ code: "collect-redirect" });
    expect(error.problems[0].found).toContain(how);
    expect(asked).toHaveLength(1);
  });

  test("no more is read than the limit", async () => {
    handler = (_, response) => {
      response.on("error", () => {});
      const more = () => {
        if (!response.destroyed) response.write("x".repeat(65536), more);
      };
      more();
    };
    const error = await refused(run({ url: `${origin}/orders.csv`, max_mb: 1 }));
    expect(error.problems[0]).toMatchObject({
      code: "collect-too-large",
      found: `${origin}/orders.csv: more than 1 MB`,
    });
  });

  test("a packed file keeps its bytes", async () => {
    const packed = gzipSync(OLD);
    handler = (_, response) => response.end(packed);
    await run({ url: `${origin}/orders.csv.gz` }, "data/orders.csv.gz");
    expect(readFileSync(at("data/orders.csv.gz")).equals(packed)).toBe(true);
    expect(locked()).toMatchObject({ rows: 2 });
  });
});

describe("credentials", () => {
  const from = () => ({
    url: `${origin}/orders.csv`,
    token: "ORDERS_TOKEN",
    headers: { "X-Key": "ORDERS_KEY" },
  });
  const plain = { ORDERS_TOKEN: "t0ken/1+2", ORDERS_KEY: "k3y" };

  test("come from the variables that the spec names, and are told to the server alone", async () => {
    handler = (request, response) => {
      const { authorization, "x-key": key } = request.headers;
      response.writeHead(authorization === "Bearer t0ken/1+2" && key === "k3y" ? 200 : 401).end(OLD);
    };
    await run(from(), "data/orders.csv", plain);
    expect(`${text("trunkline.lock")}${said.join()}`).not.toMatch(/t0ken|k3y/);
  });

  test("are in no error, even when the server's words hold them", async () => {
    handler = (request, response) =>
      response.writeHead(302, { location: `ftp://x/?${request.headers.authorization}` }).end();
    const error = await refused(run(from(), "data/orders.csv", plain));
    expect(error.message).not.toMatch(/t0ken|k3y/);
    expect(error.problems[0].code).toBe("collect-redirect");
  });

  test("do not follow to another host", async () => {
    const seen: unknown[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization, request.headers["x-key"]);
      response.end(OLD);
    });
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    try {
      handler = (_, response) =>
        response
          .writeHead(307, { location: `http://127.0.0.1:${(other.address() as AddressInfo).port}/` })
          .end();
      await run(from(), "data/orders.csv", plain);
      expect(seen).toEqual([undefined, undefined]);
      expect(text("data/orders.csv")).toBe(OLD);
    } finally {
      other.close();
    }
  });

  test("that are not set are asked for by name", async () => {
    handler = (_, response) => response.end(OLD);
    const error = await refused(run(from(), "data/orders.csv", { ORDERS_TOKEN: "x", ORDERS_KEY: "" }));
    expect(error.problems[0]).toMatchObject({
      code: "collect-no-variable",
      found: "no environment variable ORDERS_KEY",
    });
    expect(asked).toEqual([]);
    const lines = await refused(
      run(from(), "data/orders.csv", { ORDERS_TOKEN: "x", ORDERS_KEY: "a\r\nb: c" }),
    );
    expect(lines.message).toContain("a line break in the environment variable ORDERS_KEY");
  });
});

describe("an API in pages", () => {
  const ROWS = Array.from(
    { length: 7 },
    (_, row) => `{"id":${9007199254740993n + BigInt(row)},"y":"a,${row}"}`,
  );
  const CSV = `id,y\n${ROWS.map((_, row) => `${9007199254740993n + BigInt(row)},"a,${row}"\n`).join("")}`;

  /** Pages of three by number; one of them fails until it is mended. */
  const numbered =
    (broken: () => number): Handler =>
    (_, response, url) => {
      const page = Number(url.searchParams.get("page"));
      if (page === broken()) response.writeHead(500).end();
      else response.end(`{"data": {"items": [${ROWS.slice(3 * page - 3, 3 * page).join(", ")}]}}`);
    };
  const byPage = () => ({
    api: `${origin}/orders`,
    rows: "data.items",
    page: { parameter: "page", size: 3, size_parameter: "n" },
  });

  test("by number, every digit kept", async () => {
    handler = numbered(() => 0);
    await run(byPage());
    expect(asked).toEqual(["/orders?page=1&n=3", "/orders?page=2&n=3", "/orders?page=3&n=3"]);
    expect(text("data/orders.csv")).toBe(CSV);
    expect(existsSync(at(".trunkline/collect/orders"))).toBe(false);
    expect(repository.git("status", "--porcelain", "--untracked-files=all")).not.toContain(".trunkline");
  });

  test("by number without a size goes on to an empty page", async () => {
    handler = numbered(() => 0);
    await run({ ...byPage(), page: { parameter: "page" } }, "o.ndjson");
    expect(asked).toHaveLength(4);
    expect(text("o.ndjson")).toBe(ROWS.map((row) => `${row}\n`).join(""));
  });

  test("a server that gives fewer rows than it is asked for is asked for all of them", async () => {
    handler = numbered(() => 0);
    await run({ ...byPage(), page: { parameter: "page", size: 100 } });
    expect(asked).toHaveLength(3);
    expect(text("data/orders.csv")).toBe(CSV);
    // As many rows as fit on two pages, and no such page after them.
    handler = (_, response, url) => {
      const page = Number(url.searchParams.get("page"));
      if (page > 2) response.writeHead(404).end();
      else response.end(`[${ROWS.slice(2 * page - 2, 2 * page)}]`);
    };
    await run({ api: `${origin}/orders`, page: { parameter: "page", size: 50 } }, "b.ndjson");
    expect(text("b.ndjson").trim().split("\n")).toEqual(ROWS.slice(0, 4));
  });

  test("a server that does not know the parameter is found out on the second page", async () => {
    handler = (_, response) => response.end(`[${ROWS}]`);
    const error = await refused(run({ api: `${origin}/orders`, page: { parameter: "seite" } }));
    expect(error.problems[0].found).toBe("orders: page 2, which is page 1 once more");
  });

  test("by a cursor, by an address, or all at once, up to the limit", async () => {
    handler = (_, response, url) => {
      const after = Number(url.searchParams.get("after") ?? 0);
      const next = after + 3 < ROWS.length ? after + 3 : null;
      const meta = { next, link: next && `/orders?after=${next}` };
      response.end(`{"rows": [${ROWS.slice(after, after + 3)}], "meta": ${JSON.stringify(meta)}}`);
    };
    await run({ api: `${origin}/orders`, rows: "rows", cursor: { parameter: "after", next: "meta.next" } });
    expect(text("data/orders.csv")).toBe(CSV);
    await run({ api: `${origin}/orders?after=0`, rows: "rows", cursor: { next: "meta.link" } }, "b.csv");
    expect(text("b.csv")).toBe(CSV);
    asked = [];
    await run(
      { api: `${origin}/orders`, rows: "rows", cursor: { parameter: "after", next: "meta.next" }, limit: 5 },
      "c.csv",
    );
    expect(asked).toHaveLength(2);
    expect(text("c.csv")).toBe(CSV.split("\n").slice(0, 6).join("\n").concat("\n"));
    handler = (_, response) => response.end(`[${ROWS}]`);
    await run({ api: `${origin}/orders` }, "d.json");
    expect(JSON.parse(text("d.json"))).toHaveLength(7);
  });

  test("that fails half-way is gone on with: no page is asked for twice, and the old snapshot stands", async () => {
    let broken = 2;
    put("data/orders.csv", OLD);
    handler = numbered(() => broken);
    await refused(run(byPage()));
    expect(text("data/orders.csv")).toBe(OLD);
    broken = 3;
    asked = [];
    await refused(run(byPage()));
    expect(new Set(asked)).toEqual(new Set(["/orders?page=2&n=3", "/orders?page=3&n=3"]));
    expect(asked.filter((each) => each.includes("page=2"))).toHaveLength(1);
    broken = 0;
    asked = [];
    await run(byPage());
    expect(asked).toEqual(["/orders?page=3&n=3"]);
    expect(text("data/orders.csv")).toBe(CSV);
    // What was kept aside belongs to one request; another one begins anew.
    broken = 3;
    await refused(run(byPage(), "b.csv"));
    broken = 0;
    asked = [];
    await run({ ...byPage(), limit: 100 }, "b.csv");
    expect(asked).toHaveLength(3);
  });

  test("begins anew where a run beside it has taken the kept pages away", async () => {
    let broken = 3;
    handler = numbered(() => broken);
    await refused(run(byPage()));
    rmSync(at(".trunkline/collect/orders/page-000001.json"));
    broken = 0;
    asked = [];
    await run(byPage());
    expect(asked).toHaveLength(3);
    expect(text("data/orders.csv")).toBe(CSV);
  });

  test.each([
    ["no JSON", "<html>", "page 1, line 1, column 1"],
    ["no list there", '{"data": {}}', "an answer without one"],
    ["no rows", '{"data": {"items": []}}', "no row"],
    ["rows that are no objects", '{"data": {"items": [1, 2]}}', 'found     orders: "1"'],
  ])("%s is told", async (_, answer, found) => {
    handler = (__, response, url) =>
      response.end(url.searchParams.get("page") === "1" ? answer : '{"data": {"items": []}}');
    const error = await refused(run(byPage()));
    expect(error.message).toContain(found);
    expect(existsSync(at("data/orders.csv"))).toBe(false);
  });

  test("a cursor that leads to another host, or to itself, is refused", async () => {
    const page = (next: string) => `{"rows":[{"a":1}],"next":${JSON.stringify(next)}}`;
    handler = (_, response) => response.end(page("http://127.0.0.1:9/"));
    const from = { api: `${origin}/x`, rows: "rows", cursor: { next: "next" } };
    expect((await refused(run(from))).message).toContain("a next page on another host");
    handler = (_, response) => response.end(page("/x"));
    expect((await refused(run(from))).message).toContain("this may never end");
  });
});

describe("files of this machine", () => {
  test("one as it is, several as one table", async () => {
    put("in/a.csv", OLD);
    put("in/sub/b.ndjson", '{"id":3,"x":7,"y":"c"}\n');
    await run({ file: "in/a.csv" });
    expect(text("data/orders.csv")).toBe(OLD);
    expect(locked().origin).toBe("file:in/a.csv");
    await run({ file: `${repository.path}/in/**/*.*s*` }, "b.csv");
    expect(text("b.csv")).toBe(`${OLD}3,7,c\n`);
    expect((await refused(run({ file: "in/*.tsv" }))).problems[0].code).toBe("collect-no-file");
  });
});

describe("several sources", () => {
  const source = (name: string) => ({ name, from: { url: `${origin}/${name}` }, to: `${name}.csv` });

  test("one that fails keeps back no other, and is told", async () => {
    handler = (_, response, url) => (url.pathname === "/b" ? response.writeHead(404) : response).end(OLD);
    const { sources, failed } = await runAll([source("a"), source("b"), source("c")]);
    expect(sources.map(({ name }) => name)).toEqual(["a", "c"]);
    expect(failed).toMatchObject([{ name: "b", problems: [{ code: "collect-status" }] }]);
    const { sources: inLock } = JSON.parse(text("trunkline.lock"));
    expect(inLock.map(({ name }: { name: string }) => name)).toEqual(["a", "c"]);
    const error = await refused(runAll([source("b"), { ...source("d"), from: { file: "none.csv" } }]));
    expect([error.exit, error.problems.map(({ code }) => code)]).toEqual([
      3,
      ["collect-status", "collect-no-file"],
    ]);
  });

  test("two runs at once keep both lines of the lock", async () => {
    const both = [source("a"), source("b")];
    let release = () => {};
    const reached = new Promise<void>((resolve) => {
      handler = (_, response, url) => {
        if (url.pathname !== "/a") return void response.end(OLD);
        release = () => void response.end(OLD);
        resolve();
      };
    });
    const slow = runAll(both, {}, ["a"]);
    await reached;
    await runAll(both, {}, ["b"]);
    release();
    await slow;
    const { sources } = JSON.parse(text("trunkline.lock"));
    expect(sources.map(({ name }: { name: string }) => name)).toEqual(["a", "b"]);
  });
});

describe("the lock", () => {
  test("that says otherwise than the snapshot stops the pipeline, and says what to do", async () => {
    handler = serve(() => OLD);
    await run({ url: `${origin}/orders.csv` });
    put("data/orders.csv", `${OLD}3,9,a\n`);
    const error = await refused(inputs());
    expect(error.problems[0]).toMatchObject({
      code: "data-lock-differs",
      where: { file: "data/orders.csv" },
    });
    expect(error.problems[0].next).toContain("trunkline collect orders");
    const lock = JSON.parse(text("trunkline.lock"));
    put("trunkline.lock", "{");
    expect((await refused(inputs())).problems[0].code).toBe("lock-unreadable");
    put("trunkline.lock", JSON.stringify({ ...lock, sources: [...lock.sources, ...lock.sources] }));
    expect((await refused(inputs())).problems[0]).toMatchObject({
      code: "lock-unreadable",
      found: expect.stringContaining("orders"),
    });
    put("trunkline.lock", JSON.stringify({ ...lock, sources: [] }));
    expect((await refused(inputs())).problems[0]).toMatchObject({
      code: "data-not-locked",
      next: expect.stringContaining("trunkline collect orders"),
    });
    put("trunkline.lock", '{"format": 1, "sources": [{"name": "x"}]}');
    expect((await refused(inputs())).problems[0].code).toBe("lock-unreadable");
  });

  test("a snapshot that was never collected is asked for by its command", async () => {
    handler = (_, response) => response.writeHead(404).end();
    await refused(run({ url: `${origin}/orders.csv` }));
    expect((await refused(inputs())).problems[0]).toMatchObject({
      code: "data-not-collected",
      next: expect.stringContaining("trunkline collect orders"),
    });
  });
});

test("a snapshot stays inside the repository", async () => {
  handler = serve(() => OLD);
  symlinkSync("/tmp", at("link"));
  for (const to of ["../x.csv", "link/x.csv", ".git/x.csv"])
    expect((await refused(run({ url: `${origin}/o.csv` }, to))).problems[0].code).toBe("spec-path-outside");
  expect(asked).toEqual([]);
});
