import type { Problem } from "../../core/errors.ts";
import { parseYaml } from "./yaml-places.ts";

/**
 * Problems of keys of the spec, which only the data could tell, with the line and column where the key stands.
 * What has a line of its own keeps it.
 *
 * @param source the spec's text, which was read before without an error
 */
export async function placeProblems(
  source: string,
  file: string,
  problems: readonly Problem[],
): Promise<Problem[]> {
  if (!problems.some(isToPlace)) return [...problems];
  const yaml = await parseYaml(source, file);
  return problems.map((problem) =>
    isToPlace(problem) ? { ...problem, where: yaml.keyPlace(problem.key) } : problem,
  );
}

function isToPlace(problem: Problem): problem is Problem & Required<Pick<Problem, "key">> {
  return problem.key !== undefined && problem.where?.line === undefined;
}
