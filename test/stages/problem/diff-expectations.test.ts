import { expect, test } from "vitest";
import { diffExpectations } from "../../../src/stages/problem/diff-expectations.ts";
import { expectationText } from "../../../src/stages/problem/expectation-text.ts";
import { factsOf, inferExpectation } from "../../../src/stages/problem/infer-expectation.ts";

const infer = (values: readonly string[]) => inferExpectation(factsOf({ type: "text", values }), false);

test("dates are told from text, when they are more than chance", () => {
  expect(infer(["2026-01-01", "2026-01-02T10:00:00Z", "2026-01-03"])).toEqual({ type: "date", missing: 0 });
  expect(infer(["2026-01-01", "2026-01-02", "2026-01-02"])).toMatchObject({
    in: ["2026-01-01", "2026-01-02"],
  });
  expect(infer(["2026-01-01", "2026-01-02", "2026-02-30"])).toEqual({ type: "text", missing: 0 });
});

test("rules that differ, by column: changed, only in the spec, only by the data", () => {
  const spec = { x: { type: "number", max: 7 }, gone: { missing: 0 } } as const;
  const data = { x: { type: "number", max: 9, missing: 0 }, new: { type: "text" } } as const;
  expect(diffExpectations(spec, data)).toEqual([
    { column: "x", rule: "max", spec: "7", data: "9" },
    { column: "x", rule: "missing", spec: null, data: "0" },
    { column: "new", rule: "type", spec: null, data: "text" },
    { column: "gone", rule: "missing", spec: "0", data: null },
  ]);
});

test("the order of a list and of rules is no difference", () => {
  const spec = { x: { missing: 0, in: ["b", "a"] } };
  expect(diffExpectations(spec, { x: { in: ["a", "b"], missing: 0 } })).toEqual([]);
});

test("a column called like a member of objects is a column", () => {
  expect(diffExpectations({}, { constructor: { missing: 0 } })).toEqual([
    { column: "constructor", rule: "missing", spec: null, data: "0" },
  ]);
});

test("an expectation is one line of YAML", () => {
  expect(expectationText({ in: ["a b", "no", "c"], length: { min: 1 }, missing: 0 })).toBe(
    '{ in: ["a b", "no", c], length: { min: 1 }, missing: 0 }',
  );
});
