import { describeProblem } from "../core/errors.ts";
import type { Console } from "../ports/console.ts";

/** Speaks to a person at a terminal, on standard error, so that standard output holds the result alone. */
export function terminalConsole(stream: NodeJS.WriteStream = process.stderr, quiet = false): Console {
  let progressing = false;
  const clear = () => {
    if (progressing) stream.write("\r\u001b[K");
    progressing = false;
  };
  return {
    say(line) {
      if (quiet) return;
      clear();
      stream.write(`${line}\n`);
    },
    progress(done, total, what) {
      if (quiet || !stream.isTTY) return;
      stream.write(`\r\u001b[K${what} ${Math.floor((100 * done) / Math.max(total, 1))} %`);
      progressing = true;
    },
    annotate(level, problem) {
      clear();
      stream.write(`${level}: ${describeProblem(problem)}\n`);
    },
  };
}
