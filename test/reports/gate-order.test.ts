import { expect, it } from "vitest";
import type { GateReason } from "../../src/records/evaluation.ts";
import { htmlReport } from "../../src/reports/html/html-report.ts";
import { comment } from "../../src/reports/markdown/comment.ts";
import { terminal } from "../../src/reports/terminal/terminal.ts";
import { aGate, aReport } from "../support/records.ts";
import { aClassifierPage } from "./html/samples.ts";

const waived = { reason: "agreed", approved_by: "ada", since: "2026-11-20", until: "2026-12-31" };
const reasons: GateReason[] = [
  { rule: "minimum", metric: "accuracy", passed: true, text: "what is met" },
  { rule: "minimum", metric: "recall", passed: false, text: "what is waived", waived },
  { rule: "minimum", metric: "precision", passed: false, text: "what has failed" },
];
const gate = aGate(false, { reasons });

it.each([
  ["comment", comment(aReport("improved", { gate }))],
  ["HTML report", htmlReport(aClassifierPage({}, { gate }))],
  ["terminal", terminal(aReport("improved", { gate }), { colour: false })],
])("in the %s the rule that has failed stands first, and what is met last", (_, text) => {
  const places = ["what has failed", "what is waived", "what is met"].map((each) => text.indexOf(each));
  expect(places[0]).toBeGreaterThan(0);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
