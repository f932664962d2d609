const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** The finite number that a cell holds, or NaN. */
export function numberOf(cell: string | null): number {
  if (cell === null || !NUMBER.test(cell)) return Number.NaN;
  const value = Number(cell);
  return Number.isFinite(value) ? value : Number.NaN;
}

export function numbersOf(cells: readonly (string | null)[]): Float64Array {
  const values = new Float64Array(cells.length);
  for (let row = 0; row < cells.length; row++) values[row] = numberOf(cells[row]!);
  return values;
}

export function allNumbers(cells: Iterable<string | null>): boolean {
  for (const cell of cells) if (Number.isNaN(numberOf(cell))) return false;
  return true;
}
