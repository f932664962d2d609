import type { Expectation } from "../../records/spec-data.ts";
import { ruleText } from "./expectation-text.ts";

type Expectations = Readonly<Record<string, Expectation>>;

/** One rule that the spec and the data say differently; null where one of them says nothing. */
export interface ExpectationDifference {
  readonly column: string;
  readonly rule: string;
  readonly spec: string | null;
  readonly data: string | null;
}

/** Where the expectations of a spec differ from those that the data suggest, by column and rule, in the order of the data. */
export function diffExpectations(spec: Expectations, data: Expectations): ExpectationDifference[] {
  const columns = [...new Set([...Object.keys(data), ...Object.keys(spec)])];
  return columns.flatMap((column) => {
    const [said, seen] = [own(spec, column), own(data, column)];
    const rules = [...new Set([...Object.keys(seen ?? {}), ...Object.keys(said ?? {})])];
    const differences = rules.map((rule) => ({
      column,
      rule,
      spec: textOf(said, rule),
      data: textOf(seen, rule),
    }));
    return differences.filter((each) => each.spec !== each.data);
  });
}

function own(expectations: Expectations, column: string): Expectation | undefined {
  return Object.hasOwn(expectations, column) ? expectations[column] : undefined;
}

function textOf(expectation: Expectation | undefined, rule: string): string | null {
  const value = expectation?.[rule as keyof Expectation];
  // A list says the same in any order.
  if (Array.isArray(value)) return ruleText([...value].sort());
  return value === undefined ? null : ruleText(value);
}
