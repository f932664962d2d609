import type { Artifact, RegistryEvent } from "../../records/registry.ts";

/** How long a version was on a stage, and who let it there. Times are seconds since 1970; `to` is null while it is there. */
export interface StagePeriod {
  readonly stage: string;
  /** The version, or the commit where no tag names one. */
  readonly version: string;
  readonly from: number;
  readonly to: number | null;
  readonly tag: string;
  /** Who signed the stage's tag. */
  readonly by: string;
  readonly approvedBy: readonly string[];
  readonly pullRequest: string | null;
}

/**
 * What each stage held and when, oldest first. Approval and pull request are the stage tag's own; where it names neither, those
 * of the version's registration, never one of each.
 */
export function stagePeriods(artifact: Artifact): StagePeriod[] {
  const versions = new Map(artifact.versions.map((version) => [version.commit, version]));
  const held = new Map<string, RegistryEvent[]>();
  const open = new Map<string, StagePeriod>();
  const done: StagePeriod[] = [];
  const deregistered = new Set<string>();

  const settle = (stage: string, time: number): void => {
    const event = held.get(stage)?.at(-1);
    const before = open.get(stage);
    if (before && event && before.tag === event.tag.name) return;
    if (before) done.push({ ...before, to: time });
    open.delete(stage);
    if (event) open.set(stage, begin(stage, event, time));
  };
  const begin = (stage: string, event: RegistryEvent, from: number): StagePeriod => {
    const version = versions.get(event.tag.commit);
    const own = event.trailers["Approved-by"] ?? event.trailers["Pull-request"];
    const source = own ? event.trailers : (version?.trailers ?? event.trailers);
    return {
      stage,
      version: version?.version ?? event.tag.commit,
      from,
      to: null,
      tag: event.tag.name,
      by: event.tag.tagger.name,
      approvedBy: source["Approved-by"] ?? [],
      pullRequest: source["Pull-request"]?.[0] ?? null,
    };
  };

  for (const event of artifact.events) {
    const { commit, time } = event.tag;
    if (event.kind === "assignment" || event.kind === "unassignment") {
      // As the registry resolves a stage: the newest assignment that was not taken back.
      const others = (held.get(event.stage) ?? []).filter((each) => each.tag.commit !== commit);
      const stands = event.kind === "assignment" && !deregistered.has(commit);
      held.set(event.stage, stands ? [...others, event] : others);
      settle(event.stage, time);
    }
    if (event.kind === "deregistration") {
      const gone = artifact.versions.find((version) => version.version === event.version)?.commit;
      if (gone) deregistered.add(gone);
      for (const [stage, events] of held) {
        held.set(
          stage,
          events.filter((each) => each.tag.commit !== gone),
        );
        settle(stage, time);
      }
    }
  }
  return [...done, ...open.values()].sort((a, b) => a.from - b.from || (a.tag < b.tag ? -1 : 1));
}
