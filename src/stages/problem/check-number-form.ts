import { showText } from "../../core/show-text.ts";
import type { NumberForm } from "../../records/spec-data.ts";
import type { Contradiction } from "./contradiction.ts";

/** One sign cannot stand for two things. */
export function checkNumberForm(form: NumberForm | undefined): Contradiction[] {
  if (form === undefined || form.decimal !== form.thousands) return [];
  const expected = `another sign than ${showText(form.decimal)} between thousands`;
  const next = `Say how numbers are written in the data: 1.234,5 has decimal: "," and thousands: ".".`;
  return [
    [
      "spec-number-form",
      ["data", "numbers", "thousands"],
      "the same sign before the decimals",
      expected,
      next,
    ],
  ];
}
