import type { World } from "../../ports/world.ts";
import type { Bundle } from "../../records/bundle.ts";
import type { OperationFigure, Operations } from "../../records/operations.ts";
import type { Spec } from "../../records/spec.ts";
import type { Table } from "../../records/table.ts";
import { wattHours } from "../../stages/evaluation/operations/energy.ts";
import { latencyAt } from "../../stages/evaluation/operations/latency.ts";
import type { ReadData } from "../data/read-data.ts";
import type { Training } from "../train.ts";
import type { ModelRows } from "../training/model-rows.ts";
import { predict, predictsHere } from "./predict.ts";

/** So long each model is asked; longer where the gate has a limit on latency. */
const [BRIEFLY, LONG] = [150, 1000];
const MOST_CALLS = 1000;
/** Of the holdout, in one call, and how many such calls. */
const [MOST_ROWS, BATCHES] = [1000, 5];
const MEGABYTE = 1e6;
const GIGABYTE = 1e9;

/**
 * What the challenger costs, and the champion beside it: the two are asked in turn, so that whatever else the machine does meets both.
 * Null for a version that is registered: nothing is decided of it.
 */
export async function measureOperations(
  world: World,
  spec: Spec,
  training: Training,
  champion: Bundle | null,
  data: ReadData,
  rows: ModelRows,
): Promise<Operations | null> {
  if (training.outcome === "registered") return null;
  const { cpu, cores, memory } = world.machine.describe();
  const machine = { cpu, cores, memory_gigabytes: memory / GIGABYTE };
  const limited = spec.gate.limits.some(({ figure }) => figure.startsWith("latency"));
  const models = [training.bundle, champion].map((bundle) =>
    bundle && canAnswer(bundle, data.table) ? bundle : null,
  );
  const asked = await ask(world, models, data.table, rows, limited ? LONG : BRIEFLY);
  const [own, other] = asked;
  const figures: Operations["figures"] = [];
  const add = (
    figure: OperationFigure,
    challenger: number | undefined,
    beside?: number,
    atLeast?: number | null,
  ) => {
    if (challenger === undefined) return;
    figures.push({
      figure,
      challenger,
      champion: beside ?? null,
      ...(atLeast !== undefined && { at_least: atLeast }),
    });
  };
  add("bundle_megabytes", megabytes(training.bundle), champion ? megabytes(champion) : undefined);
  for (const [figure, share] of [
    ["latency_p50_ms", 0.5],
    ["latency_p95_ms", 0.95],
    ["latency_p99_ms", 0.99],
  ] as const) {
    if (!own) continue;
    const { value, atLeast } = latencyAt(share, own.calls);
    add(figure, value, other ? latencyAt(share, other.calls).value : undefined, atLeast);
  }
  add("rows_per_second", own?.rowsPerSecond, other?.rowsPerSecond);
  const { cost } = training;
  add("training_seconds", cost?.seconds);
  add("training_megabytes", cost?.memory === undefined ? undefined : cost.memory / MEGABYTE);
  add("training_watt_hours", cost && wattHours(cost.seconds, cost.cores, machine.memory_gigabytes));
  return { machine, calls: own?.calls.length ?? 0, figures };
}

function megabytes({ files }: Bundle): number {
  let bytes = 0;
  for (const file of files.values()) bytes += file.length;
  return bytes / MEGABYTE;
}

/** A model that a command trained is asked by that command, whose start would be all that one measures. */
function canAnswer(bundle: Bundle, table: Table): boolean {
  const { inputs } = bundle.manifest.signature;
  return predictsHere(bundle) && inputs.every(({ name, type }) => table.columns.get(name)?.type === type);
}

interface Asked {
  /** Milliseconds of each call with one row, the reading of the model among them. */
  readonly calls: number[];
  readonly rowsPerSecond: number;
}

async function ask(
  { machine }: World,
  models: readonly (Bundle | null)[],
  table: Table,
  { test }: ModelRows,
  milliseconds: number,
): Promise<(Asked | null)[]> {
  if (test.length === 0) return [];
  const time = async (bundle: Bundle, rows: Table): Promise<number> => {
    const indices = Array.from({ length: rows.rows }, (_, row) => row);
    const begun = machine.elapsed();
    await predict(bundle, rows, indices, indices.map(String));
    return machine.elapsed() - begun;
  };
  const known = models.map((bundle) =>
    bundle ? { bundle, calls: [] as number[], batches: [] as number[] } : null,
  );
  const present = known.filter((each) => each !== null);
  const single = (call: number) => someRows(table, [test[call % test.length]!]);
  // The first call meets code that nothing has compiled yet; the second tells how many rows fit into the time.
  let slowest = 0;
  for (let call = 0; call < 2; call++)
    for (const { bundle } of present) slowest = Math.max(slowest, call * (await time(bundle, single(call))));
  const fitting = Math.min(MOST_ROWS, Math.ceil(milliseconds / Math.max(slowest, 0.01)));
  const batch = someRows(table, test.slice(0, fitting));
  for (let round = 0; round < BATCHES; round++)
    for (const { bundle, batches } of present) batches.push(await time(bundle, batch));
  const begun = machine.elapsed();
  const most = milliseconds * present.length;
  for (let call = 0; call < MOST_CALLS && (call < 1 || machine.elapsed() - begun < most); call++)
    for (const { bundle, calls } of present) calls.push(await time(bundle, single(call)));
  // The fastest batch is the one that was disturbed least.
  return known.map(
    (each) => each && { calls: each.calls, rowsPerSecond: (1000 * batch.rows) / Math.min(...each.batches) },
  );
}

function someRows(table: Table, rows: readonly number[]): Table {
  const columns = [...table.columns].map(([name, { type, values }]) => {
    const some = rows.map((row) => values[row]!);
    return [
      name,
      { type, values: some } as Table["columns"] extends ReadonlyMap<string, infer C> ? C : never,
    ] as const;
  });
  return { columns: new Map(columns), rows: rows.length };
}
