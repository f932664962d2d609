import { allNumbers } from "./files/number-cells.ts";

/** Classes in scikit-learn's order: numbers by value, text by character. Of two classes the last is the positive one. */
export function sortClasses(names: Iterable<string>): string[] {
  const all = [...names].sort(byCodePoint);
  return allNumbers(all) ? all.sort((a, b) => Number(a) - Number(b)) : all;
}

/** As NumPy sorts text. */
function byCodePoint(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const step = a[at]!.codePointAt(0)! - b[at]!.codePointAt(0)!;
    if (step !== 0) return step;
  }
  return a.length - b.length;
}
