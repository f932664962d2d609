import { canonicalJson } from "../../core/canonical-json.ts";
import type { World } from "../../ports/world.ts";
import type { Bundle } from "../../records/bundle.ts";
import type { DataChange } from "../../records/profile.ts";
import type { Recipe } from "../../records/recipe.ts";
import type { Spec } from "../../records/spec.ts";
import type { RawTable } from "../../records/table.ts";
import { dataChange } from "../../stages/data/data-change.ts";
import { partitionsOf } from "../../stages/data/formats/partitions.ts";
import { rowKeys } from "../../stages/data/row-keys.ts";
import type { ChampionModel } from "../evaluation/champion.ts";
import { payloadOf } from "./payload.ts";
import { type ReadData, type Reading, readSources } from "./read-data.ts";
import type { Source } from "./source.ts";

/** How the data differ from those that the champion was made from, read from its commit; null when that is not to be had. */
export async function dataChangeSince(
  world: World,
  champion: ChampionModel,
  challenger: Bundle,
  data: ReadData,
  spec: Spec,
): Promise<DataChange | null> {
  const [before, after] = [champion.bundle.recipe.data, challenger.recipe.data];
  const { rows, columns } = data.raw;
  if (canonicalJson(before.sources) === canonicalJson(after.sources)) {
    return {
      rows: { before: rows, after: rows, added: 0, removed: 0, changed: 0 },
      columns: { added: [], removed: [] },
    };
  }
  const raw = await championData(world, champion);
  if (raw === null || columns.length === 0) return null;
  // Rows are told apart by the same key in both, else by content.
  const key = spec.data.key && raw.columns.includes(spec.data.key) ? spec.data.key : undefined;
  return dataChange({ raw, keys: rowKeys(raw, key) }, { raw: data.raw, keys: rowKeys(data.raw, key) });
}

/** The data that the champion was made from, read from its commit; null when they are not to be had. */
export async function championData(world: World, champion: ChampionModel): Promise<RawTable | null> {
  const sources = await sourcesAt(world, champion);
  if (sources === null) return null;
  const { raw, problems } = await readSources(sources, readingOf(champion.bundle.recipe));
  return problems.length > 0 ? null : raw;
}

function readingOf({ data: { missing, numbers, types } }: Recipe): Reading {
  const expect = Object.entries(types).map(([name, type]) => [name, { type }] as const);
  return { missing, numbers, expect: Object.fromEntries(expect) as Reading["expect"] };
}

async function sourcesAt(world: World, { version, bundle }: ChampionModel): Promise<Source[] | null> {
  const sources: Source[] = [];
  if ((await world.git.resolve(`${version.commit}^{commit}`)) === null) {
    if (world.remote === null || !(await world.git.fetchCommit(world.remote, version.commit))) return null;
  }
  for (const { path } of bundle.recipe.data.sources) {
    const source = await payloadOf(world, path, version.commit);
    if (source === null) return null;
    const known = bundle.recipe.data.partitions ?? [];
    sources.push({ ...source, partitions: partitionsOf(path).filter(({ name }) => known.includes(name)) });
  }
  return sources;
}
