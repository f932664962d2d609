import { type Problem, TrunklineError } from "../core/errors.ts";
import type { World } from "../ports/world.ts";
import type { Expectation } from "../records/spec-data.ts";
import { typeColumns } from "../stages/data/type-columns.ts";
import { diffExpectations, type ExpectationDifference } from "../stages/problem/diff-expectations.ts";
import { expectationText, quote } from "../stages/problem/expectation-text.ts";
import { factsOf, inferExpectation } from "../stages/problem/infer-expectation.ts";
import { readInputs } from "./data/inputs.ts";
import { readSources } from "./data/read-data.ts";
import type { Project } from "./project.ts";

export type Expectations = Readonly<Record<string, Expectation>>;

/** What the data suggest to expect of each of their columns. */
export async function inferExpectations(world: World, project: Project): Promise<Expectations> {
  const { sources } = await readInputs(world, project);
  const { data } = project.spec;
  const { raw, problems } = await readSources(sources, data);
  if (problems.length > 0) throw new TrunklineError(2, problems as [Problem, ...Problem[]]);
  const { table } = typeColumns(raw, {});
  const columns = [...table.columns];
  return Object.fromEntries(
    columns.map(([name, column]) => [name, inferExpectation(factsOf(column), name === data.key)]),
  );
}

/** The section as it may stand in a spec, under `data:`. */
export function expectationsText(expectations: Expectations): string {
  const lines = Object.entries(expectations).map(
    ([name, expectation]) => `    ${quote(name)}: ${expectationText(expectation)}`,
  );
  return ["  expect:", ...lines].join("\n");
}

/** Where the spec and the data differ. */
export function expectationsDiff(project: Project, suggested: Expectations): ExpectationDifference[] {
  return diffExpectations(project.spec.data.expect, suggested);
}
