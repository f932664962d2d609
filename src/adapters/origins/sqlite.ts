import { badInput, outsideFailed, TrunklineError } from "../../core/errors.ts";
import type { DatabaseRequest } from "../../ports/origins.ts";

/** Of Node's own module what is used here. */
interface Sqlite {
  readonly DatabaseSync: new (
    path: string,
    options: { readOnly: boolean },
  ) => { prepare(query: string): Statement; close(): void };
}
interface Statement {
  setReadBigInts(on: boolean): void;
  columns?(): { readonly name: string }[];
  iterate(): Iterable<Record<string, unknown>>;
}

/** The rows of one query to a database file that is opened for reading, by the SQLite that comes with Node. */
export function querySqlite(path: string, { query, mostBytes }: DatabaseRequest): string[] {
  const sqlite = process.getBuiltinModule?.("node:sqlite") as Sqlite | undefined;
  if (sqlite === undefined) {
    throw badInput({
      code: "collect-no-sqlite",
      found: `Node ${process.versions.node}, which has no SQLite`,
      expected: "Node 22.13 or later for sources of SQLite",
      next: "Use a later Node; the actions do.",
    });
  }
  let database: InstanceType<Sqlite["DatabaseSync"]> | undefined;
  try {
    database = new sqlite.DatabaseSync(path, { readOnly: true });
    const statement = database.prepare(query);
    statement.setReadBigInts(true);
    const names = statement.columns?.().map(({ name }) => name) ?? [];
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) throw new Error(`the column ${JSON.stringify(twice)} comes twice`);
    const rows: string[] = [];
    let bytes = 0;
    for (const row of statement.iterate()) {
      const members = Object.entries(row).map(
        ([name, value]) => `${JSON.stringify(name)}:${jsonValue(value)}`,
      );
      rows.push(`{${members.join(",")}}`);
      bytes += Buffer.byteLength(rows.at(-1)!);
      if (bytes > mostBytes)
        throw new Error(`more than ${Math.floor(mostBytes / 2 ** 20)} MB, the limit \`max_mb\``);
    }
    return rows;
  } catch (error) {
    if (error instanceof TrunklineError) throw error;
    throw outsideFailed({
      code: "collect-database",
      found: `SQLite: ${(error as Error).message}`,
      next: "Correct the query or the path of the database. Nothing was changed.",
    });
  } finally {
    database?.close();
  }
}

function jsonValue(value: unknown): string {
  if (value === null) return "null";
  // Infinity is no number in JSON; as text it is told by the checks.
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (typeof value === "bigint" || typeof value === "number") return String(value);
  if (value instanceof Uint8Array) return JSON.stringify(`\\x${Buffer.from(value).toString("hex")}`);
  return JSON.stringify(value);
}
