import { DIGEST_PATTERN } from "../../core/digest.ts";
import type { Artifact, Assignment, RegistryEvent, TagRecord, Version } from "../../records/registry.ts";
import { parseTrailers } from "./tag-message.ts";
import { parseTagName } from "./tag-name.ts";
import { compareVersions } from "./version-number.ts";

/** The state of every artifact that the tags speak of, by name. Tags of other kinds are passed over. */
export function foldRegistry(tags: readonly TagRecord[]): ReadonlyMap<string, Artifact> {
  const events = new Map<string, RegistryEvent[]>();
  for (const tag of tags) {
    const parsed = parseTagName(tag.name);
    if (!parsed) continue;
    const event = { ...parsed, tag, trailers: parseTrailers(tag.message) } as RegistryEvent;
    const list = events.get(parsed.artifact);
    if (list) list.push(event);
    else events.set(parsed.artifact, [event]);
  }
  const names = [...events.keys()].sort();
  return new Map(names.map((name) => [name, foldArtifact(name, events.get(name)!)]));
}

/** One artifact out of its events; an artifact without events has no versions. */
export function foldArtifact(name: string, unordered: readonly RegistryEvent[]): Artifact {
  const events = [...unordered].sort(byTime);
  const versions = new Map<string, Version>();
  const stages = new Map<string, Map<string, Assignment>>();
  for (const event of events) {
    if (event.kind === "registration") versions.set(event.version, versionOf(event, event.version));
    if (event.kind === "deregistration") {
      const version = versions.get(event.version);
      if (version) versions.set(event.version, { ...version, active: false });
    }
  }
  // A stage resolves through its tag's commit, so versions must be known first: gto may date them later.
  const byCommit = new Map([...versions.values()].map((version) => [version.commit, version]));
  for (const event of events) {
    if (event.kind !== "assignment" && event.kind !== "unassignment") continue;
    const held = stages.get(event.stage) ?? new Map<string, Assignment>();
    stages.set(event.stage, held);
    held.delete(event.tag.commit);
    if (event.kind === "unassignment") continue;
    const version = byCommit.get(event.tag.commit);
    if (version?.active === false) continue;
    const { stage, tag, counter } = event;
    // GTO takes the commit itself for a version when no tag names one.
    held.set(tag.commit, {
      stage,
      version: version?.version ?? tag.commit,
      commit: tag.commit,
      tag,
      counter,
    });
  }
  return {
    name,
    deprecated: events.at(-1)?.kind === "deprecation",
    versions: [...versions.values()].sort((a, b) => compareVersions(b.version, a.version)),
    stages: new Map([...stages].flatMap(([stage, held]) => newest(stage, held))),
    events,
    counter: Math.max(0, ...events.map(counterOf)),
  };
}

/** The last one assigned and not taken back; an unassignment brings the one before it back, as in GTO. */
function newest(stage: string, held: ReadonlyMap<string, Assignment>): [string, Assignment][] {
  const last = [...held.values()].at(-1);
  return last ? [[stage, last]] : [];
}

function counterOf(event: RegistryEvent): number {
  return "counter" in event && event.counter !== null ? event.counter : 0;
}

/** Oldest first; within one second by counter, then by name, so that the order never depends on how Git lists. */
function byTime(left: RegistryEvent, right: RegistryEvent): number {
  return (
    left.tag.time - right.tag.time ||
    counterOf(left) - counterOf(right) ||
    (left.tag.name < right.tag.name ? -1 : 1)
  );
}

function versionOf(event: RegistryEvent, version: string): Version {
  const digest = (name: string) => event.trailers[name]?.find((value) => DIGEST_PATTERN.test(value));
  const [recipe, bundle] = [digest("Recipe"), digest("Bundle")];
  return {
    version,
    commit: event.tag.commit,
    tag: event.tag,
    ...(recipe && { recipe }),
    ...(bundle && { bundle }),
    active: true,
    trailers: event.trailers,
  };
}
