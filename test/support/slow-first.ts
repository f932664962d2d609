import { BaseSequencer, type TestSpecification } from "vitest/node";

const SLOW = ["kill-", "/e2e/", "/fuzz/", "simulation", "/actions/"];

/** Files that run whole commands or simulate before those that do not: one that begins last keeps the other cores waiting. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((left, right) => rank(left.moduleId) - rank(right.moduleId));
  }
}

function rank(path: string): number {
  const at = SLOW.findIndex((part) => path.includes(part));
  return at < 0 ? SLOW.length : at;
}
