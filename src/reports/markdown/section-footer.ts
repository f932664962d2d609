import { shortDigest } from "../../core/digest.ts";
import type { ReportInput } from "../report-input.ts";
import { mayMerge } from "../words/conclusion.ts";
import { count } from "../words/figures.ts";
import { details } from "./blocks.ts";
import { codeBlock, codeSpan, markdownText } from "./escape.ts";

/** The lines that repeat this run. */
export function reproduction({ run }: ReportInput): string {
  return details("Reproduce this on your machine", codeBlock(run.reproduce.slice(0, 20), "sh"));
}

/** Where everything is, and the digests that it goes by. */
export function footer(input: ReportInput): string {
  const { evaluation, training, run } = input;
  const champion = evaluation?.champion;
  const parts = [
    ...(run.report ? [`**${webLink("whole report (HTML)", run.report)}**`] : []),
    ...(run.url ? [webLink("run", run.url)] : []),
    ...stored(input),
    ...(training ? [`algorithm ${codeSpan(training.algorithm, 60)}`] : []),
    run.commit === null ? "not committed" : `commit ${codeSpan(run.commit.slice(0, 12))}`,
    ...(run.commit !== null && run.uncommitted
      ? [`with ${count(run.uncommitted, "file")} not committed, which nobody else has`]
      : []),
    ...(evaluation
      ? [
          `recipe ${codeSpan(shortDigest(evaluation.recipe))}`,
          `bundle ${codeSpan(shortDigest(evaluation.bundle))}`,
        ]
      : []),
    ...(champion
      ? [`champion ${markdownText(champion.version)} (${codeSpan(shortDigest(champion.bundle))})`]
      : []),
  ];
  return ["---", purpose(input), `<sub>${parts.join(" · ")}</sub>`]
    .filter((each) => each !== "")
    .join("\n\n");
}

/** What the model is for, and whose it is. */
function purpose({ problem: { statement, owner } }: ReportInput): string {
  const whose = owner ? `owner ${codeSpan(owner, 60)}` : "";
  if (!statement) return whose && `<sub>${whose}</sub>`;
  return `<sub>${markdownText(statement, 300)}${whose && ` (${whose})`}</sub>`;
}

/** A link only to what is plainly an address of the web; anything else is shown as text. */
function webLink(name: string, url: string): string {
  return /^https?:\/\/[A-Za-z0-9.:[\]-]+(?:\/[A-Za-z0-9._~/?=&%-]*)?$/.test(url)
    ? `[${name}](<${url}>)`
    : `${name} ${markdownText(url, 200)}`;
}

function stored(input: ReportInput): string[] {
  const { training, candidateStored } = input;
  if (!training) return [];
  if (training.outcome === "registered")
    return [`the bundle of ${markdownText(training.version ?? "a version")}, not trained again`];
  if (candidateStored === "fork") return ["a fork's run may only read: the candidate is not stored"];
  if (!candidateStored) return ["the candidate is not stored"];
  return [
    mayMerge(input) ? "the candidate is stored: the merge ships these bytes" : "the candidate is stored",
  ];
}
