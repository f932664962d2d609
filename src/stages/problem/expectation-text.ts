import type { Expectation } from "../../records/spec-data.ts";

/** An expectation on one line of YAML: `{ type: number, min: 0, missing: 0 }`. */
export function expectationText(expectation: Expectation): string {
  const parts = Object.entries(expectation)
    .filter(([, value]) => value !== undefined)
    .map(([rule, value]) => `${rule}: ${ruleText(value)}`);
  return parts.length > 0 ? `{ ${parts.join(", ")} }` : "{}";
}

/** The value of a rule in YAML's flow style. */
export function ruleText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ruleText).join(", ")}]`;
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object" || value === null) return String(value);
  return expectationText(value as Expectation);
}

/** Any name as YAML: plain where that is safe, else quoted as JSON, which YAML reads. */
export function quote(text: string): string {
  const plain =
    /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}
