import { explain } from "../stages/problem/explain.ts";
import type { Project } from "./project.ts";

/** The spec as text, with every default filled in. */
export function explainProject(project: Project): Promise<string> {
  return explain(project.spec, project.text);
}
