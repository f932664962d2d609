import type { World } from "../ports/world.ts";
import type { Artifact } from "../records/registry.ts";
import {
  registryHistory,
  registryHistoryJson,
  registryShowJson,
  registryTable,
} from "../reports/terminal/registry.ts";
import { foldRegistry } from "../stages/registry/fold.ts";

export interface RegistryView {
  readonly text: string;
  readonly json: unknown;
}

/** Every artifact of the repository (or one of them), out of its tags alone: no spec, no cache, no network. */
export async function viewRegistry(
  world: World,
  view: "show" | "history",
  name?: string,
): Promise<RegistryView> {
  const all = foldRegistry(await world.git.tags(["*"]));
  const artifacts: Artifact[] = [...all.values()].filter(
    (artifact) => name === undefined || artifact.name === name,
  );
  if (artifacts.length === 0) {
    const whose = name === undefined ? "" : ` of ${name}`;
    return {
      text: `No versions${whose} are registered here. (In a shallow clone: git fetch --tags origin)`,
      json: [],
    };
  }
  if (view === "show") return { text: registryTable(artifacts), json: artifacts.map(registryShowJson) };
  return { text: artifacts.map(registryHistory).join("\n\n"), json: artifacts.map(registryHistoryJson) };
}
