import { describePlace, type Problem } from "../../core/errors.ts";
import { codeSpan, markdownText } from "./escape.ts";
import type { Section } from "./fit.ts";

/** At least this much room is worth a list. */
const LEAST_ROOM = 1000;

interface Kind {
  readonly name: string;
  readonly title: string;
  readonly mark: string;
  readonly rank: number;
}

const FAILED: Kind = { name: "failed checks", title: "Failed checks", mark: "❌", rank: 1 };
export const WARNINGS: Kind = { name: "warnings", title: "Warnings about the data", mark: "⚠️", rank: 6 };

/** Failed checks with their places: at most `most`, and no more than `room` bytes hold; where that is too long, a quarter of it. */
export function failedChecks(
  problems: readonly Problem[],
  most: number,
  room: number,
  kind: Kind = FAILED,
): Section {
  const shown: string[] = [];
  let used = 0;
  for (const problem of problems.slice(0, most)) {
    const line = failedCheck(problem, kind.mark);
    used += Buffer.byteLength(line) + 1;
    if (used > room) break;
    shown.push(line);
  }
  const rest = problems.length - shown.length;
  const more = rest > 0 ? [`- … and ${rest} more; \`trunkline validate\` lists them all.`] : [];
  const section: Section = {
    name: kind.name,
    rank: kind.rank,
    text: problems.length === 0 ? "" : [`**${kind.title}**`, "", ...shown, ...more].join("\n"),
  };
  if (room / 4 < LEAST_ROOM) return section;
  return { ...section, shorter: () => failedChecks(problems, most, room / 4, kind) };
}

function failedCheck({ where, found, expected, next, code }: Problem, mark: string): string {
  const place = where ? `${codeSpan(describePlace(where), 200)} ` : "";
  const wanted = expected ? `; expected ${markdownText(expected)}` : "";
  const todo = next ? ` ${markdownText(next)}` : "";
  return `- ${mark} ${place}${markdownText(found)}${wanted}.${todo} (${codeSpan(code)})`;
}
