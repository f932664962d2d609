import { digestBytes, digestJson } from "../core/digest.ts";
import { badInput, type ExitCode, type Problem, TrunklineError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { showText } from "../core/show-text.ts";
import type { Origins } from "../ports/origins.ts";
import type { World } from "../ports/world.ts";
import type { CollectedSource, Collection, FailedSource } from "../records/collection.ts";
import { type Lock, type Locked, lockText } from "../records/lock.ts";
import type { Collected } from "../records/spec-collect.ts";
import type { RawTable } from "../records/table.ts";
import { dataChange } from "../stages/data/data-change.ts";
import { readSource } from "../stages/data/formats/read-source.ts";
import { readNumbers } from "../stages/data/number-form.ts";
import { rowKeys } from "../stages/data/row-keys.ts";
import { fetchSource } from "./collection/collect-source.ts";
import type { Fetched } from "./collection/fetched.ts";
import { driftBetween } from "./data/data-drift.ts";
import { lockPath, readLock } from "./data/lock.ts";
import { payloadAt } from "./data/payload.ts";
import { fromRoot, outside, type Project } from "./project.ts";

/**
 * Fetches sources into their snapshots, one after the other, and writes the lock. A source that answers with nothing, with an
 * error or with what cannot be read changes nothing, and keeps no other source from being collected. Throws with the problems of all
 * when none could be.
 */
export async function collect(
  world: World,
  origins: Origins,
  project: Project,
  names: readonly string[] = [],
): Promise<Collection> {
  const wanted = wantedSources(project, names);
  await readLock(world, project);
  const sources: CollectedSource[] = [];
  const failed: (FailedSource & { readonly exit: ExitCode })[] = [];
  for (const source of wanted) {
    try {
      sources.push(await collectOne(world, origins, project, source));
    } catch (error) {
      if (!(error instanceof TrunklineError)) throw error;
      failed.push({ name: source.name, problems: error.problems, exit: error.exit });
    }
  }
  const [first, ...rest] = failed.flatMap(({ problems }) => problems);
  if (first && sources.length === 0)
    throw new TrunklineError(failed.some(({ exit }) => exit === 3) ? 3 : failed[0]!.exit, [first, ...rest]);
  return {
    lock: lockPath(project),
    sources,
    failed: failed.map(({ name, problems }) => ({ name, problems })),
  };
}

/** Fetches one source, writes its snapshot and then its line in the lock. */
async function collectOne(
  world: World,
  origins: Origins,
  project: Project,
  source: Collected,
): Promise<CollectedSource> {
  const { locked, report } = await snapshotOf(
    world,
    origins,
    project,
    source,
    await readLock(world, project),
  );
  // Read again: another run may have collected other sources meanwhile.
  const lock = withoutForgotten(await readLock(world, project), project);
  const others = lock.sources.filter(({ name }) => name !== source.name);
  await writeLock(world, project, { ...lock, sources: [...others, locked] });
  return report;
}

async function snapshotOf(world: World, origins: Origins, project: Project, source: Collected, lock: Lock) {
  const path = await snapshotPath(world, project, source.to);
  const absolute = `${world.git.root}/${path}`;
  const request = digestJson(source);
  const locked = lock.sources.find(({ name }) => name === source.name);
  await removeParts(world, absolute);
  const before = await payloadAt(world, path);
  const present = before && (before.digest ?? digestBytes(before.bytes));
  const stands = locked?.request === request && locked.to === path && locked.digest === present;
  world.console.say(`Collecting ${source.name} …`);
  const fetched = await fetchSource(world, origins, project, source, request, stands ? locked : {});
  if (fetched.bytes === null || (stands && digestBytes(fetched.bytes) === locked.digest)) {
    await fetched.done();
    return { locked: locked!, report: unchanged(locked!) };
  }
  const table = await readSnapshot(path, fetched.bytes, project);
  const old = before && !before.missing ? (await read(path, before.bytes, project)).table : null;
  const report: CollectedSource = {
    name: source.name,
    to: path,
    outcome: before === null ? "new" : "changed",
    rows: table.rows,
    columns: [...table.columns],
    ...comparison(old, table, project.spec.data.key),
  };
  await world.files.write(absolute, fetched.bytes);
  await fetched.done();
  return { locked: lockedOf(source, path, request, fetched, fetched.bytes, table, world), report };
}

function lockedOf(
  { name }: Collected,
  to: string,
  request: string,
  { origin, etag, modified }: Fetched,
  bytes: Uint8Array,
  { rows, columns }: RawTable,
  { clock }: World,
): Locked {
  const collected = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, "Z");
  return {
    name,
    to,
    digest: digestBytes(bytes),
    bytes: bytes.length,
    rows,
    columns: [...columns],
    collected,
    origin,
    request,
    // An answer's headers are a stranger's text.
    ...(etag && /^[\x21-\x7e ]{1,200}$/.test(etag) && { etag }),
    ...(modified && /^[A-Za-z0-9 :,+-]{1,60}$/.test(modified) && { modified }),
  };
}

/** How the rows differ from those before; nothing where they cannot be compared. */
function comparison(old: RawTable | null, table: RawTable, key: string | undefined) {
  if (old === null || old.columns.length === 0) return { change: null, drift: null };
  const by =
    key !== undefined && [old, table].every(({ cells }) => cells.get(key)?.every((cell) => cell !== null));
  const keyed = (raw: RawTable) => ({ raw, keys: rowKeys(raw, by ? key : undefined) });
  return { change: dataChange(keyed(old), keyed(table)), drift: driftBetween(old, table, key) };
}

function unchanged({ name, to, rows, columns }: Locked): CollectedSource {
  return { name, to, outcome: "unchanged", rows, columns: [...columns], change: null, drift: null };
}

async function readSnapshot(path: string, bytes: Uint8Array, project: Project): Promise<RawTable> {
  const { table, problems } = await read(path, bytes, project);
  const [first, ...rest] = problems.slice(0, 20).map(ofAnswer);
  if (first) throw new TrunklineError(3, [first, ...rest]);
  return table;
}

async function read(path: string, bytes: Uint8Array, { spec }: Project) {
  const { table, problems } = await readSource({ path, bytes }, spec.data.missing);
  const numbers = readNumbers(table, spec.data.numbers, spec.data.expect);
  return { table: numbers.table, problems: [...problems, ...numbers.problems] };
}

/** What is wrong is wrong in the answer, not in a file that a person could open. */
function ofAnswer(problem: Problem): Problem {
  return {
    ...problem,
    next: "Look at what the source answers. Nothing was changed: the old snapshot stands.",
  };
}

/** Leaves the file as it is when nothing changed in it. */
async function writeLock(world: World, project: Project, lock: Lock): Promise<void> {
  const path = `${world.git.root}/${lockPath(project)}`;
  const text = lockText(lock);
  const present = await world.files.read(path);
  if (present === null || new TextDecoder().decode(present) !== text) await world.files.write(path, text);
}

/** What the spec no longer names is no longer collected. */
function withoutForgotten(lock: Lock, { spec }: Project): Lock {
  const names = new Set(spec.collect?.map(({ name }) => name));
  return { ...lock, sources: lock.sources.filter(({ name }) => names.has(name)) };
}

/** What a run that was ended in the middle of writing left beside the snapshot. */
async function removeParts({ files }: World, absolute: string): Promise<void> {
  const [folder, name] = [
    absolute.slice(0, absolute.lastIndexOf("/")),
    absolute.slice(absolute.lastIndexOf("/") + 1),
  ];
  for (const each of (await files.names(folder)) ?? [])
    if (each.startsWith(`${name}.`) && /^\.[0-9a-f]{12}\.part$/.test(each.slice(name.length)))
      await files.remove(`${folder}/${each}`);
}

async function snapshotPath(world: World, project: Project, to: string): Promise<string> {
  const path = fromRoot(project, to);
  const root = await world.files.real(world.git.root);
  // The nearest folder that is there: one that is a link may lead anywhere.
  for (let folder = path; folder !== ""; ) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
    const real = await world.files.real(`${world.git.root}/${folder}`);
    if (real === null) continue;
    if (`${real}/`.startsWith(`${root}/`) && !/^\.git(?:\/|$)/i.test(path)) break;
    throw outside(project.path, to);
  }
  return path;
}

function wantedSources({ spec, path }: Project, names: readonly string[]): readonly Collected[] {
  const all = spec.collect ?? [];
  if (all.length === 0) {
    throw badInput({
      code: "collect-nothing",
      found: "a spec without sources to collect",
      where: { file: path },
      expected: "`collect`, with a name, an origin and a snapshot for each source",
      next: "Add the section; `docs/collection.md` of Trunkline has examples.",
    });
  }
  const known = all.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  const near = nearestName(unknown, known);
  throw badInput({
    code: "collect-unknown",
    found: `no source ${showText(unknown)}${near ? ` (did you mean ${near}?)` : ""}`,
    expected: `one of: ${known.join(", ")}`,
    next: "Correct the name, or leave it out to collect all.",
  });
}
