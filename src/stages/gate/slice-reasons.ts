import type { Evaluation, GateReason } from "../../records/evaluation.ts";
import type { SliceComparison } from "../../records/slices.ts";
import { figureText, intervalTexts } from "./figure-text.ts";

/** A slice may not regress beyond what is tolerated in it. Those that hold are one reason together; without a champion there is none. */
export function sliceReasons({ slices, champion }: Evaluation): GateReason[] {
  const declared = slices?.declared ?? [];
  if (!champion || declared.length === 0) return [];
  const lost = declared.filter(({ compared }) => compared?.verdict === "regressed");
  const rest = declared.filter((slice) => !lost.includes(slice));
  return [...lost.map((slice) => lostReason(slice, champion.version)), ...restReason(rest, lost.length > 0)];
}

function lostReason({ name, metric, shared, compared }: SliceComparison, version: string): GateReason {
  const { difference, interval, tolerance, champion, challenger } = compared!;
  const figures = `${figureText(champion)} → ${figureText(challenger)}, ${intervalTexts(difference, interval)}`;
  const text = `in the slice ${name} (${shared} rows) ${metric} is worse than ${version}'s, beyond what chance explains and beyond the tolerated ${figureText(tolerance)} (${figures})`;
  return {
    rule: "slice",
    metric: `${metric} in ${name}`,
    passed: false,
    figure: difference,
    bound: tolerance,
    text,
  };
}

function restReason(slices: readonly SliceComparison[], others: boolean): GateReason[] {
  if (slices.length === 0) return [];
  const compared = slices.filter((slice) => slice.compared);
  const small = slices.filter((slice) => slice.small).length;
  const parts = [
    compared.length === 1
      ? `${others ? "one other slice" : "the one slice that could be compared"} is not worse beyond what chance explains and what is tolerated`
      : `${compared.length === 0 ? "no slice could be compared" : `none of ${others ? "the other " : ""}${compared.length} slices is worse beyond what chance explains and what is tolerated`}`,
    ...(small > 0 ? [`${small} ${small === 1 ? "is" : "are"} too small to judge`] : []),
  ];
  return [{ rule: "slice", passed: true, text: parts.join("; ") }];
}
