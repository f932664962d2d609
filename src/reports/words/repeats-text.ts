import type { Evaluation } from "../../records/evaluation.ts";
import type { RepeatedMetric, Repeats, Spread } from "../../records/repeats.ts";
import { details, markdownTable } from "../markdown/blocks.ts";
import { codeSpan, markdownText } from "../markdown/escape.ts";
import { aligned, type painter, wrap } from "../terminal/text-layout.ts";
import { decimalsFor, figure, percent, signed } from "./figures.ts";

/** Heads and a row for each metric; what the champion's recipe came to only where it was trained, too. */
export function repeatTable({ confidence, metrics }: Repeats): { heads: string[]; rows: string[][] } {
  const heads = ["metric", "this change", "champion", `difference (${percent(confidence)} interval)`, "p"];
  const shown = metrics.some(({ difference }) => difference !== null) ? heads.length : 2;
  return { heads: heads.slice(0, shown), rows: metrics.map((metric) => cellsOf(metric).slice(0, shown)) };
}

function cellsOf({ metric, direction, challenger, champion, difference }: RepeatedMetric): string[] {
  const decimals = decimalsFor([challenger.mean, ...(champion ? [champion.mean] : [])]) + 1;
  const shown = ({ mean, deviation }: Spread) => `${figure(mean, decimals)} ± ${figure(deviation, decimals)}`;
  const name = `${metric} ${direction === "higher" ? "↑" : "↓"}`;
  if (!champion || !difference) return [name, shown(challenger), "", "", ""];
  const { mean, interval, p_value } = difference;
  const [low, high] = interval.map((end) => signed(end, decimals));
  const p = p_value < 0.0001 ? "< 0.0001" : p_value.toFixed(4);
  return [name, shown(challenger), shown(champion), `${signed(mean, decimals)} (${low} to ${high})`, p];
}

/** What every form says of it. */
export function repeatsNote({ folds, repeats, rows, alone }: Repeats): string {
  const dealt = repeats === 1 ? "once" : repeats === 2 ? "twice" : `${repeats} times`;
  const whose = alone === undefined ? "" : ` Only this change was trained again: ${alone}.`;
  return `Trained again for each of ${folds} folds of the ${rows} rows outside the holdout, dealt ${dealt}, each time with another seed: mean ± standard deviation. A difference is one of recipes, by the corrected resampled t-test; the verdict is on the two models and does not depend on it.${whose}`;
}

/** For a comment, folded away. */
export function repeatsSection({ repeats }: Evaluation): string {
  if (!repeats) return "";
  if ("unasked" in repeats)
    return details("Trained again", markdownText(`Not trained again: ${repeats.unasked}.`, 300));
  if (repeats.metrics.length === 0) return "";
  const { heads, rows } = repeatTable(repeats);
  const columns = heads.map((head, at) => (at === 0 ? { head } : { head, kind: "number" as const }));
  const body = rows.map(([name = "", ...cells]) => [codeSpan(name, 80), ...cells]);
  const note = `<sub>${markdownText(repeatsNote(repeats), 700)}</sub>`;
  return details("Trained again: is it the recipe, or luck?", `${markdownTable(columns, body)}\n\n${note}`);
}

export function repeatLines({ repeats }: Evaluation, paint: ReturnType<typeof painter>): string[] {
  if (!repeats) return [];
  if ("unasked" in repeats) return wrap(`Not trained again: ${repeats.unasked}.`);
  if (repeats.metrics.length === 0) return [];
  const { heads, rows } = repeatTable(repeats);
  const [first = "", ...body] = aligned([heads, ...rows], [1, 2, 3, 4], 36);
  return [paint(first, "dim"), ...body, ...wrap(repeatsNote(repeats))];
}
