import { visible } from "../words/visible.ts";

/** Text for terminals: aligned by what a terminal shows, at most `WIDTH` columns, nothing that a terminal would obey. */
export const WIDTH = 100;

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NARROW = /\p{M}/u;

/** Columns that a terminal takes for the text: none for a combining mark, two for East Asian and pictures. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += NARROW.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/** Cut to so many columns, with `…` where something is missing. */
export function shorten(text: string, most: number): string {
  const shown = visible(text, 10 * WIDTH);
  if (columnsOf(shown) <= most) return shown;
  let kept = "";
  let columns = 0;
  for (const character of shown) {
    columns += columnsOf(character);
    if (columns > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Words in lines; the first line begins with `first`, the others with as many spaces. */
export function wrap(text: string, first = "", width = WIDTH): string[] {
  const room = width - columnsOf(first);
  const lines: string[] = [];
  let line = "";
  for (const word of visible(text, 5000)
    .split(/ +/)
    .filter(Boolean)
    .flatMap((each) => pieces(each, room))) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  const indent = " ".repeat(columnsOf(first));
  return lines.map((each, index) => `${index === 0 ? first : indent}${each}`.trimEnd());
}

function pieces(word: string, room: number): string[] {
  const found: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && columnsOf(piece) + columnsOf(character) > room) {
      found.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...found, piece];
}

/** Cells under each other, two spaces between; `right` names the columns that hold numbers. Cells are cut to `most` columns. */
export function aligned(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
  most = 40,
): string[] {
  const cells = rows.map((row) => row.map((cell) => shorten(cell, most)));
  const widths: number[] = [];
  for (const row of cells)
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, columnsOf(cell));
    });
  return cells.map((row) => {
    const padded = row.map((cell, index) => {
      const space = " ".repeat(widths[index]! - columnsOf(cell));
      return right.includes(index) ? space + cell : cell + space;
    });
    return shorten(padded.join("  ").trimEnd(), WIDTH);
  });
}

export type Colour = "red" | "green" | "yellow" | "bold" | "dim";
const CODES: Readonly<Record<Colour, number>> = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 };

/** A painter that leaves text alone where colour is not wanted. Text goes in neutralised. */
export function painter(wanted: boolean): (text: string, ...colours: Colour[]) => string {
  return (text, ...colours) =>
    wanted && text !== ""
      ? `\u001b[${colours.map((colour) => CODES[colour]).join(";")}m${text}\u001b[0m`
      : text;
}
