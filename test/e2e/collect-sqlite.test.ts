import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { node24 } from "../../scripts/node-24.js";
import { PERSON, type Ran, ROOT, Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
  const script = `
    const { DatabaseSync } = require("node:sqlite");
    const shop = new DatabaseSync("shop.db");
    shop.exec("CREATE TABLE orders (id INTEGER, price REAL, note TEXT, raw BLOB)");
    shop.prepare("INSERT INTO orders VALUES (?, ?, ?, ?)").run(9007199254740993n, 0.1, 'a, "b"', new Uint8Array([0, 255]));
    shop.prepare("INSERT INTO orders VALUES (2, NULL, NULL, NULL)").run();`;
  expect(bench.run(node24, ["--no-warnings", "-e", script])).toMatchObject({ exit: 0, err: "" });
});
afterEach(() => bench.close());

function collect(query: string, node = node24): Ran {
  const source = { name: "orders", from: { sqlite: "shop.db", query }, to: "data/orders.csv" };
  bench.edit(
    "trunkline.yaml",
    (text) => `${text.split("\ncollect:")[0]}\ncollect: [${JSON.stringify(source)}]\n`,
  );
  return bench.run(node, [join(ROOT, "dist", "cli.js"), "collect", "--json", "--quiet"]);
}

it("reads a query of SQLite, every digit kept", () => {
  const { exit, err, out } = collect("SELECT * FROM orders ORDER BY id DESC");
  expect(exit, err + out).toBe(0);
  expect(readFileSync(join(bench.work, "data/orders.csv"), "utf8")).toBe(
    'id,price,note,raw\n9007199254740993,0.1,"a, ""b""",\\x00ff\n2,,,\n',
  );
});

it("keeps what is no number in JSON as text, for the checks to tell", () => {
  expect(collect("SELECT 9e999 AS a, -9e999 AS b").exit).toBe(0);
  expect(readFileSync(join(bench.work, "data/orders.csv"), "utf8")).toBe("a,b\nInfinity,-Infinity\n");
});

it.each([
  ["DELETE FROM orders RETURNING id", "readonly database"],
  ["SELECT id, id FROM orders", "twice"],
  ["SELECT missing FROM orders", "no such column"],
])("refuses %s and changes nothing", (query, found) => {
  const { exit, out } = collect(query);
  expect(exit).toBe(3);
  expect(out).toContain(found);
  expect(collect("SELECT count(*) AS n FROM orders").exit).toBe(0);
  expect(readFileSync(join(bench.work, "data/orders.csv"), "utf8")).toBe("n\n2\n");
});

it("says which Node it needs", () => {
  const has = spawnSync(
    process.execPath,
    ["-e", 'process.exit(process.getBuiltinModule?.("node:sqlite") ? 1 : 0)'],
    { env: PERSON },
  );
  const { exit, out } = collect("SELECT * FROM orders", process.execPath);
  // Where this Node has it, it works; where not, that is what is told.
  if (has.status === 0) expect([exit, out.includes("Node 22.13 or later")]).toEqual([2, true]);
  else expect(exit).toBe(0);
});
