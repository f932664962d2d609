import { badInput, outsideFailed, TrunklineError } from "../../core/errors.ts";
import { safeAddress } from "../../core/safe-text.ts";
import type { Origins } from "../../ports/origins.ts";
import type { World } from "../../ports/world.ts";
import type { Locked } from "../../records/lock.ts";
import { type Collected, kindOf, type Origin } from "../../records/spec-collect.ts";
import { writeRows } from "../../stages/data/collect/write-rows.ts";
import { formatOf } from "../../stages/data/formats/file-format.ts";
import { fromRoot, type Project } from "../project.ts";
import { readFiles } from "./collect-files.ts";
import { fetchPages } from "./collect-pages.ts";
import type { Fetched } from "./fetched.ts";

/** What the server said of the snapshot that stands. */
type Known = Pick<Locked, "etag" | "modified">;

const DEFAULT_MB = 512;
const nothingAside = async (): Promise<void> => {};

/** Fetches a source from wherever it is. `known` is what the server said of the snapshot that stands. */
export async function fetchSource(
  world: World,
  origins: Origins,
  project: Project,
  source: Collected,
  request: string,
  known: Known,
): Promise<Fetched> {
  const { from, to, name } = source;
  const mostBytes = (from.max_mb ?? DEFAULT_MB) * 2 ** 20;
  const kind = kindOf(from);
  if (kind === "url") return fetchFile(origins, source, from.url!, mostBytes, known);
  if (kind === "postgres") {
    const address = secret(origins, from.postgres!);
    const rows = await origins.postgres(address, { query: from.query!, mostBytes });
    return {
      bytes: rowsAsBytes(to, rows, name),
      origin: databaseOrigin(address),
      done: nothingAside,
    };
  }
  if (kind === "sqlite") {
    const path = fromRoot(project, from.sqlite!);
    const rows = await origins.sqlite(`${world.git.root}/${path}`, { query: from.query!, mostBytes });
    return { bytes: rowsAsBytes(to, rows, name), origin: `sqlite:${path}`, done: nothingAside };
  }
  if (kind === "file") return readFiles(world, project, source);
  const pages = await fetchPages(
    world,
    origins,
    project,
    source,
    request,
    headersOf(origins, from),
    mostBytes,
  );
  return {
    bytes: rowsAsBytes(to, pages.rows, name),
    origin: safeAddress(from.api!),

    done: pages.done,
  };
}

/** Server and database, without user, password and settings. */
function databaseOrigin(address: string): string {
  if (!URL.canParse(address)) return "postgres";
  const { host, pathname } = new URL(address);
  return `postgres://${host}${pathname}`;
}

async function fetchFile(
  origins: Origins,
  { name, to, from }: Collected,
  url: string,
  mostBytes: number,
  known: Known,
): Promise<Fetched> {
  const answer = await origins.get({
    url,
    headers: headersOf(origins, from),
    mostBytes,
    // Where there is an ETag the date says nothing more.
    ...(known.etag ? { etag: known.etag } : known.modified && { modified: known.modified }),
  });
  const origin = safeAddress(url);
  if (answer.kind !== "content") return { bytes: null, origin, done: nothingAside };
  if (isPage(answer.type, answer.bytes))
    throw noData(
      `${name}: a page in HTML from ${origin}`,
      "Correct the address: it may be that of a page that shows or links the file, or of a login.",
    );
  if (answer.bytes.length === 0)
    throw noData(`${name}: an empty answer from ${origin}`, `Look at what the server has for ${to}.`);
  if (formatOf(to).packing === "gzip" && !(answer.bytes[0] === 0x1f && answer.bytes[1] === 0x8b))
    throw noData(
      `${name}: from ${origin} a file that is not packed, or that the server had packed only for the way`,
      `Name the snapshot without its last ending: ${to.replace(/\.gz$/i, "")}.`,
    );
  const { bytes, modified } = answer;
  const found = answer.etag ? { etag: answer.etag } : { modified };
  return { bytes, origin, ...found, done: nothingAside };
}

/** An error or a login may come with the status and the type of a file. */
function isPage(type: string, bytes: Uint8Array): boolean {
  if (type === "text/html" || type === "application/xhtml+xml") return true;
  return /^\s*<(?:!doctype\s+html|html)[\s>]/i.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}

/** Headers with their secrets, out of the variables that the spec names. */
function headersOf(origins: Origins, { token, headers = {} }: Origin): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [header, variable] of Object.entries(headers))
    found[header.toLowerCase()] = secret(origins, variable);
  if (token !== undefined) found.authorization = `Bearer ${secret(origins, token)}`;
  return found;
}

export function secret(origins: Origins, variable: string): string {
  const value = origins.variable(variable);
  // A line break in a header would be another header.
  if (value !== undefined && !/[\r\n\0]/.test(value)) return value;
  throw badInput({
    code: "collect-no-variable",
    found:
      value === undefined
        ? `no environment variable ${variable}`
        : `a line break in the environment variable ${variable}`,
    expected: "the secret that the spec names by it",
    next: `Set ${variable}; in a workflow under \`env:\` from \`\${{ secrets.${variable} }}\`.`,
  });
}

function rowsAsBytes(to: string, rows: readonly string[], name: string): Uint8Array {
  if (rows.length === 0)
    throw noData(
      `${name}: no row`,
      "Look at what the source answers. Nothing was changed: the old snapshot stands.",
    );
  const written = writeRows(to, rows);
  if ("problem" in written)
    throw new TrunklineError(3, { ...written.problem, found: `${name}: ${written.problem.found}` });
  return written.bytes;
}

function noData(found: string, next: string): TrunklineError {
  return outsideFailed({ code: "collect-no-data", found, next });
}
