import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { Client } from "pg";

export interface PostgresServer {
  readonly address: string;
  readonly password: string;
  readonly version: string;
  /** Runs statements as the owner. */
  run(sql: string): Promise<void>;
  stop(): Promise<void>;
}

const USER = "flora";
const PASSWORD = "r0se/of:Peru@5%";
/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NOBODY = 65_534;

/** Starts a PostgreSQL of its own, with a password, that is gone after `stop`. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = binaries();
  const folder = mkdtempSync(join(tmpdir(), "trunkline-postgres-"));
  const data = join(folder, "data");
  const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  mkdirSync(data);
  writeFileSync(join(folder, "password"), PASSWORD);
  if (owner.uid !== undefined)
    for (const each of [folder, data, join(folder, "password")]) chownSync(each, owner.uid, owner.gid);
  chmodSync(folder, 0o755);
  // The work folder may be one that nobody may enter.
  const surroundings = {
    ...owner,
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "America/Recife" },
  };
  const settings = ["--auth=scram-sha-256", `--username=${USER}`, `--pwfile=${join(folder, "password")}`];
  execFileSync(join(bin, "initdb"), ["-D", data, "-E", "UTF8", ...settings], {
    ...surroundings,
    stdio: "pipe",
  });
  const port = await freePort();
  const words = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-F"];
  const server = spawn(join(bin, "postgres"), words, { ...surroundings, stdio: "ignore" });
  const address = `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`;
  const version = await ready(address, server);
  return {
    address,
    password: PASSWORD,
    version,
    run: async (sql) => {
      await connected(address, (client) => client.query(sql));
    },
    stop: async () => {
      const ended = new Promise((done) => server.once("exit", done));
      // Fast: breaks connections, but ends in good order.
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where `initdb` and `postgres` are: named, on the path, or where Debian puts them. */
function binaries(): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const candidates = [
    process.env.POSTGRES_BIN ?? "",
    ...(process.env.PATH ?? "").split(delimiter),
    ...versions.map((version) => join(debian, version, "bin")),
  ];
  const found = candidates.find(
    (folder) => folder && ["initdb", "postgres"].every((name) => existsSync(join(folder, name))),
  );
  if (found) return found;
  throw new Error(
    `No PostgreSQL: set POSTGRES_BIN to the folder of initdb and postgres (see .ci/run, in ${dirname(import.meta.url)}/../..).`,
  );
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

async function ready(address: string, server: ChildProcess): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}`);
    try {
      return await connected(
        address,
        async (client) => (await client.query("SHOW server_version")).rows[0].server_version,
      );
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  throw new Error("PostgreSQL is not ready after 20 s");
}

async function connected<T>(address: string, act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: address });
  try {
    await client.connect();
    return await act(client);
  } finally {
    await client.end();
  }
}
