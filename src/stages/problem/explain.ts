import type { Spec } from "../../records/spec.ts";

/** One line on each section, in the order of the life cycle. */
const SECTIONS: readonly (readonly [keyof Spec, string])[] = [
  ["model", "The name; it becomes the name of tags."],
  ["problem", "1. What is solved, for whom, and what counts as success."],
  ["collect", "2. Where snapshots of data come from; `trunkline collect` fetches them."],
  ["data", "2-3. Where the data are, what they must be, and how rows are split."],
  ["features", "4. Columns that are derived, prepared or left out; all others enter as they are."],
  ["prepare", "4. Rows that are left out, features that stay, components."],
  ["train", "5-6. How the model is made."],
  ["evaluate", "7-8. How sure a verdict must be, and which stage holds the champion."],
  ["gate", "8. What the gate does besides the success criteria, and which rules may fail for a time."],
  ["registry", "9-10. Where versions and bundles live."],
  ["deploy", "11. Where each stage is served from."],
  ["drift", "12. When data have moved since the champion, and what that means."],
];

/** The spec as YAML with every default filled in; what the file does not say itself is marked. */
export async function explain(spec: Spec, source: string): Promise<string> {
  const { Document, isMap, isPair, isScalar, parse } = await import("yaml");
  // As values: names of keys are text there, and what is named again is written out.
  const given: unknown = parse(source);
  const parts = SECTIONS.filter(([key]) => spec[key] !== undefined).map(([key, about]) => {
    const document = new Document({ [key]: withoutUndefined(spec[key]) });
    mark(document.contents, given);
    return `# ${about}\n${document.toString({ lineWidth: 100 })}`;
  });
  return parts.join("\n");

  /** Marks the outermost key of everything that the file leaves to its default. */
  function mark(node: unknown, said: unknown): void {
    if (!isMap(node)) return;
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const name = String(pair.key.value);
      // The one name that the printer leaves plain and a reader takes for YAML 1.1's merge.
      if (name === "<<") pair.key.type = "QUOTE_DOUBLE";
      if (isObject(said) && Object.hasOwn(said, name)) mark(pair.value, said[name]);
      else if (isScalar(pair.value)) pair.value.comment = " default";
      else pair.key.commentBefore = " default:";
    }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
