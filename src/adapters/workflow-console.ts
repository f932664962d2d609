import { describeProblem, type Problem } from "../core/errors.ts";
import { visibleText } from "../core/show-text.ts";
import type { AnnotationLevel, Console } from "../ports/console.ts";

/** GitHub keeps ten of a level and step, and 4,096 characters of each; it drops the rest without a word. */
const MOST_OF_A_LEVEL = 10;
const MOST_CHARACTERS = 4096;

type Core = typeof import("./actions-core.ts");

export interface WorkflowConsole extends Console {
  /** Says what was counted but not shown; call it last. */
  flush(): void;
}

/** Speaks to a workflow run's log, and puts problems on the lines of the files that they are about. */
export function workflowConsole(core: Core): WorkflowConsole {
  const counts: Record<AnnotationLevel, number> = { error: 0, warning: 0, notice: 0 };
  return {
    say: (line) => core.info(disobeyed(line)),
    progress: () => {},
    annotate(level, problem) {
      counts[level]++;
      // The last place is kept for the count of what follows.
      if (counts[level] >= MOST_OF_A_LEVEL) core.info(disobeyed(describeProblem(problem)));
      else core[level](annotation(problem), properties(problem));
    },
    flush() {
      for (const level of ["error", "warning", "notice"] as const) {
        const more = counts[level] - (MOST_OF_A_LEVEL - 1);
        if (more > 0)
          core[level](`${more} more like these: the job summary and this step's log name them all.`);
      }
    },
  };
}

/** A runner reads its commands out of the log: `::` at the start of a line, and `##[` anywhere. Text that is only said must not be one. */
function disobeyed(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, "$1: ").replaceAll("##[", "## [");
}

function annotation({ found, expected, next }: Problem): string {
  const text = [`Found: ${found}`, expected && `Expected: ${expected}`, next && `Next: ${next}`]
    .filter(Boolean)
    .join("\n");
  return visibleText(text).slice(0, MOST_CHARACTERS);
}

function properties({ code, where }: Problem) {
  return {
    title: code,
    ...(where && { file: where.file }),
    ...(where?.line !== undefined && { startLine: where.line }),
    ...(where?.column !== undefined && { startColumn: where.column }),
  };
}
