import { badInput } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import type { Artifact, Version } from "../../records/registry.ts";

export interface RollbackDecision {
  readonly from: Version;
  readonly to: Version;
}

/** Which version a stage goes back to: the one that is named, else the one that it held before the present one. */
export function decideRollback(artifact: Artifact, stage: string, wanted?: string): RollbackDecision {
  const current = artifact.stages.get(stage);
  const from = artifact.versions.find((version) => version.version === current?.version);
  if (!current || !from) {
    const stages = [...artifact.stages.keys()];
    const near = nearestName(stage, stages);
    throw badInput({
      code: "rollback-no-stage",
      found: `no version of ${artifact.name} on the stage ${stage}${near ? ` (did you mean ${near}?)` : ""}`,
      expected: stages.length > 0 ? `one of: ${stages.join(", ")}` : "a stage that holds a version",
      next: "Run `trunkline registry show` to see what is where.",
    });
  }
  const to = wanted === undefined ? previousOn(artifact, stage, from) : named(artifact, wanted);
  if (to.version === from.version) {
    throw badInput({
      code: "rollback-same-version",
      found: `${stage} holds ${to.version} already`,
      expected: "another version",
      next: "Name one with --to, from `trunkline registry show`.",
    });
  }
  return { from, to };
}

/** What the stage held before it first held the present version, so that rolling back twice goes further back, never forth. */
function previousOn(artifact: Artifact, stage: string, from: Version): Version {
  const held = artifact.events.filter((event) => event.kind === "assignment" && event.stage === stage);
  const first = held.findIndex((event) => event.tag.commit === from.commit);
  for (const event of held.slice(0, first).reverse()) {
    const version = artifact.versions.find((each) => each.active && each.commit === event.tag.commit);
    if (version) return version;
  }
  throw badInput({
    code: "rollback-nothing-before",
    found: `${stage} held no other version before ${from.version}`,
    expected: "a stage with a version before the present one",
    next: "Name a version with --to, from `trunkline registry show`.",
  });
}

function named(artifact: Artifact, wanted: string): Version {
  const name = wanted.startsWith("v") ? wanted : `v${wanted}`;
  const version = artifact.versions.find((each) => each.active && each.version === name);
  if (version) return version;
  const known = artifact.versions.filter((each) => each.active).map((each) => each.version);
  throw badInput({
    code: "rollback-unknown-version",
    found: `no version ${name} of ${artifact.name}`,
    expected: `one of: ${known.slice(0, 10).join(", ")}`,
    next: "See `trunkline registry show`.",
  });
}
