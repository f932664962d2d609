import type { ReportInput } from "../report-input.ts";
import { chance, EFFECTS, short } from "../words/drift-figures.ts";
import { driftNotes } from "../words/drift-notes.ts";
import { count } from "../words/figures.ts";
import { predictionDriftText } from "../words/prediction-drift-text.ts";
import { bars, byWeight } from "./drift.ts";
import { aligned, type painter, shorten, wrap } from "./text-layout.ts";

const MOST_COLUMNS = 12;

/** Which columns have moved since the champion's data, and whether the answers have; nothing where nothing has. */
export function terminalDrift(
  { drift, predictionDrift, evaluation }: ReportInput,
  paint: ReturnType<typeof painter>,
): string[] {
  const drifted = (drift?.columns ?? []).filter((column) => column.drifted).sort(byWeight);
  const notes = drift ? driftNotes(drift, (name) => shorten(name, 30)) : [];
  const champion = evaluation?.champion?.version ?? "the champion";
  const answers = predictionDrift?.columns.some((column) => column.changed !== 0)
    ? wrap(`Predictions ${predictionDriftText(predictionDrift)}.`, "        ")
    : [];
  if (!drift || drifted.length + notes.length === 0) return answers.map(asHead);
  const said = `${drifted.length} of ${count(drift.columns.length, "column")} drifted from ${champion}'s data`;
  const rows = drifted
    .slice(0, MOST_COLUMNS)
    .map(({ name, role, histogram, decisive }) => [
      `  ${shorten(name, 30)}${role ? ` (${role})` : ""}`,
      bars(histogram.reference, histogram),
      bars(histogram.current, histogram),
      `${EFFECTS[decisive.test]} ${short(decisive.effect)}`,
      `adjusted p ${chance(decisive.adjustedPValue)}`,
    ]);
  return [
    ...wrap(`${said}${drift.drifted ? ", and so has the table" : ""}.`, "Drift   ").map((line) =>
      paint(line, "yellow"),
    ),
    ...aligned(rows),
    ...notes.flatMap((note) => wrap(note, "        ")),
    ...answers,
  ];
}

function asHead(line: string, index: number): string {
  return index === 0 ? line.replace(/^ {8}/, "Drift   ") : line;
}
