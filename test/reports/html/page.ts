import { type DefaultTreeAdapterTypes, parse } from "parse5";

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A page as a browser reads it: its elements in order, and all that the parser had to mend. */
export interface Page {
  readonly elements: readonly Element[];
  readonly errors: readonly string[];
}

export function read(text: string): Page {
  const errors: string[] = [];
  const tree = parse(text, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine, startCol }) => errors.push(`${code} at ${startLine}:${startCol}`),
  });
  return { elements: elementsIn(tree), errors };
}

export function elementsIn(node: Node): Element[] {
  if (!("childNodes" in node)) return [];
  return node.childNodes.flatMap((child) => ("tagName" in child ? [child, ...elementsIn(child)] : []));
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

export function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

export function withTag({ elements }: Page, ...tags: readonly string[]): Element[] {
  return elements.filter(({ tagName }) => tags.includes(tagName));
}

export function byId({ elements }: Page, id: string): Element | undefined {
  return elements.find((element) => attribute(element, "id") === id);
}

/** The tags and the names of their attributes: what text must never be able to change. */
export function skeleton({ elements }: Page): string[] {
  return elements.map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(" ")}`);
}
