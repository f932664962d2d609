import { nearestName } from "../../core/nearest-name.ts";
import { showText } from "../../core/show-text.ts";
import type { OwnMetric } from "../../records/evaluation.ts";
import type { OwnMetricRule } from "../../records/spec-own-metrics.ts";

type Files = ReadonlyMap<string, Uint8Array>;
/** Where a bundle keeps what the command left. */
const FOLDER = "model/";
/** Nobody nests figures deeper. */
const DEEPEST = 20;
const MLFLOW_LINE = /^\d+ (\S+)(?: \d+)?$/;

/** What the command wrote beside the challenger, and beside the champion where there is one. */
export function ownMetrics(
  rules: readonly OwnMetricRule[],
  challenger: Files,
  champion: Files | null,
): OwnMetric[] {
  return rules.map((rule) => {
    const { name, direction, min, max, regression } = rule;
    const found = figureOf(rule, challenger);
    const before = champion && figureOf(rule, champion);
    return {
      name,
      direction,
      challenger: typeof found === "number" ? found : null,
      champion: typeof before === "number" ? before : null,
      ...(typeof found === "string" && { problem: found }),
      gated: [min, max, regression].some((bound) => bound !== undefined),
    };
  });
}

/** The figure, or why there is none. */
function figureOf({ name, file }: OwnMetricRule, files: Files): number | string {
  const path = file.replace(/^\.\//, "").replace(/\/+$/, "");
  const bytes = files.get(`${FOLDER}${path}`);
  return bytes ? inJson(name, path, bytes) : inRuns(name, path, files);
}

/** Flat JSON, or DVC's: figures below the names of their stages. */
function inJson(name: string, path: string, bytes: Uint8Array): number | string {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return `${path} is no JSON in UTF-8`;
  }
  const figures = new Map<string, number>();
  collect(document, "", figures, 0);
  const found = figures.get(name);
  if (found !== undefined) return found;
  const names = [...figures.keys()];
  const near = nearestName(name, names.slice(0, 1000));
  const known = names.slice(0, 8).map((each) => showText(each, 60));
  return `${path} has no number ${showText(name)}${near ? ` (did you mean ${showText(near)}?)` : `; it has ${known.join(", ") || "none at all"}`}`;
}

function collect(value: unknown, at: string, into: Map<string, number>, depth: number): void {
  if (typeof value === "number" && Number.isFinite(value)) into.set(at, value);
  if (typeof value !== "object" || value === null || depth > DEEPEST) return;
  for (const [key, below] of Object.entries(value))
    collect(below, at === "" ? key : `${at}.${key}`, into, depth + 1);
}

/** MLflow's file store: `<runs>/<experiment>/<run>/metrics/<name>`, a line `time value step` each time; the last line counts. */
function inRuns(name: string, path: string, files: Files): number | string {
  const folder = `${FOLDER}${path}/`;
  const runs = [...files].filter(
    ([each]) => each.startsWith(folder) && `/${each}`.endsWith(`/metrics/${name}`),
  );
  if (runs.length > 1)
    return `${path} has ${showText(name)} of ${runs.length} runs: the command should leave one`;
  const [run] = runs;
  if (!run) return `the command left no ${path}`;
  const lines = new TextDecoder().decode(run[1]).trim().split(/\r?\n/);
  const value = Number(MLFLOW_LINE.exec(lines.at(-1)!)?.[1] ?? Number.NaN);
  return Number.isFinite(value)
    ? value
    : `${path} says no finite number of ${showText(name)} in its last line`;
}
