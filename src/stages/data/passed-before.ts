import type { Problem } from "../../core/errors.ts";
import type { Validation } from "../../records/validation.ts";

/**
 * What validation means for a recipe that is a version already: its problems become warnings, after one that says so. Data of
 * which nothing could be checked, since they could not be read, stay refused: there is nothing to go on with.
 */
export function passedBefore(validation: Validation, version: string): Validation {
  const { problems, warnings, checks } = validation;
  if (problems.length === 0 || checks === 0) return validation;
  return {
    ...validation,
    problems: [],
    warnings: [stopsNothing(problems.length, version), ...problems, ...warnings],
  };
}

function stopsNothing(count: number, version: string): Problem {
  return {
    code: "data-passed-before",
    found: `${count === 1 ? "a problem" : `${count} problems`} that would stop a new model today, in the very data of ${version}`,
    expected: `nothing: ${version} passed its checks when it was registered, and the way back to it stays open`,
    next: "Look at them before the next change of the data: that one will be stopped.",
  };
}
