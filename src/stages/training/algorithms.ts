import * as v from "valibot";
import { badInput, type Problem, TrunklineError } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import type { Algorithm } from "./algorithm.ts";
import { baseline } from "./baseline.ts";
import { knn } from "./knn.ts";

const ALGORITHMS: readonly Algorithm[] = [knn, baseline];

export function algorithmNamed(name: string): Algorithm {
  const algorithm = ALGORITHMS.find((each) => each.name === name);
  if (algorithm) return algorithm;
  throw badInput({
    code: "training-unknown-algorithm",
    found: `the algorithm ${JSON.stringify(name)}`,
    expected: `one of: ${ALGORITHMS.map((each) => each.name).join(", ")}`,
    next: "Update Trunkline, or correct train.algorithm.",
  });
}

/** The parameters with the algorithm's defaults filled in, so that writing a default down changes nothing. */
export function algorithmParams(
  algorithm: Algorithm,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const parsed = v.safeParse(algorithm.params, given);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue): Problem => {
    const name = v.getDotPath(issue) ?? "";
    const unknown = issue.type === "strict_object";
    const near = unknown ? nearestName(name, algorithm.paramNames) : undefined;
    const value = unknown ? "" : ` is ${JSON.stringify(issue.input)}`;
    return {
      code: unknown ? "training-unknown-param" : "training-wrong-param",
      found: `train.params.${name}${value}${near ? ` (did you mean ${near}?)` : ""}`,
      expected: unknown
        ? `params of ${algorithm.name}: ${algorithm.paramNames.join(", ") || "none"}`
        : issue.message.replace(/^expected /, ""),
      next: "Correct train.params in the spec.",
    };
  });
  throw new TrunklineError(2, problems as [Problem, ...Problem[]]);
}
