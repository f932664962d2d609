import { expect, it } from "vitest";
import { globPattern } from "../../src/core/glob-pattern.ts";

it.each([
  ["data/*.csv", "data/a.csv", true],
  ["data/*.csv", "data/old/a.csv", false],
  ["data/**/a.csv", "data/a.csv", true],
  ["data/**/a.csv", "data/x/y/a.csv", true],
  ["data/**", "data/x/a.csv", true],
  ["part-?.csv", "part-1.csv", true],
  ["part-?.csv", "part-12.csv", false],
  ["a.csv", "abcsv", false],
  ["a(1)+.csv", "a(1)+.csv", true],
])("%s and %s: %s", (glob, path, fits) => {
  expect(globPattern(glob).test(path)).toBe(fits);
});
