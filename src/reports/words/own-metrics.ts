import type { Evaluation, OwnMetric } from "../../records/evaluation.ts";
import { details, markdownTable } from "../markdown/blocks.ts";
import { codeSpan, markdownText } from "../markdown/escape.ts";
import { decimalsFor, figure, signed } from "./figures.ts";

/** What every form says of figures that Trunkline has not measured. */
export const OWN_METRICS_NOTE =
  "These figures are the training command's own. No rows are known behind them, so there is no interval and no test: a difference may be chance.";

/** Name, champion, change and difference as text; empty where there is none. */
export function ownMetricCells({ name, direction, challenger, champion, gated }: OwnMetric) {
  const known = [challenger, champion].filter((value) => value !== null);
  const decimals = decimalsFor(known);
  const shown = (value: number | null): string => (value === null ? "" : figure(value, decimals));
  const difference = challenger === null || champion === null ? null : challenger - champion;
  return {
    name,
    arrow: direction === "higher" ? "↑" : "↓",
    gated,
    champion: shown(champion),
    challenger: challenger === null ? "none" : shown(challenger),
    difference: difference === null ? "" : signed(difference, decimals),
  };
}

/** For a comment; folded away where none of them decides. */
export function ownMetricsSection({ own_metrics = [], champion }: Evaluation): string {
  if (own_metrics.length === 0) return "";
  const number = (head: string) => ({ head, kind: "number" as const });
  const columns = [
    { head: "the command's own figures" },
    ...(champion ? [number("champion")] : []),
    number("this change"),
    ...(champion ? [number("difference, no interval")] : []),
  ];
  const rows = own_metrics.slice(0, 50).map((metric) => {
    const cells = ownMetricCells(metric);
    const name = `${codeSpan(cells.name, 80)} ${cells.arrow}`;
    const shown = cells.gated ? `**${name}**` : name;
    return champion ? [shown, cells.champion, cells.challenger, cells.difference] : [shown, cells.challenger];
  });
  const table = `${markdownTable(columns, rows)}\n\n<sub>${markdownText(OWN_METRICS_NOTE)}</sub>`;
  return own_metrics.some(({ gated }) => gated) ? table : details("The command's own figures", table);
}
