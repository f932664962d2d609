import { shortDigest } from "../../core/digest.ts";
import type { Artifact, RegistryEvent } from "../../records/registry.ts";
import { stagePeriods } from "../words/stage-periods.ts";
import { utcTime } from "../words/utc-time.ts";
import { aligned, shorten, WIDTH, wrap } from "./text-layout.ts";

/** What every artifact has now: its latest version and the version on each stage. */
export function registryTable(artifacts: readonly Artifact[]): string {
  const stages = [...new Set(artifacts.flatMap((artifact) => [...artifact.stages.keys()]))].sort();
  const head = ["name", "latest", ...stages.map((stage) => `#${stage}`)];
  const rows = artifacts.map((artifact) => [
    artifact.deprecated ? `${artifact.name} (deprecated)` : artifact.name,
    latest(artifact) ?? "–",
    ...stages.map((stage) => versionText(artifact.stages.get(stage)?.version)),
  ]);
  const width = Math.max(8, Math.floor((WIDTH - 2 * head.length) / head.length));
  return [...aligned([head, ...rows], [], width), ...artifacts.flatMap(waivedLines)].join("\n");
}

/** What the gate let pass by a waiver, of versions that are the latest or on a stage now. */
function waivedLines(artifact: Artifact): string[] {
  const shown = new Set([latest(artifact), ...[...artifact.stages.values()].map(({ version }) => version)]);
  return artifact.versions
    .filter(({ version }) => shown.has(version))
    .flatMap(({ version, trailers }) =>
      (trailers.Waived ?? []).flatMap((waived) => wrap(`${artifact.name} ${version} waived ${waived}`, "⚠ ")),
    );
}

/** GTO stages a bare commit when no tag names a version. */
function versionText(version: string | undefined): string {
  if (version === undefined) return "–";
  return /^[0-9a-f]{40,64}$/.test(version) ? shortDigest(version) : version;
}

/** Highest active version by SemVer. */
function latest({ versions }: Artifact): string | null {
  return versions.find((version) => version.active)?.version ?? null;
}

/** What was on each stage from when to when, who approved it, and every event: an audit's questions in one text. */
export function registryHistory(artifact: Artifact): string {
  const periods = stagePeriods(artifact);
  const stages = [...new Set(periods.map((period) => period.stage))].sort();
  const tables = stages.flatMap((stage) => {
    const rows = periods
      .filter((period) => period.stage === stage)
      .map(({ from, to, version, approvedBy, pullRequest, by }) => [
        `  ${utcTime(from)}`,
        to === null ? "now" : utcTime(to),
        versionText(version),
        approvalText(approvedBy, pullRequest),
        `by ${by}`,
      ]);
    const head = ["  from", "to", "version", "approved", "staged"];
    return ["", shorten(`On ${stage}`, WIDTH), ...aligned([head, ...rows], [], 28)];
  });
  const title = shorten(`${artifact.name}${artifact.deprecated ? " (deprecated)" : ""}`, WIDTH);
  return [title, ...tables, "", "Events (UTC)", ...artifact.events.flatMap(eventLines)].join("\n");
}

function approvalText(approvedBy: readonly string[], pullRequest: string | null): string {
  const names = approvedBy.length > 0 ? approvedBy.join(", ") : "nobody named";
  return pullRequest ? `${names} (${pullRequest})` : names;
}

function eventLines(event: RegistryEvent): string[] {
  const { tag, trailers } = event;
  const request = trailers["Pull-request"]?.[0];
  const approved = trailers["Approved-by"] ?? [];
  const details = [
    ...(request ? [`pull request ${request}`] : []),
    ...(approved.length > 0 ? [`approved by ${approved.join(", ")}`] : []),
    ...(trailers.Waived ?? []).map((waived) => `waived ${waived}`),
  ];
  const when = `  ${utcTime(tag.time)}  `;
  const what = `${tag.name} (${subject(tag.message)}) by ${tag.tagger.name}${details.length > 0 ? `, ${details.join(", ")}` : ""}`;
  return wrap(what, when);
}

function subject(message: string): string {
  return message.split("\n", 1)[0]!.trim();
}

/** An artifact as data: what it has now. Times are ISO 8601 in UTC. */
export function registryShowJson(artifact: Artifact) {
  return {
    name: artifact.name,
    deprecated: artifact.deprecated,
    latest: latest(artifact),
    stages: Object.fromEntries(
      [...artifact.stages].map(([stage, { version, commit, tag }]) => [
        stage,
        { version, commit, tag: tag.name, time: utcTime(tag.time) },
      ]),
    ),
    versions: artifact.versions.map(({ version, commit, recipe, bundle, active, tag, trailers }) => ({
      version,
      commit,
      active,
      recipe: recipe ?? null,
      bundle: bundle ?? null,
      waived: trailers.Waived ?? [],
      time: utcTime(tag.time),
    })),
  };
}

/** An artifact's whole past as data, oldest first. */
export function registryHistoryJson(artifact: Artifact) {
  return {
    name: artifact.name,
    deprecated: artifact.deprecated,
    periods: stagePeriods(artifact).map((period) => ({
      ...period,
      from: utcTime(period.from),
      to: period.to === null ? null : utcTime(period.to),
    })),
    events: artifact.events.map((event) => ({
      kind: event.kind,
      ...("version" in event && { version: event.version }),
      ...("stage" in event && { stage: event.stage }),
      ...("counter" in event && { counter: event.counter }),
      tag: event.tag.name,
      commit: event.tag.commit,
      time: utcTime(event.tag.time),
      by: event.tag.tagger,
      subject: subject(event.tag.message),
      pullRequest: event.trailers["Pull-request"]?.[0] ?? null,
      approvedBy: event.trailers["Approved-by"] ?? [],
      waived: event.trailers.Waived ?? [],
      trailers: event.trailers,
    })),
  };
}
