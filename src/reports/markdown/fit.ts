/** A part of a report. Parts stand in the order of the list; the least important goes first when there is no room. */
export interface Section {
  /** What it is called in the line that says what was left out; no two are called the same. */
  readonly name: string;
  /** 0 is never left out; the highest number goes first. */
  readonly rank: number;
  readonly text: string;
  /** The same part in fewer words; tried before leaving it out. */
  readonly shorter?: () => Section;
}

export interface Limit {
  readonly most: number;
  readonly measure: (text: string) => number;
  /** Where the reader finds what was left out. */
  readonly elsewhere: string;
}

/**
 * Joins the parts with empty lines between, leaving whole parts out until the text is within the limit: the least important first, each in
 * fewer words before it goes. What went before a large one did, and has room after all, comes back, the most important first.
 */
export function fitSections(sections: readonly Section[], { most, measure, elsewhere }: Limit): string {
  const given = sections.filter((section) => section.text !== "");
  const shown = new Map(given.map((section) => [section.name, section]));
  const text = (): string => {
    const parts = given.flatMap(({ name }) => shown.get(name)?.text ?? []);
    const left = given.filter(({ name }) => !shown.has(name)).map(({ name }) => name);
    const note = left.length > 0 ? [`*Left out for lack of room: ${left.join(", ")}. ${elsewhere}*`] : [];
    return [...parts, ...note].join("\n\n");
  };
  const left: Section[] = [];
  while (measure(text()) > most) {
    const [least] = [...shown.values()].sort((a, b) => b.rank - a.rank);
    if (!least || least.rank === 0) break;
    const shorter = least.shorter?.();
    if (shorter) shown.set(least.name, shorter);
    else {
      shown.delete(least.name);
      left.push(least);
    }
  }
  for (const section of left.reverse()) {
    shown.set(section.name, section);
    if (measure(text()) > most) shown.delete(section.name);
  }
  return text();
}
