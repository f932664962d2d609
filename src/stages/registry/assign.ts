import type { Artifact, Version } from "../../records/registry.ts";
import { nextEventTime } from "./find-version.ts";
import { approvals, type RegistrationRequest, type TagChange } from "./register.ts";
import { tagMessage } from "./tag-message.ts";
import { stageTag } from "./tag-name.ts";
import { compareVersions } from "./version-number.ts";

export interface AssignmentRequest {
  readonly artifact: Artifact;
  readonly stage: string;
  readonly version: Version;
  /** The commit whose tree asked for the version: on a rollback, the revert. The tag stands on the version's own. */
  readonly requestedBy: string;
  readonly pullRequest: RegistrationRequest["pullRequest"];
  readonly now: number;
}

export interface AssignmentDecision {
  readonly record: {
    readonly outcome: "staged" | "rolled-back" | "already";
    readonly stage: string;
    readonly version: string;
    readonly previous: string | null;
    readonly tag: string;
  };
  readonly changes: readonly TagChange[];
}

/** Puts a version on a stage. Going back to an earlier one is the same act, under a truthful name. */
export function decideAssignment(request: AssignmentRequest): AssignmentDecision {
  const { artifact, stage, version } = request;
  const current = artifact.stages.get(stage);
  const record = { stage, version: version.version, previous: current?.version ?? null };
  if (current?.commit === version.commit) {
    return { record: { ...record, outcome: "already", tag: current.tag.name }, changes: [] };
  }
  const back = current !== undefined && compareVersions(version.version, current.version) < 0;
  const name = stageTag(artifact.name, stage, artifact.counter + 1);
  const subject = back
    ? `${artifact.name} ${stage}: back from ${current.version} to ${version.version}`
    : `${artifact.name} ${stage}: ${version.version}`;
  const message = tagMessage(subject, [
    ["Version", version.version],
    ...(version.bundle ? [["Bundle", version.bundle] as const] : []),
    ...(current ? [["Replaces", current.version] as const] : []),
    ["Requested-by", request.requestedBy],
    ...approvals(request.pullRequest),
  ]);
  const change = { name, commit: version.commit, message, time: nextEventTime(artifact, request.now) };
  return { record: { ...record, outcome: back ? "rolled-back" : "staged", tag: name }, changes: [change] };
}
