import { digestJson } from "../../core/digest.ts";
import { type Problem, refused } from "../../core/errors.ts";
import type { Bundle } from "../../records/bundle.ts";
import { type Evaluation, type Gate, type GateReason, ruleName } from "../../records/evaluation.ts";
import { inHeadline } from "../../records/metric-table.ts";
import type { Artifact, Version } from "../../records/registry.ts";
import { bump } from "./bump.ts";
import { nextEventTime, versionOfRecipe, versionOnCommit } from "./find-version.ts";
import { tagMessage } from "./tag-message.ts";
import { versionTag } from "./tag-name.ts";
import { nextVersion } from "./version-number.ts";

/** A tag to be made; the changes of every registry decision are such tags. */
export interface TagChange {
  readonly name: string;
  readonly commit: string;
  readonly message: string;
  readonly time: number;
}

export interface RegistrationRequest {
  readonly artifact: Artifact;
  readonly commit: string;
  readonly bundle: Bundle;
  readonly evaluation: Evaluation;
  readonly gate: Gate;
  /** The newest version's bundle, to tell what changed for a consumer; null when there is none, or it is not Trunkline's. */
  readonly previous: Pick<Bundle, "recipe" | "manifest"> | null;
  readonly pullRequest: { readonly number: number; readonly approvedBy: readonly string[] } | null;
  readonly now: number;
}

export interface RegistrationDecision {
  readonly record: {
    readonly outcome: "registered" | "already";
    readonly version: string;
    readonly commit: string;
  };
  readonly changes: readonly TagChange[];
}

/** Whether a recipe gets a version, and which. A recipe is registered once; a commit bears one version of an artifact. */
export function decideRegistration(request: RegistrationRequest): RegistrationDecision {
  const { artifact, bundle, commit } = request;
  const known = versionOfRecipe(artifact, bundle.manifest.recipe);
  if (known)
    return { record: { outcome: "already", version: known.version, commit: known.commit }, changes: [] };
  const taken = versionOnCommit(artifact, commit);
  if (taken) throw refused(commitTaken(artifact, taken));
  if (!request.gate.passed) throw refused(gateRefused(request.gate));
  if (request.gate.bundle !== bundle.digest || request.gate.recipe !== bundle.manifest.recipe)
    throw refused(gateOfAnother(artifact.name, "bundle"));
  if (request.gate.evaluation !== digestJson(request.evaluation))
    throw refused(gateOfAnother(artifact.name, "evaluation"));
  const version = nextVersion(artifact.versions[0]?.version, bumpFor(request));
  const change: TagChange = {
    name: versionTag(artifact.name, version),
    commit,
    message: message(request, version),
    time: nextEventTime(artifact, request.now),
  };
  return { record: { outcome: "registered", version, commit }, changes: [change] };
}

function bumpFor({ previous, bundle }: RegistrationRequest) {
  // A version that another tool registered tells nothing of its inputs: nothing may be promised to its consumers.
  if (previous === null) return "major";
  const signatures = [previous.manifest.signature, bundle.manifest.signature] as const;
  return bump(
    { recipe: previous.recipe, signature: signatures[0] },
    { recipe: bundle.recipe, signature: signatures[1] },
  );
}

function message(
  { artifact, bundle, evaluation, gate, pullRequest }: RegistrationRequest,
  version: string,
): string {
  const champion = evaluation.champion;
  const metrics = evaluation.metrics
    .filter(inHeadline)
    .map((each) => [`Metric-${each.metric}`, String(each.challenger)] as const);
  const waived = gate.reasons.flatMap(waivedTrailer);
  const compared = champion ? `${evaluation.verdict} against ${champion.version}` : "first version";
  return tagMessage(`${artifact.name} ${version}: ${compared}`, [
    ["Recipe", bundle.manifest.recipe],
    ["Bundle", bundle.digest],
    ["Verdict", evaluation.verdict],
    ["Gate", `${waived.length > 0 ? "passed by waiver" : "passed"}, ${gate.evaluation}`],
    ...waived,
    ...(gate.wear
      ? [["Holdout", gate.wear.holdout] as const, ["Decisions", String(gate.wear.decisions)] as const]
      : []),
    ...(champion ? [["Champion", versionTag(artifact.name, champion.version)] as const] : []),
    ...metrics,
    ...approvals(pullRequest),
  ]);
}

/** A rule that failed, and by whose leave: a version keeps it for ever. */
function waivedTrailer(reason: GateReason): (readonly [string, string])[] {
  if (!reason.waived) return [];
  const { reason: why, approved_by, since, until } = reason.waived;
  return [["Waived", `${ruleName(reason)}, ${since} to ${until}, approved by ${approved_by}: ${why}`]];
}

/** Who said yes, for the audit: in the tag of a version and in that of a stage alike. */
export function approvals(pullRequest: RegistrationRequest["pullRequest"]): (readonly [string, string])[] {
  if (!pullRequest) return [];
  const approved = pullRequest.approvedBy.map((login) => ["Approved-by", `@${login}`] as const);
  return [["Pull-request", `#${pullRequest.number}`], ...approved];
}

function commitTaken(artifact: Artifact, taken: Version): Problem {
  const state = taken.active ? "" : ", which was deregistered";
  return {
    code: "registry-commit-taken",
    found: `commit ${taken.commit.slice(0, 12)} bears ${versionTag(artifact.name, taken.version)} already${state}, with another recipe`,
    expected: "one version of a model a commit",
    next: "Commit what changed, then register again.",
  };
}

function gateRefused(gate: Gate): Problem {
  const failed = gate.reasons.filter(({ passed, waived }) => !passed && !waived).map(({ text }) => text);
  return {
    code: "registry-gate-refused",
    found: failed.join("; "),
    expected: "a bundle that passes its gate",
    next: "Run `trunkline run` to see the whole report.",
  };
}

function gateOfAnother(name: string, what: "bundle" | "evaluation"): Problem {
  return {
    code: "registry-gate-mismatch",
    found: `the gate of ${name} judged another ${what}`,
    expected: `the gate of the ${what} that is registered`,
    next: "Run `trunkline evaluate` again.",
  };
}
