import { DistinctCounter } from "../../../core/sketches/distinct-counter.ts";
import { FrequentValues } from "../../../core/sketches/frequent-values.ts";
import { hashBytes } from "../../../core/sketches/hash.ts";
import { type Moments, mergeMoments, momentsOf, NO_MOMENTS } from "../../../core/sketches/moments.ts";
import { QuantileSketch } from "../../../core/sketches/quantile-sketch.ts";
import { NO_SUMMARY } from "../../../core/sketches/quantile-summary.ts";
import type { CellKind, KindCount } from "../../../records/column-profile.ts";
import { type CellBatch, textOf } from "../cell-batch.ts";
import { type CellFacts, KINDS, kindOf, MISSING } from "./cell-facts.ts";
import { decideType } from "./cell-kinds.ts";
import { type ColumnState, isMeasured, isTime } from "./column-state.ts";
import type { MissingMarkers } from "./missing-markers.ts";
import { charactersOf, PATTERN_BYTES, patternOf } from "./pattern-cell.ts";
import { CellReader } from "./read-cell.ts";

/** Characters that are kept of a kind's first cell. */
const SHOWN = 40;

const [NOT_FINITE, BOOLEAN, TEXT] = (["not-finite", "boolean", "text"] as const).map((kind) =>
  KINDS.indexOf(kind),
) as [number, number, number];

/** Room for the present cells of one column of a batch; all columns use the same. */
export class Workspace {
  readonly rows: number;
  readonly hashes: { readonly low: Uint32Array; readonly high: Uint32Array };
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly lengths: Float64Array;
  readonly numbers: Float64Array;
  readonly times: Float64Array;
  /** The patterns of the texts among them. */
  readonly patterns: Uint8Array;
  readonly patternStarts: Int32Array;
  readonly patternEnds: Int32Array;
  /** Of rows that name cells by number: the cells that are present, the texts among them, and those that came first. */
  readonly cells: Int32Array;
  readonly texts: Int32Array;
  readonly fresh: Int32Array;

  constructor(rows: number) {
    this.rows = rows;
    this.hashes = { low: new Uint32Array(rows), high: new Uint32Array(rows) };
    this.starts = new Int32Array(rows);
    this.ends = new Int32Array(rows);
    this.lengths = new Float64Array(rows);
    this.numbers = new Float64Array(rows);
    this.times = new Float64Array(rows);
    this.patterns = new Uint8Array(rows * PATTERN_BYTES);
    this.patternStarts = new Int32Array(rows);
    this.patternEnds = new Int32Array(rows);
    this.cells = new Int32Array(rows);
    this.texts = new Int32Array(rows);
    this.fresh = new Int32Array(rows);
  }
}

/** Sketches of the numbers, or of the moments in time, of a column. */
class Measure {
  moments: Moments = NO_MOMENTS;
  readonly sketch = new QuantileSketch();

  add(values: Float64Array, count: number): void {
    this.moments = mergeMoments(this.moments, momentsOf(values, count));
    this.sketch.add(values, count);
  }
}

/** Collects the profile of one column, batch after batch. */
export class ColumnProfiler {
  readonly #name: string;
  readonly #markers: MissingMarkers;
  readonly #reader = new CellReader();
  readonly #kinds = new Map<CellKind, { -readonly [Key in keyof KindCount]: KindCount[Key] }>();
  #rows = 0;
  #missing = 0;
  #rounded = 0;
  /** Null as long as there is none, and again when the column turned out to be text. */
  #numbers: Measure | null = null;
  #times: Measure | null = null;
  readonly #distinct = new DistinctCounter();
  readonly #values = new FrequentValues();
  readonly #patterns = new FrequentValues();
  #lengths: Moments = NO_MOMENTS;

  constructor(name: string, markers: MissingMarkers) {
    this.#name = name;
    this.#markers = markers;
  }

  add(batch: CellBatch, column: number, file: string, space: Workspace): void {
    const { bytes, starts, ends, width, rows, lines } = batch;
    let [present, numbers, times, texts] = [0, 0, 0, 0];
    for (let row = 0, cell = column; row < rows; row++, cell += width) {
      const start = starts[cell]!;
      const end = ends[cell]!;
      const kind = kindOf(bytes, start, end, this.#reader, this.#markers);
      if (kind === null) continue;
      this.#count(kind, file, lines[row]!, bytes, start, end);
      if (kind === "integer" || kind === "number") {
        const value = this.#reader.value;
        space.numbers[numbers++] = value;
        if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) this.#rounded += 1;
      } else if (kind === "date" || kind === "datetime") space.times[times++] = this.#reader.value;
      else if (kind === "text") {
        const at = texts * PATTERN_BYTES;
        space.patternStarts[texts] = at;
        space.patternEnds[texts++] = patternOf(bytes, start, end, space.patterns, at);
      }
      space.starts[present] = start;
      space.ends[present] = end;
      const any = hashBytes(bytes, start, end, space.hashes, present);
      space.lengths[present] = any < 128 ? end - start : charactersOf(bytes, start, end);
      present += 1;
    }
    this.#rows += rows;
    this.#missing += rows - present;
    this.#distinct.add(space.hashes.low, space.hashes.high, present);
    this.#values.add(space.hashes, bytes, space.starts, space.ends, present);
    this.#lengths = mergeMoments(this.#lengths, momentsOf(space.lengths, present));
    this.#addMeasures(space, numbers, times);
    // The hashes of the cells have been used.
    this.#addPatterns(space, texts);
  }

  /**
   * The same for rows that name the cells of a list by number (nothing: cell 0), row `firstRow` (from 1) and those after
   * it: each cell is read once, however many rows name it.
   */
  addNamed(
    facts: CellFacts,
    cells: ArrayLike<number | null | undefined>,
    from: number,
    to: number,
    firstRow: number,
    file: string,
    space: Workspace,
  ): void {
    const { list, kinds, values, lengths, hashes, patternHashes } = facts;
    const { bytes, starts, ends } = list;
    const counts = new Float64Array(KINDS.length);
    let [present, numbers, times, texts, fresh] = [0, 0, 0, 0, 0];
    for (let row = from; row < to; row++) {
      const cell = cells[row] ?? 0;
      if (!facts.isRead(cell)) {
        facts.read(cell, this.#reader, this.#markers);
        space.fresh[fresh++] = cell;
      }
      const kind = kinds[cell]!;
      if (kind === MISSING) continue;
      if (counts[kind]! === 0)
        this.#begin(KINDS[kind]!, file, firstRow + row - from, bytes, starts[cell]!, ends[cell]!);
      counts[kind]! += 1;
      if (kind < NOT_FINITE) {
        const value = values[cell]!;
        space.numbers[numbers++] = value;
        if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) this.#rounded += 1;
      } else if (kind === TEXT) space.texts[texts++] = cell;
      else if (kind > BOOLEAN) space.times[times++] = values[cell]!;
      space.cells[present] = cell;
      space.lengths[present++] = lengths[cell]!;
    }
    counts.forEach((count, kind) => {
      if (count > 0) this.#kinds.get(KINDS[kind]!)!.count += count;
    });
    this.#rows += to - from;
    this.#missing += to - from - present;
    this.#addFresh(facts, space, fresh);
    this.#values.addNamed(hashes, bytes, starts, ends, space.cells, present);
    this.#lengths = mergeMoments(this.#lengths, momentsOf(space.lengths, present));
    this.#addMeasures(space, numbers, times);
    this.#patterns.addNamed(
      patternHashes,
      facts.patterns,
      facts.patternStarts,
      facts.patternEnds,
      space.texts,
      texts,
    );
  }

  state(): ColumnState {
    const kinds = [...this.#kinds.values()];
    const { type } = decideType(kinds);
    const measure = isMeasured(type) ? (isTime(type) ? this.#times : this.#numbers) : null;
    return {
      name: this.#name,
      kinds,
      rows: this.#rows,
      missing: this.#missing,
      rounded: this.#rounded,
      moments: measure?.moments ?? NO_MOMENTS,
      quantiles: measure?.sketch.summary() ?? NO_SUMMARY,
      distinct: this.#distinct,
      values: this.#values,
      patterns: this.#patterns,
      lengths: this.#lengths,
    };
  }

  #count(kind: CellKind, file: string, line: number, bytes: Uint8Array, start: number, end: number): void {
    const seen = this.#kinds.get(kind) ?? this.#begin(kind, file, line, bytes, start, end);
    seen.count += 1;
  }

  /** Keeps where a kind came first. */
  #begin(kind: CellKind, file: string, line: number, bytes: Uint8Array, start: number, end: number) {
    const seen = this.#kinds.get(kind);
    if (seen !== undefined) return seen;
    const text = textOf(bytes, start, Math.min(end, start + 4 * SHOWN));
    const first = { kind, count: 0, file, line, text: [...text].slice(0, SHOWN).join("") };
    this.#kinds.set(kind, first);
    return first;
  }

  /** A cell that was counted as distinct need not be counted again. */
  #addFresh({ kinds, hashes: { low, high } }: CellFacts, { fresh, hashes }: Workspace, count: number): void {
    let present = 0;
    for (let index = 0; index < count; index++) {
      const cell = fresh[index]!;
      if (kinds[cell] === MISSING) continue;
      hashes.low[present] = low[cell]!;
      hashes.high[present++] = high[cell]!;
    }
    this.#distinct.add(hashes.low, hashes.high, present);
  }

  #addPatterns({ patterns, patternStarts, patternEnds, hashes }: Workspace, texts: number): void {
    for (let index = 0; index < texts; index++)
      hashBytes(patterns, patternStarts[index]!, patternEnds[index]!, hashes, index);
    this.#patterns.add(hashes, patterns, patternStarts, patternEnds, texts);
  }

  #addMeasures(space: Workspace, numbers: number, times: number): void {
    if (decideType([...this.#kinds.values()]).type === "text") {
      this.#numbers = null;
      this.#times = null;
      return;
    }
    if (numbers > 0) {
      this.#numbers ??= new Measure();
      this.#numbers.add(space.numbers, numbers);
    }
    if (times > 0) {
      this.#times ??= new Measure();
      this.#times.add(space.times, times);
    }
  }
}
