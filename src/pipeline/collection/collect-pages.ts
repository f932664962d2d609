import * as v from "valibot";
import { outsideFailed, type TrunklineError } from "../../core/errors.ts";
import { safeAddress } from "../../core/safe-text.ts";
import type { Origins } from "../../ports/origins.ts";
import type { World } from "../../ports/world.ts";
import type { Collected, Origin } from "../../records/spec-collect.ts";
import { type Answer, readAnswer } from "../../stages/data/collect/read-answer.ts";
import { JsonFault } from "../../stages/data/formats/json-scanner.ts";
import type { Project } from "../project.ts";

/** How long pages that were fetched stay of use to a later run: the API's data go on, so not for ever. */
const MOST_AGE_MILLISECONDS = 24 * 3600 * 1000;
const MOST_PAGES = 100_000;

/** How far a run came: written after each page, so that a later one goes on from there. */
const Progress = v.strictObject({
  request: v.string(),
  began: v.number(),
  pages: v.number(),
  rows: v.number(),
  bytes: v.number(),
  /** How many rows the first page had. */
  first: v.number(),
  /** The address of the next page; null when all are here. */
  next: v.nullable(v.string()),
});
type Progress = v.InferOutput<typeof Progress>;

/**
 * Fetches an API page by page. Pages are kept in `.trunkline/collect/NAME` beside the spec, which Git ignores, until the snapshot
 * is written: after a failure half-way the next run, within a day, asks only for what is missing.
 */
export async function fetchPages(
  world: World,
  origins: Origins,
  project: Project,
  { name, from }: Collected,
  request: string,
  headers: Readonly<Record<string, string>>,
  mostBytes: number,
): Promise<{ readonly rows: string[]; done(): Promise<void> }> {
  const home = [world.git.root, project.folder, ".trunkline"].filter(Boolean).join("/");
  const folder = `${home}/collect/${name}`;
  let progress = await resumed(world, folder, request);
  if (progress === null) {
    await world.files.remove(folder);
    progress = {
      request,
      began: world.clock.now(),
      pages: 0,
      rows: 0,
      first: 0,
      bytes: 0,
      next: firstAddress(from),
    };
    await world.files.write(`${home}/.gitignore`, "*\n");
  } else if (progress.pages > 0)
    world.console.say(`${name}: going on after ${progress.pages} pages that are here …`);
  while (progress.next !== null) {
    const url: string = progress.next;
    const numbered = from.page !== undefined && progress.pages > 0;
    const answer = await origins.get({
      url,
      headers,
      mostBytes,
      spentBytes: progress.bytes,
      // Some servers have no empty page after the last one.
      ...(numbered && { mayBeMissing: true }),
    });
    if (answer.kind === "missing") break;
    const bytes = answer.kind === "content" ? answer.bytes : new Uint8Array();
    const page = parsePage(bytes, from, name, progress.pages + 1);
    const rows: number = progress.rows + page.rows.length;
    const first: number = progress.pages === 0 ? page.rows.length : progress.first;
    if (progress.pages > 0 && page.rows.length > 0 && (await repeats(world, folder, progress.pages, bytes)))
      throw noAnswer(
        name,
        `page ${progress.pages + 1}, which is page ${progress.pages} once more`,
        "Correct the parameter that says which page, or leave `page` out if the API answers all at once.",
      );
    const next: string | null =
      rows >= (from.limit ?? Number.POSITIVE_INFINITY) ? null : nextAddress(from, url, page, first, name);
    // The page first: a page that is not counted yet is fetched again.
    await world.files.write(pageFile(folder, progress.pages + 1), bytes);
    progress = {
      ...progress,
      pages: progress.pages + 1,
      rows,
      first,
      bytes: progress.bytes + bytes.length,
      next,
    };
    await world.files.write(`${folder}/progress.json`, JSON.stringify(progress));
    world.console.progress(rows, from.limit ?? rows, `rows of ${name}`);
    if (progress.pages >= MOST_PAGES) throw endless(name, `${MOST_PAGES} pages`);
  }
  const rows: string[] = [];
  for (let number = 1; number <= progress.pages; number++) {
    const bytes = await world.files.read(pageFile(folder, number));
    if (bytes === null)
      throw noAnswer(
        name,
        `page ${number} gone, which another run of the same source has taken away`,
        "Let one run end, then start the next. Nothing was changed.",
      );
    for (const row of parsePage(bytes, from, name, number).rows) rows.push(row);
  }
  return { rows: rows.slice(0, from.limit), done: () => world.files.remove(folder) };
}

async function resumed(world: World, folder: string, request: string): Promise<Progress | null> {
  const bytes = await world.files.read(`${folder}/progress.json`);
  if (bytes === null) return null;
  try {
    const progress = v.parse(Progress, JSON.parse(new TextDecoder().decode(bytes)));
    const fresh = Math.abs(world.clock.now() - progress.began) < MOST_AGE_MILLISECONDS;
    // A run beside the one that wrote this may have taken its pages away.
    const here = new Set(await world.files.names(folder));
    const whole = Array.from({ length: progress.pages }, (_, page) => pageName(page + 1)).every((name) =>
      here.has(name),
    );
    return fresh && whole && progress.request === request ? progress : null;
  } catch {
    return null;
  }
}

function pageFile(folder: string, number: number): string {
  return `${folder}/${pageName(number)}`;
}

function pageName(number: number): string {
  return `page-${String(number).padStart(6, "0")}.json`;
}

function firstAddress({ api, page }: Origin): string {
  const url = new URL(api!);
  if (page !== undefined) {
    url.searchParams.set(page.parameter, String(page.first ?? 1));
    if (page.size !== undefined) url.searchParams.set(page.size_parameter ?? "per_page", String(page.size));
  }
  return url.href;
}

/** Whether a server that does not know the parameter gives the same page again and again. */
async function repeats({ files }: World, folder: string, pages: number, bytes: Uint8Array): Promise<boolean> {
  const before = await files.read(pageFile(folder, pages));
  return before !== null && Buffer.from(before).equals(bytes);
}

/** Null after the last page. */
function nextAddress(
  { api, page, cursor }: Origin,
  present: string,
  { rows, next }: Answer,
  first: number,
  name: string,
): string | null {
  const url = new URL(present);
  if (page !== undefined) {
    // Beside the first one: a server may give fewer rows than it is asked for, on every page.
    const short = page.size !== undefined && rows.length < Math.min(page.size, first);
    if (rows.length === 0 || short) return null;
    url.searchParams.set(page.parameter, String(Number(url.searchParams.get(page.parameter)) + 1));
    return url.href;
  }
  if (cursor === undefined || next === null) return null;
  const after = cursor.parameter === undefined ? new URL(next, present) : new URL(api!);
  if (cursor.parameter !== undefined) after.searchParams.set(cursor.parameter, next);
  // The credentials are for this host alone.
  if (after.origin !== url.origin)
    throw noAnswer(
      name,
      `a next page on another host, ${safeAddress(after.origin)}`,
      "Say under `cursor` which parameter takes the cursor.",
    );
  if (after.href === present) throw endless(name, "a next page that is the same one");
  return after.href;
}

function parsePage(bytes: Uint8Array, { rows, cursor }: Origin, name: string, number: number): Answer {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return readAnswer(text, { rows, next: cursor?.next });
  } catch (error) {
    if (error instanceof TypeError)
      throw noAnswer(name, `page ${number}, which is not in UTF-8`, "Look at what the API answers.");
    if (!(error instanceof JsonFault)) throw error;
    const { line, column, found, expected } = error;
    const next = "Look at what the API answers, and say under `rows` where an answer has its rows.";
    throw noAnswer(
      name,
      `page ${number}, line ${line}, column ${column}: ${found}; expected ${expected}`,
      next,
    );
  }
}

function endless(name: string, found: string): TrunklineError {
  return noAnswer(name, `${found}: this may never end`, "Correct `page` or `cursor`, or set a `limit`.");
}

function noAnswer(name: string, found: string, next: string): TrunklineError {
  return outsideFailed({ code: "collect-no-data", found: `${name}: ${found}`, next });
}
