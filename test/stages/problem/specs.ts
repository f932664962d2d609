import { TrunklineError } from "../../../src/core/errors.ts";
import { readSpec } from "../../../src/stages/problem/read-spec.ts";

/** The least that a spec says, in eight lines. */
export const LEAST = `model: iris
problem:
  task: classification
  target: species
data:
  sources: [data/iris.csv]
train:
  algorithm: knn
`;

/** The least spec with one part written otherwise. */
export function but(part: string, other: string): string {
  if (LEAST.split(part).length !== 2) throw new Error(`${part} does not stand in the spec once`);
  return LEAST.replace(part, () => other);
}

/** The least spec with lines added; the first of them is line 9. */
export function plus(...lines: string[]): string {
  return `${LEAST}${lines.join("\n")}\n`;
}

/** What a spec is refused for. */
export async function refusal(source: string | Uint8Array): Promise<TrunklineError> {
  const error = await readSpec(source, "trunkline.yaml").then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof TrunklineError) return error;
  throw error ?? new Error("the spec was accepted");
}

/** What was found wrong and where: `spec-unknown-key 3:1`. */
export function brief({ problems }: TrunklineError): string[] {
  return problems.map(({ code, where }) =>
    where?.line === undefined ? code : `${code} ${where.line}:${where.column}`,
  );
}
