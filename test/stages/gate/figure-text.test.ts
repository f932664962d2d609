import { expect, test } from "vitest";
import { intervalTexts } from "../../../src/stages/gate/figure-text.ts";

test.each([
  [-92.2, [-164.23, -22.441], "−92.2, interval −164.2 to −22.4"],
  [0.12671, [0.037031, 0.26559], "+0.1267, interval +0.037 to +0.2656"],
  [-0.0010457, [-0.0083531, 0.0037441], "−0.001046, interval −0.008353 to +0.003744"],
  [-121929.4, [-240311.2, -37986.3], "−121929, interval −240311 to −37986"],
  [0, [0, 0], "0, interval 0 to 0"],
  [1.2e12, [-1.5e12, 3.1e12], "+1200000000000, interval −1500000000000 to +3100000000000"],
] as const)("a difference of %s between %j is told to one precision", (difference, interval, text) => {
  expect(intervalTexts(difference, interval)).toBe(text);
});
