import { outsideFailed, TrunklineError } from "../../core/errors.ts";
import { safeAddress } from "../../core/safe-text.ts";
import type { WebAnswer, WebRequest } from "../../ports/origins.ts";

const TRIES = 4;
const MOST_REDIRECTS = 5;
const LONGEST_WAIT_SECONDS = 60;
/** Without a byte for so long, a server is taken for dead. */
const SILENCE_MILLISECONDS = 60_000;

export interface WebSurroundings {
  readonly say: (line: string) => void;
  /** What others say, as it may be shown. */
  readonly show: (text: string) => string;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Fetches with what servers need: patience with faults that pass, redirects, a limit, and no credential for a stranger. */
export async function getFromWeb(request: WebRequest, surroundings: WebSurroundings): Promise<WebAnswer> {
  const { say, show, sleep } = surroundings;
  const where = show(safeAddress(request.url));
  for (let attempt = 1; ; attempt++) {
    const outcome = await once(request, where, show);
    if (!("again" in outcome)) return outcome;
    const wait = Math.max(outcome.wait ?? 0, 2 ** (attempt - 1));
    if (attempt === TRIES || wait > LONGEST_WAIT_SECONDS) throw outcome.again;
    say(`${where}: ${outcome.found}; trying again in ${wait} s …`);
    await sleep(wait * 1000);
  }
}

/** A failure after which the same request may succeed, and how many seconds the server asks to wait. */
interface Again {
  readonly again: TrunklineError;
  readonly found: string;
  readonly wait?: number;
}

async function once(
  request: WebRequest,
  where: string,
  show: (text: string) => string,
): Promise<WebAnswer | Again> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MILLISECONDS);
  try {
    const answer = await follow(request, where, silence.signal);
    const { etag, modified } = request;
    if (answer.status === 304 && (etag ?? modified) !== undefined) return { kind: "unchanged" };
    if (!answer.ok) {
      await answer.body?.cancel();
      if (answer.status === 404 && request.mayBeMissing) return { kind: "missing" };
      return refusal(answer, where);
    }
    const bytes = await readBody(answer, request, where, () => timer.refresh());
    const header = (name: string) => answer.headers.get(name);
    const type = (header("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
    return { kind: "content", bytes, etag: header("etag"), modified: header("last-modified"), type };
  } catch (error) {
    if (error instanceof TrunklineError) throw error;
    const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
    const reason = silence.signal.aborted
      ? "no byte for a minute"
      : (cause?.code ?? cause?.message ?? message ?? "no word");
    const found = show(`no whole answer (${reason})`);
    return {
      again: failed(
        "collect-unreachable",
        `${where}: ${found}`,
        "Look at the address and the network, then run again; nothing was changed.",
      ),
      found,
    };
  } finally {
    clearTimeout(timer);
  }
}

/** Goes where the server sends, but takes no credential to another host, and none out of an encrypted connection. */
async function follow(request: WebRequest, where: string, signal: AbortSignal): Promise<Response> {
  let url = new URL(request.url);
  const { origin, protocol } = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const headers = {
      accept: "*/*",
      ...(url.origin === origin && request.headers),
      ...(request.etag !== undefined && { "if-none-match": request.etag }),
      ...(request.modified !== undefined && { "if-modified-since": request.modified }),
    };
    const answer = await fetch(url, { headers, redirect: "manual", signal });
    const location = answer.headers.get("location");
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) return answer;
    await answer.body?.cancel();
    if (!URL.canParse(location, url.href)) throw astray(where, "by an address that cannot be read");
    url = new URL(location, url);
    if (!/^https?:$/.test(url.protocol)) throw astray(where, "by an address that is not of the web");
    if (protocol === "https:" && url.protocol !== "https:")
      throw astray(where, "by an address that is not encrypted");
  }
  throw astray(where, `more than ${MOST_REDIRECTS} times`);
}

function astray(where: string, how: string): TrunklineError {
  const next = "Name the address where the data really are.";
  return failed("collect-redirect", `${where} sends elsewhere, ${how}`, next);
}

function refusal(answer: Response, where: string): Again {
  const { status } = answer;
  const found = `the answer ${status}`;
  const next =
    status === 401 || status === 403
      ? "Look at the environment variables that the spec names for this source: the server does not accept them."
      : status === 404 || status === 410
        ? "Correct the address: there is nothing."
        : "Look at what the server has; then run again. Nothing was changed.";
  const error = failed("collect-status", `${where}: ${found}`, next);
  if (status < 500 && status !== 429 && status !== 408) throw error;
  const asked = secondsToWait(answer.headers.get("retry-after") ?? "");
  return { again: error, found, ...(Number.isFinite(asked) && { wait: asked }) };
}

/** The header Retry-After holds seconds or a date. NaN when it holds neither. */
function secondsToWait(header: string): number {
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  return Math.ceil((Date.parse(header) - Date.now()) / 1000);
}

async function readBody(
  answer: Response,
  { mostBytes, spentBytes = 0 }: WebRequest,
  where: string,
  alive: () => void,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    alive();
    length += part.length;
    if (spentBytes + length > mostBytes)
      throw failed(
        "collect-too-large",
        `${where}: more than ${Math.floor(mostBytes / 2 ** 20)} MB`,
        "Raise `max_mb` if that is right, or collect less.",
      );
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function failed(code: string, found: string, next: string): TrunklineError {
  return outsideFailed({ code, found, next });
}
