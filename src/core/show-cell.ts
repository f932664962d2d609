import { personalFormOf, withoutPersonalData } from "./personal-data.ts";
import { showText } from "./show-text.ts";

/**
 * A cell in a message: in quotation marks, and named rather than shown where it says something of a person, or nearly so: a slip of the pen in an
 * address or a number is what a message is often about.
 */
export function showCell(text: string, length?: number): string {
  const shown = withoutPersonalData(text);
  if (shown !== text) return showText(shown, length).slice(1, -1);
  const form = personalFormOf(text);
  return form === null ? showText(text, length) : `(like ${/^[eI]/.test(form) ? "an" : "a"} ${form})`;
}
