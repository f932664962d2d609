import type { ComparedMetric, FileComparison } from "../../records/comparison.ts";
import { count, decimalsFor, figure, percent, signed } from "../words/figures.ts";
import { aligned, painter, wrap } from "./text-layout.ts";

/** Two files of predictions, compared, as plain aligned text. */
export function fileComparisonText(found: FileComparison, { colour }: { readonly colour: boolean }): string {
  const paint = painter(colour);
  const { champion, challenger, shared, verdict, confidence } = found;
  const tone = verdict === "regressed" ? "red" : verdict === "inconclusive" ? "yellow" : "green";
  const left = [champion, challenger].filter(({ rows }) => rows > shared);
  const [one, many] = found.task === "ranking" ? ["query", "queries"] : ["row", "rows"];
  const only = left.map(({ file, rows }) => `${count(rows - shared, one, many)} only in ${file}`);
  const ordered = [...found.metrics].sort((a, b) => Number(b.gated) - Number(a.gated));
  const head = [
    "metric",
    "champion",
    "challenger",
    `difference (${percent(confidence)} interval)`,
    "p",
    "verdict",
  ];
  const [first = "", ...body] = aligned([head, ...ordered.map(line)], [1, 2, 3, 4], 36);
  const blocks = [
    [paint(verdict, "bold", tone)],
    wrap(
      `${challenger.file} against ${champion.file}, on ${count(shared, one, many)} that are in both${only.length > 0 ? ` (${only.join(", ")})` : ""}.`,
    ),
    [paint(first, "dim"), ...body],
    wrap(
      "* decides; its p is corrected for their number (Holm). The others are for information, each judged alone. ↑ higher is better, ↓ lower is better.",
    ),
    ordered.filter(({ gated }) => gated).flatMap((metric) => wrap(sharpness(metric))),
    testLine(found),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n");
}

function line({ metric, direction, gated, compared }: ComparedMetric): string[] {
  const decimals = decimalsFor([compared.champion, compared.challenger]) + 1;
  const label = `${metric} ${direction === "higher" ? "↑" : "↓"}${gated ? " *" : ""}`;
  const ends = compared.interval?.map((end) => signed(end, decimals)).join(" to ");
  return [
    label,
    figure(compared.champion, decimals),
    figure(compared.challenger, decimals),
    `${signed(compared.difference, decimals)}${ends ? ` (${ends})` : ""}`,
    compared.test === "none" ? "" : pText(compared.adjusted_p_value ?? compared.p_value),
    compared.interval === null ? "not judged" : compared.verdict,
  ];
}

function pText(p: number): string {
  return p < 0.0001 ? "< 0.0001" : p.toFixed(4);
}

/** What the rows could have shown, and how many would. */
function sharpness({ metric, compared }: ComparedMetric): string {
  const { smallest, rows_to_settle: rows, difference } = compared;
  if (smallest === null) return "";
  const decimals = decimalsFor([smallest, difference]) + 1;
  const could = `These rows could have shown a difference in ${metric} of ${figure(smallest, decimals)} or more.`;
  return rows === null ? could : `${could} About ${rows.toLocaleString("en-US")} rows would settle this one.`;
}

function testLine({ mcnemar, paired_t: pairedT }: FileComparison): string[] {
  if (mcnemar) {
    const { only_champion_right: champion, only_challenger_right: challenger, p_value: p } = mcnemar;
    return wrap(
      `Only the champion is right on ${count(champion, "row")}, only the challenger on ${challenger}: McNemar's exact p is ${pText(p)}.`,
    );
  }
  return pairedT
    ? wrap(
        `Paired t-test of the absolute errors, ${pairedT.degrees} degrees of freedom: p is ${pText(pairedT.p_value)}.`,
      )
    : [];
}
