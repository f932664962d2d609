import type { ClientConfig, FieldDef, QueryConfig } from "pg";
import { outsideFailed, TrunklineError } from "../../core/errors.ts";
import { withoutSecrets } from "../../core/safe-text.ts";
import type { DatabaseRequest } from "../../ports/origins.ts";

/** Rows that are brought at a time. */
const BATCH = 5000;
const CONNECT_MILLISECONDS = 30_000;
const ADDRESS =
  "Correct the address in the environment variable: postgres://user:password@host/name, with %40 for an @ in the password and the like.";
const STATEMENT_MILLISECONDS = 30 * 60_000;

/** PostgreSQL's own numbers of types (pg_type.dat). All others are text. */
const BOOLEAN = 16;
const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 1700]);
const JSON_TYPES = new Set([114, 3802]);
const MOMENTS = new Set([1114, 1184]);

/**
 * The rows of one query, in a transaction that may only read, each as a JSON object. Values come as PostgreSQL writes them, so that
 * no number loses a digit; moments as ISO texts, those with a zone in UTC.
 */
export async function queryPostgres(
  address: string,
  { query, mostBytes }: DatabaseRequest,
  show: (text: string) => string,
): Promise<string[]> {
  if (!/^postgres(?:ql)?:\/\//i.test(address))
    throw failed("collect-database", "an environment variable that holds no address of PostgreSQL", ADDRESS);
  const { Client } = await import("pg");
  const secrets = [address, ...credentialsIn(address)];
  const safe = (text: string) => withoutSecrets(show(text), secrets);
  const options: ClientConfig = {
    connectionString: verified(address),
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    statement_timeout: STATEMENT_MILLISECONDS,
    application_name: "trunkline collect",
    // As text, whatever it is.
    types: { getTypeParser: () => (text: unknown) => text } as unknown as NonNullable<ClientConfig["types"]>,
  };
  let client: InstanceType<typeof Client>;
  try {
    client = new Client(options);
  } catch (error) {
    throw failed("collect-database", safe((error as Error).message), ADDRESS);
  }
  // A connection that breaks between two queries tells the next one.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("BEGIN READ ONLY");
    await client.query(
      "SET LOCAL TIME ZONE 'UTC'; SET LOCAL DATESTYLE = 'ISO'; SET LOCAL bytea_output = 'hex'",
    );
    const cursor = `DECLARE collected NO SCROLL CURSOR FOR ${query.replace(/;\s*$/, "")}`;
    // Extended: one statement only, or a second one could end the transaction and write.
    const single: QueryConfig & { queryMode: "extended" } = { text: cursor, queryMode: "extended" };
    await client.query(single);
    const rows: string[] = [];
    let bytes = 0;
    for (;;) {
      const batch = await client.query<unknown[]>({
        text: `FETCH ${BATCH} FROM collected`,
        rowMode: "array",
      });
      for (const row of batch.rows) {
        const text = jsonOf(batch.fields, row as (string | null)[]);
        bytes += Buffer.byteLength(text);
        rows.push(text);
      }
      if (bytes > mostBytes)
        throw failed(
          "collect-too-large",
          `a query with more than ${Math.floor(mostBytes / 2 ** 20)} MB`,
          "Raise `max_mb` if that is right, or ask for less.",
        );
      if (batch.rows.length < BATCH) return rows;
    }
  } catch (error) {
    if (error instanceof TrunklineError) throw error;
    const { message, code } = error as { message?: string; code?: string };
    const found = safe(`PostgreSQL: ${message || code || "no answer"}${code && message ? ` (${code})` : ""}`);
    throw failed("collect-database", found, adviceOn(code));
  } finally {
    // Ends the transaction too. A server that is gone needs no good-bye.
    await client.end().catch(() => {});
  }
}

function jsonOf(fields: readonly FieldDef[], row: readonly (string | null)[]): string {
  const members = fields.map(
    ({ name, dataTypeID }, index) => `${JSON.stringify(name)}:${jsonValue(dataTypeID, row[index]!)}`,
  );
  return `{${members.join(",")}}`;
}

function jsonValue(type: number, text: string | null): string {
  if (text === null) return "null";
  if (type === BOOLEAN) return text === "t" ? "true" : "false";
  // NaN and Infinity are no numbers in JSON; as text they are told by the checks.
  if (NUMBERS.has(type) && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return text;
  if (JSON_TYPES.has(type)) return text;
  if (MOMENTS.has(type)) return JSON.stringify(text.replace(" ", "T").replace(/\+00$/, "Z"));
  return JSON.stringify(text);
}

/**
 * The client takes these modes for `verify-full`, and warns on every start that a later version will not. Said outright it stays so:
 * whoever wants less asks for it by the client's own words (`sslmode=no-verify`, `uselibpqcompat=true`).
 */
function verified(address: string): string {
  if (/[?&]uselibpqcompat=true\b/.test(address)) return address;
  return address.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, "$1verify-full");
}

function credentialsIn(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { username, password } = new URL(address);
  return [password, decoded(password), username.length > 2 ? username : ""].filter(Boolean);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function adviceOn(code: string | undefined): string {
  if (code === "28P01" || code === "28000")
    return "Look at the user and password in the environment variable.";
  if (code !== undefined && /CERT|SIGNATURE/.test(code))
    return "The server is who it says only if its certificate can be checked: add `sslrootcert=FILE` with its authority's certificate to the address.";
  if (code === "25006") return "Ask with a query that only reads.";
  if (code?.startsWith("42")) return "Correct the query.";
  return "Look at the address in the environment variable and whether the database is reachable, then run again. Nothing was changed.";
}

function failed(code: string, found: string, next: string): TrunklineError {
  return outsideFailed({ code, found, next });
}
