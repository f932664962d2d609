import { badInput } from "../../core/errors.ts";
import type { World } from "../../ports/world.ts";
import type { Artifact, Version } from "../../records/registry.ts";
import type { ChampionModel } from "../evaluation/champion.ts";

/** The version that a person names by `v1.2.3`, `1.2.3` or the name of a stage, with its bundle; `command` begins the codes of refusals. */
export async function loadVersion(
  world: World,
  artifact: Artifact,
  name: string,
  command: string,
): Promise<ChampionModel> {
  const version = versionNamed(artifact, name, command);
  const bundle = version.recipe === undefined ? null : await world.store.find(version.recipe, version.bundle);
  if (bundle) return { version, bundle };
  throw badInput({
    code: `${command}-bundle-missing`,
    found: `no bundle of ${version.version}, here or on the remote`,
    expected: "a version that Trunkline registered, with its bundle's ref",
    next: "Name another version, or push the ref from a clone that has it.",
  });
}

function versionNamed(artifact: Artifact, name: string, command: string): Version {
  const wanted = artifact.stages.get(name)?.version ?? (name.startsWith("v") ? name : `v${name}`);
  const version = artifact.versions.find((each) => each.version === wanted);
  if (version) return version;
  const known = [...artifact.stages.keys(), ...artifact.versions.map((each) => each.version)].slice(0, 12);
  throw badInput({
    code: `${command}-unknown-version`,
    found: `no version or stage ${JSON.stringify(name)} of ${artifact.name}`,
    expected: known.length > 0 ? `one of: ${known.join(", ")}` : "a version: there is none yet",
    next: "See `trunkline registry show`.",
  });
}
