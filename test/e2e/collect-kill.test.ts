import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PERSON, ROOT, Workbench } from "./workbench.ts";

const header = "id,sepal_length,sepal_width,petal_length,petal_width,species";
const row = (id: number) => `${id},${5 + (id % 7) / 10},3,1.4,0.2,${id % 2 ? "setosa" : "virginica"}`;
const file = (rows: number) =>
  `${header}\n${Array.from({ length: rows }, (_, id) => row(id + 1)).join("\n")}\n`;
const [OLD, NEW] = [file(40), file(50)];

let server: Server;
let content = OLD;
let asked: string[] = [];
let begun: Workbench;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url!, "http://localhost");
    asked.push(url.pathname + url.search);
    if (url.pathname === "/iris.csv") return void response.end(content);
    const page = Number(url.searchParams.get("page"));
    const rows = content
      .trim()
      .split("\n")
      .slice(1)
      .slice(20 * page - 20, 20 * page);
    const names = header.split(",");
    const objects = rows.map((line) =>
      Object.fromEntries(line.split(",").map((cell, index) => [names[index], cell])),
    );
    response.end(JSON.stringify(objects));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  begun = new Workbench();
  begun.edit(
    "trunkline.yaml",
    (text) =>
      `${text}\ncollect:\n  - { name: iris, from: { url: "${origin}/iris.csv" }, to: data/iris.csv }\n` +
      `  - { name: pages, from: { api: "${origin}/pages", page: { parameter: page, size: 20 } }, to: data/pages.csv }\n`,
  );
  expect((await trunkline(begun, 0, "collect")).exit).toBe(0);
  begun.commit("Collect");
  content = NEW;
});
afterAll(() => {
  begun.close();
  server.close();
});

/** Not `spawnSync`: the server is in this process. */
function trunkline(
  bench: Workbench,
  killAt: number,
  ...words: string[]
): Promise<{ exit: number | null; err: string }> {
  const env = { ...PERSON, KILL_AT: String(killAt), KILL_COUNT: join(bench.folder, "moments") };
  const preload = ["--import", join(ROOT, "test", "support", "kill-at.mjs")];
  const child = spawn(process.execPath, [...preload, join(ROOT, "dist", "cli.js"), ...words], {
    cwd: bench.work,
    env,
  });
  let err = "";
  child.stderr.on("data", (text) => {
    err += text;
  });
  return new Promise((done) => child.on("close", (exit) => done({ exit, err })));
}

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const snapshot = (bench: Workbench, name: string) => readFileSync(join(bench.work, "data", name), "utf8");
const lockOf = (bench: Workbench) =>
  JSON.parse(readFileSync(join(bench.work, "trunkline.lock"), "utf8")) as {
    sources: { name: string; digest: string; rows: number }[];
  };

describe("collect, killed at every write", () => {
  it("leaves the old snapshot or the whole new one, and running again finishes it", {
    timeout: 300_000,
  }, async () => {
    const counted = new Workbench(begun);
    expect((await trunkline(counted, 0, "collect")).exit).toBe(0);
    const moments = Number(readFileSync(join(counted.folder, "moments"), "utf8"));
    const pages = snapshot(counted, "pages.csv");
    counted.close();
    expect(moments).toBeGreaterThan(20);
    const before = { iris: OLD, pages: snapshot(begun, "pages.csv") };
    const after = { iris: NEW, pages };
    const seen = new Set<string>();
    for (let at = 1; at <= moments; at++) {
      const bench = new Workbench(begun);
      try {
        const killed = await trunkline(bench, at, "collect");
        expect(killed.exit, `killed at ${at} of ${moments}`).toBeNull();
        const known = seen.size;
        for (const name of ["iris", "pages"] as const) {
          const stands = snapshot(bench, `${name}.csv`);
          expect([before[name], after[name]]).toContain(stands);
          const locked = lockOf(bench).sources.find((source) => source.name === name)!;
          // The lock never runs ahead of its snapshot.
          if (stands === before[name]) expect(locked.digest).toBe(digest(before[name]));
          seen.add(`${name} ${stands === before[name] ? "old" : "new"} ${locked.digest === digest(stands)}`);
        }
        const stale = lockOf(bench).sources[0]!.digest !== digest(snapshot(bench, "iris.csv"));
        // Of each state once what the pipeline says to it.
        if (seen.size > known) {
          const checked = await trunkline(bench, 0, "validate", "--quiet");
          expect(checked.err.includes("data-lock-differs"), checked.err).toBe(stale);
        }
        expect((await trunkline(bench, 0, "collect")).exit).toBe(0);
        expect([snapshot(bench, "iris.csv"), snapshot(bench, "pages.csv")]).toEqual([NEW, pages]);
        expect(lockOf(bench).sources.map((source) => [source.digest, source.rows])).toEqual([
          [digest(NEW), 50],
          [digest(pages), 50],
        ]);
        expect(readdirSync(join(bench.work, "data")).sort()).toEqual(["iris.csv", "pages.csv"]);
      } finally {
        bench.close();
      }
    }
    // Every state that a kill can leave was met, those between a snapshot and its lock too. The last write is the lock.
    expect([...seen].sort()).toEqual([
      "iris new false",
      "iris new true",
      "iris old true",
      "pages new false",
      "pages old true",
    ]);
  });

  it("asks for no page again that was kept", { timeout: 60_000 }, async () => {
    const bench = new Workbench(begun);
    writeFileSync(join(bench.work, "data/pages.csv"), "id\n1\n");
    asked = [];
    // Far enough for some pages: the files' moments come after each page.
    const counted = new Workbench(bench);
    await trunkline(counted, 0, "collect", "pages");
    const moments = Number(readFileSync(join(counted.folder, "moments"), "utf8"));
    counted.close();
    asked = [];
    expect((await trunkline(bench, Math.floor(moments / 2), "collect", "pages")).exit).toBeNull();
    const first = asked.length;
    expect(first).toBeGreaterThan(1);
    expect((await trunkline(bench, 0, "collect", "pages")).exit).toBe(0);
    const again = asked.slice(first).filter((each) => asked.slice(0, first - 1).includes(each));
    expect(again).toEqual([]);
    expect(snapshot(bench, "pages.csv").split("\n")).toHaveLength(52);
    bench.close();
  });
});
