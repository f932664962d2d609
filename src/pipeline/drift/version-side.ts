import { badInput } from "../../core/errors.ts";
import type { World } from "../../ports/world.ts";
import { readRecord } from "../../records/bundle-files.ts";
import { DriftReference } from "../../records/drift-reference.ts";
import { championData } from "../data/data-change.ts";
import type { ChampionModel } from "../evaluation/champion.ts";
import { predictionsOf } from "./predictions.ts";
import { type Side, sideOfProfile, sideOfTable } from "./side.ts";

const FILE = "reference.json";

/**
 * The data that a version was made from: the profile in its bundle; of bundles that earlier versions of Trunkline made, which have
 * none, the data themselves, from the version's commit. Null where they are not to be had either.
 */
export async function versionSide(world: World, model: ChampionModel): Promise<Side | null> {
  const { version } = model.version;
  if (model.bundle.files.has(FILE)) {
    const reference = readRecord(DriftReference, model.bundle.files, FILE, version);
    const rows = () => championData(world, model);
    return { ...sideOfVersion(model, sideOfProfile(version, reference), "profile"), rows };
  }
  const table = await championData(world, model);
  if (table === null || table.rows === 0) return null;
  return sideOfVersion(model, sideOfTable(version, table), "commit");
}

function sideOfVersion({ version, bundle }: ChampionModel, side: Side, from: "profile" | "commit"): Side {
  const origin = { version: version.version, from };
  const { target } = bundle.manifest.signature;
  const truth = () => side.profile().columns.find(({ name }) => name === target);
  return {
    ...side,
    version: origin,
    predictions: () => ({
      ...predictionsOf(bundle, truth(), side.name),
      version: { ...origin, from: "predictions" },
    }),
  };
}

/** For whoever named the version and cannot go on without it. */
export function noReference({ version }: ChampionModel) {
  return badInput({
    code: "drift-no-reference",
    found: `no profile in the bundle of ${version.version}, and no data in its commit that can be read`,
    expected: "a version that was trained with a profile, or whose data are in Git",
    next: "Name a file or a profile (`trunkline profile DATA --out profile.json`) of its data instead.",
  });
}
