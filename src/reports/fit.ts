/** A part of a report. Parts stand in the order of the list; the least important goes first when there is no room. */
export interface Section {
  /** What it is called in the line that says what was left out. */
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

/** Joins the parts with empty lines between, leaving whole parts out until the text is within the limit. */
export function fitSections(sections: readonly Section[], { most, measure, elsewhere }: Limit): string {
  let kept = sections.filter((section) => section.text !== "");
  const left: string[] = [];
  for (;;) {
    const note = left.length > 0 ? [`*Left out for lack of room: ${left.join(", ")}. ${elsewhere}*`] : [];
    const text = [...kept.map((section) => section.text), ...note].join("\n\n");
    const least = kept.reduce<Section | null>(
      (worst, section) => (section.rank > (worst?.rank ?? 0) ? section : worst),
      null,
    );
    if (measure(text) <= most || least === null) return text;
    const shorter = least.shorter?.();
    if (!shorter) left.push(least.name);
    kept = kept.flatMap((section) => (section === least ? (shorter ? [shorter] : []) : [section]));
  }
}
