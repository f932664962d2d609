// Adds up what vitest's JSON reports say and prints it as one line; fails when a test failed, was left out, or when a
// report is missing or empty (a suite that did not run has not passed).
import { readFileSync } from "node:fs";

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const path of process.argv.slice(2)) {
  const report = read(path);
  totals.passed += report.numPassedTests;
  // A file that could not be loaded has no tests of its own to fail.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  totals.failed += report.numFailedTests + broken.length;
  totals.skipped += report.numPendingTests + report.numTodoTests;
  if (report.numTotalTests === 0) totals.failed += 1;
}
if (totals.skipped > 0) console.log(`${totals.skipped} skipped`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 || totals.skipped > 0 || totals.passed === 0 ? 1 : 0;

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    console.error(`No report at ${path}: ${error.message}`);
    return {
      numPassedTests: 0,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      numTotalTests: 1,
      testResults: [],
    };
  }
}
