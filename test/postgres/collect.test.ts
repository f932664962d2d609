import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROOT, Workbench } from "../e2e/workbench.ts";
import { type PostgresServer, startPostgres } from "./server.ts";

let server: PostgresServer;
let bench: Workbench;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.close());

interface Ran {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** `trunkline collect`, by the bundle, of one query. */
function collect(query: string, to = "data/rows.csv", more: object = {}, address = server.address): Ran {
  const source = { name: "rows", from: { postgres: "SHOP_DATABASE", query, ...more }, to };
  const spec = readFileSync(join(ROOT, "examples/iris/trunkline.yaml"), "utf8");
  writeFileSync(join(bench.work, "trunkline.yaml"), `${spec}\ncollect: [${JSON.stringify(source)}]\n`);
  return bench.run(process.execPath, [join(ROOT, "dist", "cli.js"), "collect", "--json"], bench.work, {
    SHOP_DATABASE: address,
  });
}

const file = (path: string) => readFileSync(join(bench.work, path), "utf8");
const exists = (path: string) => existsSync(join(bench.work, path));

/** What was found and what to do next, of a run that failed. */
function problem({ exit, out, err }: Ran) {
  expect(exit, err).toBe(3);
  expect(`${out}${err}`).not.toContain(server.password);
  expect(`${out}${err}`).not.toContain(encodeURIComponent(server.password));
  return (JSON.parse(out) as { error: { problems: { code: string; found: string; next: string }[] } }).error
    .problems[0]!;
}

const TYPES = `SELECT * FROM (VALUES
  (9007199254740993::int8, 0.30::numeric(9,2), 1e300::float8, true, 'São "P", a
b'::text, '2026-01-31'::date, '2026-01-31 12:00:00.5-03'::timestamptz, '2026-01-31 12:00'::timestamp, '{"a": [1]}'::jsonb, '\\x00ff'::bytea),
  (NULL, 'NaN', -0.1, false, '', NULL, NULL, NULL, NULL, NULL)
) AS t(big, price, ratio, flag, name, day, moment, local, doc, raw)`;

describe("a query", () => {
  test("is written as PostgreSQL says it, no digit lost, moments in UTC", () => {
    expect(collect(TYPES).exit).toBe(0);
    expect(file("data/rows.csv")).toBe(
      "big,price,ratio,flag,name,day,moment,local,doc,raw\n" +
        '9007199254740993,0.30,1e+300,true,"São ""P"", a\nb",2026-01-31,2026-01-31T15:00:00.5Z,2026-01-31T12:00:00,"{""a"":[1]}",\\x00ff\n' +
        ",NaN,-0.1,false,,,,,,\n",
    );
    expect(collect(TYPES, "data/rows.ndjson").exit).toBe(0);
    expect(file("data/rows.ndjson")).toBe(
      '{"big":9007199254740993,"price":0.30,"ratio":1e+300,"flag":true,"name":"São \\"P\\", a\\nb","day":"2026-01-31",' +
        '"moment":"2026-01-31T15:00:00.5Z","local":"2026-01-31T12:00:00","doc":{"a": [1]},"raw":"\\\\x00ff"}\n' +
        '{"big":null,"price":"NaN","ratio":-0.1,"flag":false,"name":"","day":null,"moment":null,"local":null,"doc":null,"raw":null}\n',
    );
  });

  test("of more rows than come at once; the lock has no credential; the same again changes nothing", () => {
    const query = "SELECT n AS id, n * n AS square FROM generate_series(1, 12001) AS n ORDER BY n; ";
    expect(collect(query).exit).toBe(0);
    const lines = file("data/rows.csv").trim().split("\n");
    expect([lines.length, lines.at(-1)]).toEqual([12_002, `12001,${12_001 * 12_001}`]);
    const lock = file("trunkline.lock");
    expect(JSON.parse(lock).sources).toMatchObject([
      {
        name: "rows",
        rows: 12_001,
        columns: ["id", "square"],
        origin: expect.stringMatching(/^postgres:\/\/127\.0\.0\.1:\d+\/postgres$/),
      },
    ]);
    expect(lock).not.toMatch(/flora|r0se/);
    expect(JSON.parse(collect(query).out).sources).toMatchObject([{ outcome: "unchanged" }]);
    expect(file("trunkline.lock")).toBe(lock);
  });

  test("that finds other rows tells what changed", async () => {
    await server.run(
      "CREATE TABLE orders AS SELECT n AS id, n % 10 AS spent FROM generate_series(1, 400) AS n",
    );
    const query = "SELECT * FROM orders ORDER BY id";
    expect(collect(query).exit).toBe(0);
    await server.run("DELETE FROM orders WHERE id > 390; UPDATE orders SET spent = spent + 8");
    const { sources } = JSON.parse(collect(query).out);
    expect(sources[0].change.rows).toEqual({ before: 400, after: 390, added: 0, removed: 10, changed: 390 });
    const drifted = sources[0].drift.columns.filter((column: { drifted: boolean }) => column.drifted);
    expect(drifted.map(({ name }: { name: string }) => name)).toEqual(["spent"]);
  });
});

describe("what cannot be collected leaves the old snapshot", () => {
  beforeEach(() => {
    expect(collect("SELECT 1 AS a, 2 AS b").exit).toBe(0);
  });
  afterEach(() => expect(file("data/rows.csv")).toBe("a,b\n1,2\n"));

  test.each([
    ["a query that writes", "SELECT nextval('counter')", "collect-database", /read-only transaction.*25006/],
    ["a wrong query", "SELECT nothing FROM nowhere", "collect-database", /"nowhere" does not exist/],
    [
      "a query that ends its transaction",
      "SELECT 1; COMMIT; CREATE TABLE mine()",
      "collect-database",
      /multiple commands/,
    ],
    [
      "a connection that breaks",
      "SELECT pg_terminate_backend(pg_backend_pid())::text AS a FROM generate_series(1,2)",
      "collect-database",
      /./,
    ],
    ["a column that comes twice", "SELECT 1 AS a, 2 AS a", "collect-not-rows", /"a" a second time/],
    ["no row", "SELECT 1 AS a WHERE false", "collect-no-data", /no row/],
  ])("%s", async (_, query, code, found) => {
    await server.run("CREATE SEQUENCE IF NOT EXISTS counter");
    const told = problem(collect(query));
    expect(told.code).toBe(code);
    expect(told.found).toMatch(found);
    const lines = collect("SELECT count(*) AS a FROM pg_tables WHERE tablename = 'mine'", "data/mine.csv");
    expect([lines.exit, file("data/mine.csv")]).toEqual([0, "a\n0\n"]);
  });

  test("more than the limit", () => {
    const told = problem(
      collect("SELECT repeat('x', 1000) AS a FROM generate_series(1, 20000)", undefined, { max_mb: 1 }),
    );
    expect(told).toMatchObject({ code: "collect-too-large", found: "a query with more than 1 MB" });
  });

  test("a wrong password, a wrong host and an address that is none are told without showing it", () => {
    const wrong = server.address.replace(/@/, "x@");
    const told = problem(collect("SELECT 1 AS a, 2 AS b", undefined, {}, wrong));
    expect(told).toMatchObject({
      code: "collect-database",
      next: "Look at the user and password in the environment variable.",
    });
    for (const address of [
      server.address.replace(/:\d+\/postgres$/, ":1/postgres"),
      `post gres://flora:${server.password}`,
    ])
      expect(problem(collect("SELECT 1 AS a, 2 AS b", undefined, {}, address)).code).toBe("collect-database");
    expect(exists("data/rows.csv")).toBe(true);
  });

  test("an encrypted connection that the server does not offer, without a word of the client's own", () => {
    const ran = collect("SELECT 1 AS a, 2 AS b", undefined, {}, `${server.address}?sslmode=require`);
    expect(problem(ran).found).toContain("does not support SSL");
    expect(ran.err).not.toContain("Warning");
  });
});
